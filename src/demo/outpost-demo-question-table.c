/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-questions-private.h"

/* A definition names only what is not as usual: type string, form input, mutable, no default (`d`: then it is required).
 * `o`: options as [name, value, description]; `if`: asked only when another one has that value. */

#define PLATFORMS                                                                                                            \
  "{\"n\":\"agent_config\",\"t\":\"Platform\",\"about\":\"What the machine runs.\",\"form\":\"radio\",\"fixed\":1,"          \
  "\"d\":\"linux-amd64\",\"o\":[[\"Linux AMD64\",\"linux-amd64\"],[\"Linux ARM64\",\"linux-arm64\"],"                        \
  "[\"Linux ARMv7\",\"linux-armv7\"],[\"macOS AMD64\",\"darwin-amd64\"],[\"macOS ARM64 (Apple Silicon)\",\"darwin-arm64\"]," \
  "[\"Windows AMD64\",\"windows-amd64\"],[\"Windows ARM64\",\"windows-arm64\"]]}"

static const char workshop[]
    = "[{\"n\":\"hostname\",\"t\":\"Host Name\",\"about\":\"Lower case **letters**, digits and hyphens. "
      "[How we name machines](https://example.com/names)\",\"regex\":\"^([a-z][a-z0-9-]{1,14})?$\","
      "\"error\":\"The host name has 2 to 15 lower case characters.\"},"
      "{\"n\":\"cores\",\"t\":\"Cores\",\"type\":\"number\",\"d\":\"2\",\"min\":1,\"max\":64,\"monotonic\":\"increasing\","
      "\"error\":\"{value} is not between {min} and {max}.\"},"
      "{\"n\":\"disk\",\"t\":\"Disk (GiB)\",\"type\":\"number\",\"form\":\"slider\",\"fixed\":1,\"d\":\"50\","
      "\"min\":10,\"max\":500},"
      "{\"n\":\"gpu\",\"t\":\"Has a GPU\",\"type\":\"bool\",\"form\":\"checkbox\",\"d\":\"false\"},"
      "{\"n\":\"gpu_model\",\"t\":\"GPU Model\",\"form\":\"dropdown\",\"d\":\"h200\",\"if\":[\"gpu\",\"true\"],"
      "\"o\":[[\"H200\",\"h200\",\"141 GB\"],[\"A10\",\"a10\",\"24 GB\"]]},"
      "{\"n\":\"region\",\"t\":\"Region\",\"form\":\"radio\",\"fixed\":1,\"d\":\"eu\","
      "\"o\":[[\"Europe\",\"eu\",\"Zürich\"],[\"North America\",\"us\",\"Ohio\"],[\"アジア\",\"asia\",\"Tōkyō\"]]},"
      "{\"n\":\"tools\",\"t\":\"Tools\",\"type\":\"list(string)\",\"form\":\"multi-select\",\"d\":\"[\\\"git\\\"]\","
      "\"o\":[[\"Git\",\"git\"],[\"Docker\",\"docker\"],[\"Python \\\"dev\\\"\",\"py\\\"3\"]]},"
      "{\"n\":\"mirrors\",\"t\":\"Package Mirrors\",\"type\":\"list(string)\",\"form\":\"radio\",\"d\":\"[\\\"near\\\"]\","
      "\"o\":[[\"Nearest One\",\"[\\\"near\\\"]\"],[\"Nearest, Then Ohio\",\"[\\\"near\\\",\\\"ohio\\\"]\"]]},"
      "{\"n\":\"labels\",\"t\":\"Labels\",\"type\":\"list(string)\",\"form\":\"tag-select\",\"d\":\"[]\"},"
      "{\"n\":\"notes\",\"t\":\"Notes\",\"form\":\"textarea\",\"d\":\"\","
      "\"placeholder\":\"Anything worth knowing about this machine\"},"
      "{\"n\":\"secret\",\"t\":\"Join Secret\",\"d\":\"\",\"masked\":1},"
      "{\"n\":\"reset\",\"t\":\"Reset on This Build\",\"type\":\"bool\",\"form\":\"switch\",\"d\":\"false\","
      "\"ephemeral\":1}," PLATFORMS "]";

static const char rack[] = "[{\"n\":\"user_name\",\"t\":\"User Name\",\"regex\":\"^[a-z]+$\",\"error\":\"Only small letters.\"},"
                           "{\"n\":\"size\",\"t\":\"Size\",\"type\":\"number\",\"d\":\"3\",\"min\":1,\"max\":10},"
                           "{\"n\":\"zone\",\"t\":\"Zone\",\"form\":\"dropdown\",\"d\":\"a\",\"o\":[[\"Zone A\",\"a\"],[\"Zone "
                           "B\",\"b\"]]}]";

static const char pool[] = "[{\"n\":\"pool\",\"t\":\"Machine Pool\",\"about\":\"Where the runner takes its machine from.\","
                           "\"form\":\"dropdown\",\"d\":\"empty\","
                           "\"o\":[[\"Empty on purpose\",\"empty\"],[\"Spare machines\",\"spare\"]]}]";

/* One template a line. */
static const struct
{
  const char *template;
  const char *definitions;
} table[] = {
  { "externally-managed", "[" PLATFORMS "]" },
  { "workshop", workshop },
  { "classic-rack", rack },
  { "runners", pool },
  { "linked", "[" PLATFORMS "]" },
};

#define SMALL "51a11000-0000-4000-8000-000000000001"
#define LARGE "1a26e000-0000-4000-8000-000000000002"

static const char presets[]
    = "[{\"ID\":\"" SMALL "\",\"Name\":\"Small\",\"Parameters\":[{\"Name\":\"hostname\",\"Value\":\"small-1\"},"
      "{\"Name\":\"cores\",\"Value\":\"2\"},{\"Name\":\"disk\",\"Value\":\"20\"}],\"Default\":false,"
      "\"DesiredPrebuildInstances\":0,\"Description\":\"Two cores, 20 GiB\",\"Icon\":\"\"},"
      "{\"ID\":\"" LARGE "\",\"Name\":\"Large & GPU\",\"Parameters\":[{\"Name\":\"hostname\",\"Value\":\"large-1\"},"
      "{\"Name\":\"cores\",\"Value\":\"32\"},{\"Name\":\"gpu\",\"Value\":\"true\"},{\"Name\":\"gpu_model\",\"Value\":\"a10\"}],"
      "\"Default\":false,\"DesiredPrebuildInstances\":0,\"Description\":\"Thirty-two cores and an A10\",\"Icon\":\"\"}]";

const char *
demo_question_table_get (const char *template)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].template, template))
      return table[i].definitions;
  return "[]";
}

const char *
demo_question_table_get_presets (const char *template)
{
  return g_str_equal (template, "workshop") ? presets : NULL;
}
