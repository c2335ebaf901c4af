/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-check.h"

#include <gio/gio.h>

#include "attach/outpost-quote.h"
#include "attach/outpost-stop-command.h"

/* In these, p is the process of an agent: whose services and workspaces they are is told by the control group, or by launchd. */
#define EACH_AGENT "for p in $(pgrep -f \"^\\./coder agent\"); do "

/* Another answer than 401 means that the token is taken: a plain request to an address for agents is then told to become a
 * websocket (correction 3). The token goes from the agent's environment through pipes of the shell's own commands, and is never
 * printed. Without one nothing is asked: the answer would be 401 too. */
#define ASK_WITH_TOKEN                                                                                               \
  " | sed -n \"s/^CODER_AGENT_TOKEN=/Coder-Session-Token: /p\" | if IFS= read -r h; then printf \"%s\\n\" \"$h\" | " \
  "curl -sS -o /dev/null -w \"$p: %{http_code}\\n\" -H @- \"$1\"; else echo \"$p: no token\"; fi; done' sh {}"

/* In each, {} is the address of what is asked for, or the host, as a quoted word. */
typedef struct
{
  const char *path; /* below the address; NULL: the host */
  const char *linux_command;
  const char *darwin_command;
  const char *windows_command;
} Check;

static const Check checks[OUTPOST_N_CHECKS] = {
  [OUTPOST_CHECK_RUNNING]
  = { "", "sh -c '" EACH_AGENT "echo \"$p ./coder agent $(tail -n 1 \"/proc/$p/cgroup\")\"; done'",
      "sh -c '" EACH_AGENT "echo \"$p ./coder agent $(launchctl list | grep \"^$p[^0-9]\")\"; done'",
      "Get-Process sshd -ErrorAction SilentlyContinue | "
      "Where-Object { " OUTPOST_STOP_COMMAND_IS_AGENT " } | Select-Object Id, Path" },
  [OUTPOST_CHECK_TOKEN]
  = { "/api/v2/workspaceagents/me/rpc?version=2.0",
      "sh -c '" EACH_AGENT "s=; [ -r \"/proc/$p/environ\" ] || s=sudo; "
      "$s cat \"/proc/$p/environ\" | tr \"\\0\" \"\\n\"" ASK_WITH_TOKEN,
      "sh -c '" EACH_AGENT "s=; [ \"$(ps -o user= -p \"$p\" | tr -d \" \")\" = \"$(id -un)\" ] || s=sudo; "
      "$s ps -Eww -o command= -p \"$p\" | tr \" \" \"\\n\"" ASK_WITH_TOKEN,
      "Get-ChildItem \"$env:LOCALAPPDATA\\coder-agent-*\\token\" | ForEach-Object { $name = $_.Directory.Name; "
      "$h = @{ 'Coder-Session-Token' = [IO.File]::ReadAllText($_.FullName) }; "
      "$code = try { (iwr -useb {} -Headers $h).StatusCode } catch { [int] $_.Exception.Response.StatusCode }; "
      "\"${name}: $code\" }" },
  [OUTPOST_CHECK_DOWNLOADER] = { "", "command -v curl", "command -v curl", NULL },
  [OUTPOST_CHECK_NAME] = { NULL, "getent hosts {}", "dscacheutil -q host -a name {}", "Resolve-DnsName {}" },
  [OUTPOST_CHECK_REACH] = { "/healthz", "curl -sS -o /dev/null -w '%{http_code}\\n' {}",
                            "curl -sS -o /dev/null -w '%{http_code}\\n' {}", "(iwr -useb {}).StatusCode" },
  [OUTPOST_CHECK_SCRIPT] = { "/api/v2/init-script/", "curl -sSL {} | head -n 1", "curl -sSL {} | head -n 1",
                             "\"$(iwr -useb {})\".Split(\"`n\")[0]" },
  [OUTPOST_CHECK_CLOCK]
  = { "/healthz", "date -u; curl -sS -o /dev/null -D - {} | grep -i '^date:'",
      "date -u; curl -sS -o /dev/null -D - {} | grep -i '^date:'", "(Get-Date).ToUniversalTime(); (iwr -useb {}).Headers.Date" },
  [OUTPOST_CHECK_PROXY]
  = { "", "env | grep -i '_proxy='", "env | grep -i '_proxy='; scutil --proxy",
      "Get-ChildItem env:*_proxy; netsh winhttp show proxy" },
  [OUTPOST_CHECK_LINGERING] = { "", "loginctl show-user \"$(id -un)\" --property=Linger", NULL, NULL },
  [OUTPOST_CHECK_RIGHTS] = { "", "sudo -v && echo yes", NULL, NULL },
  [OUTPOST_CHECK_SELINUX] = { "", "getenforce", NULL, NULL },
};

static const char *
get_command (const Check *check,
             OutpostPlatform platform)
{
  const char *system = outpost_platform_get_system (platform);

  if (g_str_equal (system, "windows"))
    return check->windows_command;
  return g_str_equal (system, "darwin") ? check->darwin_command : check->linux_command;
}

static char *
dup_host (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && *host != '\0' && !g_hostname_is_ip_address (host) ? g_strdup (host) : NULL;
}

static char *
dup_target (OutpostCheck check,
            OutpostPlatform platform,
            const char *address)
{
  if (checks[check].path == NULL)
    return dup_host (address);
  if (check == OUTPOST_CHECK_SCRIPT)
    return g_strdup_printf ("%s%s%s/%s", address, checks[check].path, outpost_platform_get_system (platform),
                            outpost_platform_get_architecture (platform));
  return g_strconcat (address, checks[check].path, NULL);
}

char *
outpost_check_dup_command (OutpostCheck check,
                           OutpostPlatform platform,
                           const char *address)
{
  const char *format;
  g_autofree char *target = NULL;
  g_autofree char *quoted = NULL;
  g_auto(GStrv) parts = NULL;
  GString *command;

  g_return_val_if_fail (check < OUTPOST_N_CHECKS && platform < OUTPOST_N_PLATFORMS, NULL);

  format = get_command (&checks[check], platform);
  target = dup_target (check, platform, address);
  if (format == NULL || target == NULL)
    return NULL;
  quoted = g_str_equal (outpost_platform_get_system (platform), "windows") ? outpost_quote_powershell (target)
                                                                           : outpost_quote_sh (target);
  parts = g_strsplit (format, "{}", 2);
  command = g_string_new (parts[0]);
  if (parts[1] != NULL)
    g_string_append_printf (command, "%s%s", quoted, parts[1]);
  return g_string_free (command, FALSE);
}
