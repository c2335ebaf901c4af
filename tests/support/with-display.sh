#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
#
# with-display.sh PROGRAM [ARG…]
#
# Runs PROGRAM on an X server, a session bus and in folders of its own; nothing on that bus can be activated. Ends only what
# it started.
set -eu

for tool in Xvfb dbus-run-session; do
  command -v "$tool" >/dev/null || { echo "1..0 # SKIP no $tool"; exit 0; }
done
home=$(mktemp -d)
server=
# shellcheck disable=SC2317 # reached by the traps
clean () {
  trap - EXIT INT TERM
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || :
    wait "$server" 2>/dev/null || :
  fi
  rm -rf "$home"
}
trap clean EXIT
trap 'exit 143' INT TERM

mkdir -m 700 "$home/run"
mkdir "$home/config" "$home/data" "$home/cache"
cat >"$home/bus.conf" <<BUS
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home/run</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
BUS

# The server writes its number once it takes connections; when it cannot start, the pipe ends empty.
mkfifo "$home/number"
Xvfb -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp -noreset 3>"$home/number" >"$home/server.log" 2>&1 </dev/null &
server=$!
number=
read -r number <"$home/number" || :
[ -n "$number" ] || { cat "$home/server.log" >&2; exit 1; }

unset WAYLAND_DISPLAY XAUTHORITY
status=0
DISPLAY=:$number GDK_BACKEND=x11 HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data \
  XDG_CACHE_HOME=$home/cache dbus-run-session --config-file="$home/bus.conf" -- "$@" || status=$?
exit "$status"
