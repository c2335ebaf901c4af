/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-platform.h"

#include <string.h>

static const struct
{
  const char *system;
  const char *architecture;
} platforms[OUTPOST_N_PLATFORMS] = {
  [OUTPOST_PLATFORM_LINUX_AMD64] = { "linux", "amd64" },
  [OUTPOST_PLATFORM_LINUX_ARM64] = { "linux", "arm64" },
  [OUTPOST_PLATFORM_LINUX_ARMV7] = { "linux", "armv7" },
  [OUTPOST_PLATFORM_DARWIN_AMD64] = { "darwin", "amd64" },
  [OUTPOST_PLATFORM_DARWIN_ARM64] = { "darwin", "arm64" },
  [OUTPOST_PLATFORM_WINDOWS_AMD64] = { "windows", "amd64" },
  [OUTPOST_PLATFORM_WINDOWS_ARM64] = { "windows", "arm64" },
};

const char *
outpost_platform_get_system (OutpostPlatform platform)
{
  g_return_val_if_fail (platform < OUTPOST_N_PLATFORMS, NULL);
  return platforms[platform].system;
}

const char *
outpost_platform_get_architecture (OutpostPlatform platform)
{
  g_return_val_if_fail (platform < OUTPOST_N_PLATFORMS, NULL);
  return platforms[platform].architecture;
}

OutpostPlatform
outpost_platform_find (const char *system,
                       const char *architecture)
{
  OutpostPlatform platform = 0;

  while (platform < OUTPOST_N_PLATFORMS
         && (g_strcmp0 (platforms[platform].system, system) != 0
             || g_strcmp0 (platforms[platform].architecture, architecture) != 0))
    platform++;
  return platform;
}

OutpostPlatform
outpost_platform_parse (const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);
  char *architecture = strpbrk (lower, "/-");

  if (architecture == NULL)
    return OUTPOST_N_PLATFORMS;
  *architecture++ = '\0';
  return outpost_platform_find (g_str_equal (lower, "macos") ? "darwin" : lower, architecture);
}
