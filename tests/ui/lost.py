#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""lost.py BUILD: a machine is attached, lost and back, as the window, the desktop and the timeline tell it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import desktop as private  # noqa: E402
import notifications  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

WORKSPACE = 'gpu-02'
QUIET = 60  # the 20 s of quiet, a look after them, and a slow machine


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop:
        walk = walks.Walk(desktop)
        told = notifications.Notifications(desktop)
        found = {}

        def shows(summary):
            return [number for number, text in told.shown().items() if text == summary]

        def attach():
            """a machine is attached"""
            walk.start(G_MESSAGES_DEBUG='all')
            walk.first_run()
            walk.explore_demo()
            walk.open(WORKSPACE)
            found['command'] = walk.copy_command()
            walk.attach(found['command'])
            walk.wait_for_state('Connected')
            walk.app.find('label', contains='main connected')

        def lose():
            """it is killed: the page says so at once, the desktop when it stays away"""
            walk.detach()
            walk.wait_for_state('Lost')
            walk.app.find('label', contains='main was lost')
            assert not told.lines(), told.lines()
            private.wait(lambda: shows(f'{WORKSPACE} is lost'), lambda: f'a notification; there is {told.lines()}', QUIET)
            assert len(told.shown()) == 1, told.shown()

        def mend():
            """it is started again: what was said is taken back, then it is back"""
            walk.attach(found['command'])
            walk.wait_for_state('Connected')
            private.wait(lambda: not told.shown(), lambda: f'the notification to go; there is {told.lines()}')
            private.wait(lambda: shows(f'{WORKSPACE} is back'), lambda: f'a notification; there is {told.lines()}', QUIET)
            assert len(told.shown()) == 1, told.shown()

        def click():
            """a click on the notification opens the workspace"""
            walk.back()
            walk.app.find('table row', contains=WORKSPACE)
            told.click(shows(f'{WORKSPACE} is back')[0])
            walk.app.find('label', name='What Was Seen')
            private.wait(lambda: not told.shown(), 'the notification to go')

        def timeline():
            """all of it is told by the timeline"""
            walk.open_row('What Was Seen')
            for words in ('main is back', 'main was lost', 'main connected', 'Watching began'):
                walk.app.find('label', contains=words)
            walk.key('alt+Left')
            walk.app.find(walks.BUTTONS, name='Workspace Menu')

        def preferences():
            """Ctrl+comma leads to the switch that turns it off"""
            walk.key('ctrl+comma')
            walk.app.find('label', name='Notify When a Machine Is Lost or Back')
            walk.app.press_with_mouse(walk.app.find('label', name='Notify When a Machine Is Lost or Back'))
            kept = desktop.home / 'config/glib-2.0/settings/keyfile'
            private.wait(lambda: kept.exists() and "quiet-deployments=['demo']" in kept.read_text(), 'the choice to be kept')
            walk.key('Escape')
            walk.app.gone('label', name='Notify When a Machine Is Lost or Back')

        def end():
            """the program ends without a word of complaint, and no token is anywhere"""
            walk.detach()
            walk.back()
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()
            secrets_search.assert_none(desktop, walk.tokens)

        tap.run([attach, lose, mend, click, timeline, preferences, end], walk=True)


if __name__ == '__main__':
    main()
