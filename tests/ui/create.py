#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""create.py BUILD: a workspace's whole life on the demo, by the keyboard alone: made, attached, updated, renamed, deleted."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import desktop as private  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

BUTTONS = walks.BUTTONS


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop:
        walk = walks.Walk(desktop)
        found = {}

        key = walk.key

        def explore():
            """the demo is explored"""
            walk.start()
            walk.first_run()
            walk.explore_demo()

        def unsuitable():
            """what cannot be used is there, with its reason"""
            key('ctrl+n')
            walk.app.find('label', contains='Not Suitable')
            walk.app.find('label', contains='Classic Rack')
            key('Escape')
            walk.app.gone('label', name='Classic Rack')

        def second_start():
            """a second start with --new-workspace opens the wizard in the first"""
            again = desktop.run([desktop.program('outpost'), '--new-workspace'], log='again')
            walk.app.find('label', contains='Not Suitable')
            private.wait(lambda: again.poll() is not None, 'the second start to end')
            assert again.returncode == 0, desktop.log('again')
            key('ctrl+n')  # it is open already
            key('Escape')
            walk.app.gone('label', name='Classic Rack')

        def link():
            """a link opens it with its template chosen; one that is not understood is said to lead nowhere"""
            for uri, words in (('outpost://new-workspace?template=two-machines', 'Not Suitable'),
                               ('outpost://delete/gpu-01?yes=1', 'cannot open this link')):
                again = desktop.run([desktop.program('outpost'), uri], log='again')
                walk.app.find('label', contains=words)
                private.wait(lambda: again.poll() is not None, 'the second start to end')
                assert again.returncode == 0, desktop.log('again')
                if words == 'Not Suitable':
                    walk.wait_for_focus('Two Machines')
                    key('Return')
                    walk.app.find('label', contains='Letters from a to z')
                    key('Escape', 'Escape')
                    walk.app.gone('label', contains='Letters from a to z')

        def defaults():
            """a template, a name, and the defaults: a workspace with its command"""
            walk.choose_template('Externally Managed')
            walk.name_workspace('gpu-07')
            walk.app.find('label', contains='Linux AMD64')
            walk.review()
            walk.app.find('label', name='Equivalent Command')
            walk.wait_for_focus('Create Workspace')
            key('Return')
            walk.app.find(BUTTONS, name='Copy Command', patience=30)
            walk.app.find('label', name='gpu-07')
            walk.wait_for_focus('Copy Command')

        def attach():
            """its command attaches a machine"""
            found['command'] = walk.copy_command()
            walk.attach(found['command'])
            walk.wait_for_state('Connected')

        def update():
            """an update says what it means, and makes a new token"""
            walk.choose_in_menu('u')
            walk.app.find('label', contains='must be attached again afterwards')
            walk.app.find('label', contains='was last built from version')
            walk.app.find('label', contains='Active (')
            walk.app.find(BUTTONS, name='Next')
            key('Return')
            walk.app.find('label', name='Platform')
            walk.review()
            walk.app.find('label', name='The machine must be attached again afterwards.')
            walk.wait_for_focus('Update Workspace')
            key('Return')
            walk.app.find('label', contains='Build 2 made a new token', patience=30)
            walk.wait_for_focus('Copy Command')
            walk.detach()
            walk.attach(walk.copy_command(other_than=found['command']))
            walk.wait_for_state('Connected')

        def rename():
            """it gets another name"""
            walk.choose_in_menu('n')
            walk.app.find('label', contains='Scripts and bookmarks')
            walk.app.enter_here('gpu-08')
            key('Return')
            walk.app.find('label', name='gpu-08')

        def history():
            """both builds are in its history, with their logs"""
            walk.open_row('History')
            walk.app.find('label', contains='Build 1: Started')
            walk.wait_for_focus('Build 2: Started')
            walk.app.press_with_mouse(walk.app.find('label', contains='Build 2: Started'))
            walk.app.find('label', contains='Version happy_mendel9')
            key('alt+Left')
            walk.app.find('label', contains='Build 1: Started')
            key('alt+Left')
            walk.app.find(BUTTONS, name='Workspace Menu')

        def delete():
            """deleting a connected one wants its name, and says how to stop the agent"""
            walk.choose_in_menu('d')
            walk.app.find('label', contains='A machine is connected')
            walk.app.enter_here('gpu-08')
            key('Return')
            walk.app.find('label', contains='This Workspace Was Deleted', patience=30)
            walk.app.find(BUTTONS, contains='Stop Command')
            walk.detach()
            key('alt+Left')
            walk.wait_for_list()

        def fail():
            """a build that fails says why, first"""
            walk.choose_template('Runners')
            walk.name_workspace('ci-8')
            walk.app.find('label', contains='Machine Pool')
            walk.review()
            walk.wait_for_focus('Create Workspace')
            key('Return')
            walk.app.find('label', contains='the machine pool of the demo is empty on purpose', patience=30)
            walk.wait_for_focus('Edit and Retry')

        def retry():
            """another answer, and it is built"""
            key('Return')
            walk.app.find('label', contains='Machine Pool')
            key('Return')
            walk.app.find('label', name='Spare machines')
            key('Down', 'Return')
            walk.review()
            walk.wait_for_focus('Build Workspace')
            key('Return')
            walk.app.find(BUTTONS, name='Copy Command', patience=30)
            walk.app.find('label', name='ci-8')

        def every_kind():
            """a question of every kind is answered, and the workspace is built with the answers"""
            key('alt+Left')
            walk.wait_for_list()
            walk.choose_template('Workshop')
            walk.name_workspace('kinds-1')
            walk.app.find('label', name='Windows ARM64')
            walk.wait_for_focus('Host Name')
            walk.app.enter_here('rack-9')
            walk.tab_to('text', 'Cores')
            walk.app.enter_here('12')
            walk.tab_to('slider', 'Disk (GiB)')
            key(*['Right'] * 5)
            walk.tab_to('check box', 'Has a GPU')
            key('space')
            walk.app.find('label', name='GPU Model')
            walk.choose_in_row('GPU Model', 'A10', 1)
            for name in ('North America', 'Docker', 'Nearest, Then Ohio'):
                walk.tab_to('list item', name)
                key('space')
            walk.tab_to('text', 'Labels')
            walk.app.enter_here('blue rack')
            key('Return')
            walk.app.find(BUTTONS, name='blue rack')
            walk.tab_to('text', 'Notes')
            walk.app.enter_here('by the window')
            walk.tab_to('text', 'Join Secret')
            walk.app.enter_here('hidden-value')
            walk.tab_to('check box', 'Reset on This Build')
            key('space')
            walk.tab_to('list item', 'macOS AMD64')
            key('space')
            walk.review()
            for words in ('rack-9', '12', '55', 'A10', 'North America', 'Git, Docker', 'Nearest, Then Ohio', 'blue rack',
                          'by the window', '••••••••', 'Yes', 'macOS AMD64'):
                walk.app.find('label', name=words)
            assert walk.app.look(contains='hidden-value') is None
            walk.wait_for_focus('Create Workspace')
            key('Return')
            walk.app.find(BUTTONS, name='Copy Command', patience=30)
            walk.app.find('label', name='kinds-1')
            assert 'init-script/darwin/amd64' in walk.copy_command(other_than=desktop.clipboard())
            assert 'hidden-value' not in desktop.log()

        def preset():
            """a preset answers for somebody, which is said beside each of its answers"""
            key('alt+Left')
            walk.wait_for_list()
            walk.choose_template('Workshop')
            walk.app.enter_here('preset-1')
            walk.app.find('label', name='This name is free')
            walk.choose_in_row('Preset', 'Large & GPU', 2)
            walk.app.find('label', name='Thirty-two cores and an A10')
            key('alt+n')
            walk.app.find('label', contains='Set by the preset.')
            walk.review()
            for words in ('large-1', '32', 'A10'):
                walk.app.find('label', name=words)
            walk.wait_for_focus('Create Workspace')
            key('Return')
            walk.app.find(BUTTONS, name='Copy Command', patience=30)
            walk.app.find('label', name='preset-1')

        def end():
            """the program ends without a word of complaint"""
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()

        tap.run([explore, unsuitable, second_start, link, defaults, attach, update, rename, history, delete, fail, retry,
                 every_kind, preset, end], walk=True)


if __name__ == '__main__':
    main()
