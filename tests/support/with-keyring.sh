#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
#
# with-keyring.sh open|untouched PROGRAM [ARG…]
#
# Runs PROGRAM on a private session bus with a private gnome-keyring: `open` with an unlocked login keyring, `untouched`
# without any. Nothing on that bus can be activated, so no prompt can appear. Ends only what it started.
set -eu

mode=$1
shift

if [ "${OUTPOST_KEYRING_HOME:-}" = "" ]; then
  for tool in dbus-run-session gnome-keyring-daemon; do
    command -v "$tool" >/dev/null || { echo "1..0 # SKIP no $tool"; exit 0; }
  done
  home=$(mktemp -d)
  trap 'rm -rf "$home"' EXIT INT TERM
  mkdir -m 700 "$home/run" "$home/data"
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
  OUTPOST_KEYRING_HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data HOME=$home \
    dbus-run-session --config-file="$home/bus.conf" -- "$0" "$mode" "$@"
  exit
fi

unset DISPLAY WAYLAND_DISPLAY
if [ "$mode" = open ]; then
  printf 'a password' | gnome-keyring-daemon --foreground --unlock --components=secrets \
    --control-directory="$XDG_RUNTIME_DIR/keyring" >/dev/null 2>&1 &
else
  gnome-keyring-daemon --foreground --components=secrets --control-directory="$XDG_RUNTIME_DIR/keyring" >/dev/null 2>&1 </dev/null &
fi
daemon=$!
status=0
"$@" || status=$?
kill "$daemon" 2>/dev/null || :
wait "$daemon" 2>/dev/null || :
exit "$status"
