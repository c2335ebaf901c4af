/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OutpostPlatform:
 *
 * What a deployment has an agent for: the pairs that `GET /init-script/{os}/{arch}` knows (coder-api 4.3).
 *
 * @OUTPOST_N_PLATFORMS: none of the seven, such as one of a newer deployment
 */
typedef enum
{
  OUTPOST_PLATFORM_LINUX_AMD64,
  OUTPOST_PLATFORM_LINUX_ARM64,
  OUTPOST_PLATFORM_LINUX_ARMV7,
  OUTPOST_PLATFORM_DARWIN_AMD64,
  OUTPOST_PLATFORM_DARWIN_ARM64,
  OUTPOST_PLATFORM_WINDOWS_AMD64,
  OUTPOST_PLATFORM_WINDOWS_ARM64,
  OUTPOST_N_PLATFORMS,
} OutpostPlatform;

/* The deployment's words: `linux`, `darwin`, `windows`; `amd64`, `arm64`, `armv7`. @platform is one of the seven. */
const char      *outpost_platform_get_system       (OutpostPlatform platform);
const char      *outpost_platform_get_architecture (OutpostPlatform platform);

/* The platform of an agent's `operating_system` and `architecture`. */
OutpostPlatform  outpost_platform_find             (const char     *system,
                                                    const char     *architecture);
/* The platform that somebody typed: `linux/arm64` or `linux-arm64`, `macos` being another word for `darwin`. */
OutpostPlatform  outpost_platform_parse            (const char     *word);

G_END_DECLS
