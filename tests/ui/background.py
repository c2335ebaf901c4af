#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""background.py BUILD: watching goes on without a window, where that was turned on and the desktop allows it; and ends."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import notifications  # noqa: E402
import portal  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

WORKSPACE = 'gpu-02'
SWITCH = 'Keep Watching When the Window Is Closed'
TOLD = 150  # a look after at most 70 s, another one 25 s later, and a slow machine
# Without a default route, as in a container, there would be no network to watch over.
ENV = {'G_MESSAGES_DEBUG': 'all', 'GIO_USE_NETWORK_MONITOR': 'base'}


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop, demo.Deployment(desktop) as deployment:
        walk = walks.Walk(desktop)
        told = notifications.Notifications(desktop)
        answers = portal.Portal(desktop)
        kept = desktop.home / 'config/glib-2.0/settings/keyfile'

        def shows(summary):
            return [number for number, text in told.shown().items() if text == summary]

        def turn(on):
            walk.key('ctrl+comma')
            walk.app.press_with_mouse(walk.app.find('label', name=SWITCH))
            private.wait(lambda: f'watch-in-background={str(on).lower()}' in kept.read_text(), 'the choice to be kept')
            walk.key('Escape')
            walk.app.gone('label', name=SWITCH)

        def close():
            walk.key('ctrl+w')
            private.wait(lambda: not desktop.windows(walk.process), 'the window to go')

        def start_again(*options):
            """A second start, which ends by itself."""
            done = subprocess.run([*desktop.command('outpost'), *options], env={**desktop.env, **ENV}, timeout=20,
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            assert walk.process.poll() is None

        def watching():
            return [status for status in answers.statuses() if status.startswith('Watching ') and 'in 1 deployment' in status]

        def off():
            """until it is turned on, closing the window ends the program, and the desktop is asked nothing"""
            walk.start(**ENV)
            walk.first_run()
            walk.app.click(walks.BUTTONS, contains='Connect to a Deployment')
            walk.enter_address(deployment.url)
            walk.enter_key(deployment.key)
            walk.wait_for_list()
            walk.key('ctrl+w')
            private.wait(lambda: walk.process.poll() is not None, 'the program to end')
            assert walk.process.returncode == 0, desktop.complaints()
            assert not answers.lines('request') and not answers.statuses()

        def on():
            """the switch asks the desktop, also to start it with the session"""
            walk.start(**ENV)
            walk.open(WORKSPACE)
            walk.attach(walk.copy_command())
            walk.wait_for_state('Connected')
            walk.back()
            turn(True)
            asked = answers.lines('request')
            assert len(asked) == 1 and asked[0]['autostart'] and asked[0]['commandline'] == ['outpost', '--background'], asked

        def closed():
            """the window is closed: the program stays, and says what it watches; starting it in the background changes nothing"""
            close()
            private.wait(watching, lambda: f'the status; there is {answers.statuses()}')
            start_again('--background')
            assert not desktop.windows(walk.process)

        def lost():
            """a machine is lost: a notification says so, and leads to its workspace"""
            walk.detach()
            private.wait(lambda: shows(f'{WORKSPACE} is lost'), lambda: f'a notification; there is {told.lines()}', TOLD)
            assert not desktop.windows(walk.process)
            told.click(shows(f'{WORKSPACE} is lost')[0])
            private.wait(lambda: desktop.windows(walk.process), 'a window')
            walk.app.find('label', name='What Was Seen')
            walk.wait_for_state('Lost')

        def again():
            """a second start opens the window of the first"""
            close()
            start_again()
            private.wait(lambda: desktop.windows(walk.process), 'a window')
            walk.wait_for_list()

        def quits():
            """Ctrl+Q ends it"""
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()

        def session():
            """as at the session's start: without a window, with the key from the keyring"""
            before = len(watching())
            walk.process = desktop.run([*desktop.command('outpost'), '--background'], env={'G_DEBUG': 'fatal-criticals', **ENV})
            private.wait(lambda: len(watching()) > before, lambda: f'the status; there is {answers.statuses()}', 40)
            assert not desktop.windows(walk.process)
            start_again()
            walk.app = private.App(desktop, walk.process)
            walk.wait_for_list()

        def turned_off():
            """turned off, the desktop is told, and closing the window ends the program again"""
            turn(False)
            private.wait(lambda: [line for line in answers.lines('request') if not line['autostart']], 'the portal to be told')
            desktop.look_at_processes()
            walk.key('ctrl+w')
            private.wait(lambda: walk.process.poll() is not None, 'the program to end')
            assert walk.process.returncode == 0, desktop.complaints()
            assert not desktop.complaints(), desktop.complaints()
            secrets_search.assert_none(desktop, {*walk.tokens, deployment.key})

        def nothing():
            """started in the background without being wanted there, it ends at once"""
            process = desktop.run([*desktop.command('outpost'), '--background'], env=ENV, log='unwanted')
            private.wait(lambda: process.poll() is not None, 'the program to end')
            assert process.returncode == 0 and not desktop.complaints('unwanted'), desktop.complaints('unwanted')

        tap.run([off, on, closed, lost, again, quits, session, turned_off, nothing], walk=True)


if __name__ == '__main__':
    main()
