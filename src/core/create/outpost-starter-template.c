/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-starter-template.h"

static const char text[] = "terraform {\n"
                           "  required_providers {\n"
                           "    coder = {\n"
                           "      source  = \"coder/coder\"\n"
                           "      version = \">= 2.10\"\n"
                           "    }\n"
                           "  }\n"
                           "}\n"
                           "\n"
                           "locals {\n"
                           "  platforms = {\n"
                           "    \"linux-amd64\"   = \"Linux, amd64\"\n"
                           "    \"linux-arm64\"   = \"Linux, arm64\"\n"
                           "    \"linux-armv7\"   = \"Linux, armv7\"\n"
                           "    \"darwin-amd64\"  = \"macOS, amd64\"\n"
                           "    \"darwin-arm64\"  = \"macOS, arm64\"\n"
                           "    \"windows-amd64\" = \"Windows, amd64\"\n"
                           "    \"windows-arm64\" = \"Windows, arm64\"\n"
                           "  }\n"
                           "  platform = split(\"-\", data.coder_parameter.platform.value)\n"
                           "}\n"
                           "\n"
                           "data \"coder_parameter\" \"platform\" {\n"
                           "  name         = \"platform\"\n"
                           "  display_name = \"Platform of the machine\"\n"
                           "  default      = \"linux-amd64\"\n"
                           "  mutable      = false\n"
                           "\n"
                           "  dynamic \"option\" {\n"
                           "    for_each = local.platforms\n"
                           "    content {\n"
                           "      name  = option.value\n"
                           "      value = option.key\n"
                           "    }\n"
                           "  }\n"
                           "}\n"
                           "\n"
                           "resource \"coder_agent\" \"main\" {\n"
                           "  os   = local.platform[0]\n"
                           "  arch = local.platform[1]\n"
                           "}\n"
                           "\n"
                           "resource \"coder_external_agent\" \"main\" {\n"
                           "  agent_id = coder_agent.main.id\n"
                           "}\n";

const char *
outpost_starter_template_get_text (void)
{
  return text;
}
