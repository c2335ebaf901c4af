/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-script-lines-private.h"

#include <stdlib.h>

/* Sorted. */
static const guint64 posix_lines[] = {
  0x0098b039e6822f91,
  0x0608a801a6b84662,
  0x0fb49ca80794690b,
  0x1328a2fb8cdf1cf7,
  0x1a21be8bb1dc4721,
  0x26953e234b13a2b6,
  0x28f758af68249238,
  0x3839cd9f717b4e36,
  0x3ec414be8e6a6738,
  0x3f45cbed830f9275,
  0x3f51524d4d0fcacd,
  0x43410bab6673f155,
  0x4582ae9fc55d5dad,
  0x4e6e1b1f9dd46d1f,
  0x5029393bf88c4dc9,
  0x51a6bb6e3c2f3d9c,
  0x56d2f42699ad1803,
  0x5d4055d6d016e1bb,
  0x60dbbbeca56f32be,
  0x637cbdb3daf0341b,
  0x63a2025cd8e3ac77,
  0x683dd54a3693cb9e,
  0x6cbfcc61a86f3106,
  0x6ea2fa5451a76119,
  0x79db3da0b04c51a1,
  0x7a735df5e42fb902,
  0x7dd530c4d36da47c,
  0x8527c5e9d5f093af,
  0x87cf2d48c399ae65,
  0x8a4a5ee0a3fca6fd,
  0x8a83e5cae1316784,
  0x8b6d3956a1e64378,
  0x8de0c978a0ece9cb,
  0x92c663a148ea0e00,
  0x99817db8574e5e4a,
  0x9ab2723e8f1bdf93,
  0x9e726fecb46ea371,
  0xa0e2b749475219e9,
  0xa13707e96e72f21f,
  0xa4c3ed04a95a3da1,
  0xa5cd326c2e1141e3,
  0xaa60232fc16137b6,
  0xb0a78de3b43981a9,
  0xb3359bd12cff3724,
  0xb4bdc848109722a3,
  0xb5572bdf54bfd584,
  0xb9bfc4b3a64d671c,
  0xbac858ddcfc56fd6,
  0xbd0c35b2d0be29c5,
  0xbda27400600fa718,
  0xc1757f081cdd84af,
  0xc719bf64f5ce142a,
  0xcaf36839a4dea5e1,
  0xcc6ed0e980f3c6fd,
  0xccfdcbf8834204a7,
  0xcdf24aa41f16e47b,
  0xce1272d50d180389,
  0xce4e042e3d941543,
  0xd10b36aa74a59bcf,
  0xd10ee815b34e7c9b,
  0xd212d7bd7e4151b5,
  0xd3aa7380a90a6fbb,
  0xdb50c7b5169e8915,
  0xdc84b2bbd5ad74a3,
  0xdca78ecd5d71f5f7,
  0xe06d2689dd2906a8,
  0xe138d62d2e8c8501,
  0xe39c905fa5ebd8bc,
  0xe7e72e40f047c6c6,
  0xe99f90c81f68a5bf,
  0xea978bde1af809cb,
  0xeb80c7bb1a6f46a4,
  0xee8dfeb303bd4e8d,
  0xf67790ce2485e30e,
  0xf791a2ae916bfe2e,
  0xfb01207f7a1abf30,
  0xfbfb538545d3c00b,
  0xfdc2796e98758aeb,
  0xff7fc8014617b20c,
};

static const guint64 windows_lines[] = {
  0x00d9f90567c8f0f6,
  0x03d9aba6351173e5,
  0x06d7a458dd9b22fd,
  0x090980aebed96d1e,
  0x14ebe56a5008e7c2,
  0x3467e061c6d98252,
  0x3ab941b617dbdbe4,
  0x430daabf0b1717d0,
  0x4ac9b57ab96b98c8,
  0x4b37ba91a44a4716,
  0x4b3b08e96dcb8d15,
  0x4bb843de017f2fe1,
  0x50ce9d02f39e441b,
  0x54a772fe7fae40d4,
  0x5902f902b08095f5,
  0x5d4055d6d016e1bb,
  0x60f5e8cad5270b5b,
  0x6b5607e3d71d208c,
  0x6e9fbab83a351ea3,
  0x7be4d9f1d25849a5,
  0x89aca22a56640feb,
  0x8d5b7e0e010be381,
  0x8d69382669f67954,
  0x95bc545467a5a96b,
  0x985045f1c0578a8d,
  0xaa3f3e5f9519068e,
  0xae3e7a017726d113,
  0xb1dae06efa26f521,
  0xb328892c63ed033b,
  0xb6e0bd34e3076772,
  0xc1757f081cdd84af,
  0xc19d7e9fafcfb5dd,
  0xcd338e0df7edc02c,
  0xcd92ba01643124d1,
  0xcfe6676a60d9750c,
  0xd091b044edf8a385,
  0xd0c151f2c6ce1d7e,
  0xd0f94ef859bbfdc8,
  0xd10b36aa74a59bcf,
  0xd5257c2c3449105b,
  0xd552162f8a399f24,
  0xdddb49076276c0cb,
  0xe04e295abf103b9b,
  0xe141362456f852ae,
  0xe50226a2258fd792,
  0xea978bde1af809cb,
  0xf2b849ddd7760428,
  0xff73099911e514a4,
};

static gboolean
is_windows (OutpostPlatform platform)
{
  return platform == OUTPOST_PLATFORM_WINDOWS_AMD64 || platform == OUTPOST_PLATFORM_WINDOWS_ARM64;
}

static int
compare (const void *a,
         const void *b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

gboolean
outpost_script_lines_know (OutpostPlatform platform,
                           guint64 hash)
{
  const guint64 *lines = is_windows (platform) ? windows_lines : posix_lines;
  gsize n_lines = is_windows (platform) ? G_N_ELEMENTS (windows_lines) : G_N_ELEMENTS (posix_lines);

  return bsearch (&hash, lines, n_lines, sizeof hash, compare) != NULL;
}

gboolean
outpost_script_lines_know_all (OutpostPlatform platform,
                               guint64 hash)
{
  switch (platform)
    {
    case OUTPOST_PLATFORM_LINUX_AMD64:
    case OUTPOST_PLATFORM_LINUX_ARM64:
    case OUTPOST_PLATFORM_LINUX_ARMV7:
      return hash == 0x2a1b3a4e43488c1a;
    case OUTPOST_PLATFORM_DARWIN_AMD64:
    case OUTPOST_PLATFORM_DARWIN_ARM64:
      return hash == 0x9d8b3095c759b75d;
    case OUTPOST_PLATFORM_WINDOWS_AMD64:
    case OUTPOST_PLATFORM_WINDOWS_ARM64:
      return hash == 0x758d6417db551a89;
    case OUTPOST_N_PLATFORMS:
    default:
      return FALSE;
    }
}
