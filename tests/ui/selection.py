#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""selection.py BUILD: several workspaces of the demo chosen, exported and deleted, wide and narrow, by keyboard and pointer."""

import csv
import json
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import desktop as private  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

BUTTONS = walks.BUTTONS
ROWS = ('table row', 'list item')
KEYS = ['workspace_name', 'agent_name', 'auth_type', 'auth_token', 'init_script']


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop:
        walk = walks.Walk(desktop)
        key = walk.key

        def row(name):
            return walk.app.find(ROWS, contains=name)

        def has_state(node, state):
            node.clear_cache_single()
            return node.get_state_set().contains(state)

        def wait_selected(*names):
            """Exactly these say that they are selected."""
            state = walk.app.atspi.StateType.SELECTED

            def condition():
                return [n.get_name().split(',')[0] for n in walk.app.nodes()
                        if n.get_role_name() in ROWS and has_state(n, state)] == list(names)

            private.wait(condition, lambda: f'{names} to be selected')

        def press_until(keys, condition, what):
            """A list that is sorted anew in this moment takes a key for where it was before: press again then."""
            for _ in range(40):
                if condition():
                    return
                key(keys)
                try:
                    private.wait(condition, what, 0.5)
                except AssertionError:
                    continue
            raise AssertionError(f'{keys} does not lead to {what}')

        def focused_row():
            return next((n.get_name() for n in walk.app.nodes() if n.get_role_name() in ROWS and walk.app.has_focus(n)), '')

        def focus_row(name):
            """The focus goes to a row as a person moves it, by Tab and the arrows."""
            press_until('Tab', focused_row, 'the list')
            press_until('Home', lambda: focused_row().startswith('gpu-01'), 'the first row')
            press_until('Down', lambda: focused_row().startswith(name), name)

        def open_it():
            """the demo is explored"""
            walk.start()
            walk.first_run()
            walk.explore_demo()

        def by_keyboard():
            """Space chooses, the arrows do not, Control and A chooses all, Escape ends"""
            focus_row('gpu-02')
            key('space')
            walk.app.find('label', name='1 Selected')
            focus_row('mac-mini')
            key('space')
            walk.app.find('label', name='2 Selected')
            wait_selected('gpu-02', 'mac-mini')
            key('Return')
            walk.app.find('label', name='1 Selected')
            wait_selected('gpu-02')
            press_until('shift+Down', lambda: walk.app.look('label', name='2 Selected'), 'two rows')
            key('ctrl+a')
            walk.app.find('label', name='10 Selected')
            key('Escape')
            walk.app.gone('label', name='10 Selected')
            walk.app.find(BUTTONS, name='New Workspace')

        def by_menu():
            """begun in the menu it leaves the keyboard where it was"""
            focus_row('gpu-02')
            walk.begin_selection()
            press_until('space', lambda: walk.app.look('label', name='1 Selected'), 'a row')
            wait_selected('gpu-02')
            key('Escape')
            walk.app.gone('label', name='1 Selected')

        def by_pointer():
            """Control and a click begins, a click chooses, Shift and a click chooses all between"""
            desktop.xdotool('keydown', 'ctrl')
            walk.app.press_with_mouse(row('attic-nas'))
            desktop.xdotool('keyup', 'ctrl')
            walk.app.find('label', name='1 Selected')
            walk.app.press_with_mouse(row('gpu-02'))
            walk.app.find('label', name='2 Selected')
            desktop.xdotool('keydown', 'shift')
            walk.app.press_with_mouse(row('mac-mini'))
            desktop.xdotool('keyup', 'shift')
            walk.app.find('label', name='4 Selected')
            walk.app.click('toggle button', name='Select')
            walk.app.gone('label', name='4 Selected')

        def export():
            """what is chosen is exported as JSON, with the mnemonics alone"""
            path = desktop.home / 'all.json'
            focus_row('gpu-01')
            key('ctrl+a')
            walk.app.find('label', name='10 Selected')
            key('alt+e')
            walk.app.find('label', contains=' Agents of ')
            walk.app.find('label', contains='The files hold tokens')
            walk.app.find('label', contains='Its last build failed')
            key('alt+s')
            name = walk.app.find('text', name='Name:')
            private.wait(lambda: walk.app.has_focus(name), 'the focus to be in the name')
            walk.app.enter_here(str(path))
            key('Return')
            walk.app.find('label', contains=' Saved')
            found = json.loads(path.read_text(encoding='utf-8'))
            assert len(found) >= 9 and all(list(entry) == KEYS for entry in found), found
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            walk.tokens.update(entry['auth_token'] for entry in found)
            path.unlink()
            key('Escape')
            walk.app.gone('label', contains=' Saved')

        def narrow():
            """in a narrow window the menu begins it, and everything is there"""
            key('Escape')
            desktop.resize(walk.process, 360, 640)
            walk.app.find('list item', contains='gpu-02')
            walk.begin_selection()
            focus_row('gpu-02')
            key('space')
            walk.app.find('label', name='1 Selected')
            wait_selected('gpu-02')
            walk.app.find(BUTTONS, name='Export Instructions…')
            walk.app.find(BUTTONS, name='Select All')

        def export_csv():
            """the same as CSV, chosen in the dialog"""
            path = desktop.home / 'some.csv'
            key('alt+e')
            walk.app.find('label', name='1 Workspace')
            walk.app.click(('radio button', 'check box'), name='CSV')
            key('alt+s')
            name = walk.app.find('text', name='Name:')
            private.wait(lambda: walk.app.has_focus(name), 'the focus to be in the name')
            walk.app.enter_here(str(path))
            key('Return')
            walk.app.find('label', name='1 Saved')
            with path.open(encoding='utf-8', newline='') as file:
                table = list(csv.reader(file, strict=True))
            assert table[0] == KEYS and table[1][0] == 'gpu-02' and table[1][3] in walk.tokens, table
            path.unlink()
            key('Escape')
            walk.app.gone('label', name='1 Saved')

        def ask_for_number():
            """where a machine is connected the focus is where the number is typed, and Return does nothing before"""
            focus_row('lab-bench')
            key('space')
            walk.app.find('label', name='2 Selected')
            key('alt+d')
            walk.wait_for_focus('Type 2 to Delete Them')
            key('Return')
            walk.app.enter_here('3')
            key('Return')
            walk.wait_for_focus('Type 2 to Delete Them')
            walk.app.find('label', contains='Delete 2 Workspaces?')
            key('Escape')
            walk.app.gone('label', contains='Delete 2 Workspaces?')
            key('space')
            walk.app.find('label', name='1 Selected')

        def delete():
            """two are deleted with one question"""
            focus_row('attic-nas')
            key('space')
            walk.app.find('label', name='2 Selected')
            key('alt+d')
            walk.app.find('label', contains='Delete 2 Workspaces?')
            walk.app.find('label', contains='The machines are left as they are')
            walk.wait_for_focus('Cancel')
            key('Return')
            walk.app.gone('label', contains='Delete 2 Workspaces?')
            key('alt+d')
            walk.app.find('label', contains='Delete 2 Workspaces?')
            key('alt+d')
            walk.app.find('label', contains='2 workspaces are being deleted')
            walk.app.gone(ROWS, contains='attic-nas')

        def end():
            """the program ends without a word of complaint"""
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()

        def secrets():
            """no token is anywhere but in the files, which are gone"""
            secrets_search.assert_none(desktop, walk.tokens)

        tap.run([open_it, by_keyboard, by_menu, by_pointer, export, narrow, export_csv, ask_for_number, delete, end,
                 secrets], walk=True)


if __name__ == '__main__':
    main()
