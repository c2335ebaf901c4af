#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""keys.py BUILD: what somebody who has only a keyboard presses, wide and narrow: search and open, go back, close what is open."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

ROWS = ('table row', 'list item')


def steps(desktop, deployment):
    walk = walks.Walk(desktop)
    key = walk.key

    def focused_row(name):
        private.wait(lambda: [role in ROWS and words.split(',')[0] for role, words in walk.focused()] == [name],
                     lambda: f'the focus on the row {name}; it is on {walk.focused()}')

    def search(words):
        key('ctrl+f', 'ctrl+a')
        private.wait(lambda: ('entry', 'Search workspaces') in walk.focused(), 'the focus in the search field')
        desktop.type(walk.process, words)

    def explore():
        """the demo is explored, and not offered once more"""
        walk.start()
        walk.first_run()
        walk.explore_demo()
        key('F10')
        walk.app.find('menu item', name='Leave Demo')
        walk.app.gone('menu item', name='Explore the Demo')
        key('Escape')

    def find():
        """Down goes from the search field to what was found and on from there, Escape ends the search and leaves the focus"""
        search('gpu')
        key('Down')
        focused_row('gpu-01')
        key('Down')
        focused_row('gpu-02')
        key('Escape')
        walk.app.find('label', name='10 workspaces')
        focused_row('gpu-02')
        key('Down')
        focused_row('lab-bench')

    def tab():
        """also where the focus came by Tab the first Down goes on"""
        key('ctrl+f')
        walk.tab_to(walk.focused()[0][0], 'Search workspaces')
        private.wait(lambda: key('Tab') or any(role in ROWS for role, _ in walk.focused()), 'the focus in the list')
        key('Home', 'ctrl+Down')
        focused_row('attic-nas')
        key('Down')
        focused_row('ci-runner-7')

    def nothing():
        """where nothing was found Down goes to what helps"""
        search('zzz')
        walk.app.find('label', name='No Results')
        key('Down')
        walk.wait_for_focus('Clear Filters')
        key('Return')
        walk.app.find('label', name='10 workspaces')

    def open_first():
        """Return opens the first result, and only that of a query that was answered"""
        search('gpu')
        key('Return')
        walk.app.find('label', name='gpu-01')
        walk.app.find(walks.BUTTONS, name='Workspace Menu')
        key('alt+Left')
        focused_row('gpu-01')
        search('name:lab')
        key('Return')
        walk.app.find('label', name='1 workspace')
        key('Return')
        walk.app.find(walks.BUTTONS, name='Workspace Menu')
        key('alt+Left')
        focused_row('lab-bench')
        key('Escape')
        walk.app.find('label', name='10 workspaces')

    def narrow():
        """so it is with rows; what is typed there is seen, and Escape leads back out of the field"""
        desktop.resize(walk.process, 360, 640)
        walk.app.find('list item', contains='gpu-01')
        walk.app.gone('toggle button', name='Outdated')
        desktop.type(walk.process, 'gpu')
        walk.app.find('toggle button', name='Outdated')
        private.wait(lambda: ('entry', 'Search workspaces') in walk.focused(), lambda: f'the field; there is {walk.focused()}')
        walk.app.find('label', name='2 of 10 workspaces')
        key('Escape')
        walk.app.find('label', name='10 workspaces')
        key('Escape')
        walk.app.gone('toggle button', name='Outdated')
        focused_row('gpu-01')
        find()
        desktop.resize(walk.process, 1280, 800)
        walk.app.find('table row', contains='gpu-01')

    def leave_script():
        """Alt and Left leaves the script while its text has the focus"""
        search('gpu-02')
        key('Return')
        walk.app.find(walks.BUTTONS, name='Workspace Menu')
        walk.app.click(walks.BUTTONS, name='View Script')
        walk.app.find(walks.BUTTONS, name='Copy Script')
        walk.tab_to('button', 'Copy Script')
        key('Tab')
        private.wait(lambda: any(role == 'text' for role, _ in walk.focused()), lambda: f'the text; there is {walk.focused()}')
        key('alt+Left')
        walk.app.gone(walks.BUTTONS, name='Copy Script')
        key('alt+Left')
        focused_row('gpu-02')

    def row_menu():
        """no link leads into the demo: its menus have none"""
        key('shift+F10')
        walk.app.find('menu item', name='Open in Browser')
        walk.app.gone('menu item', name='Copy Link')
        key('Escape', 'Escape')

    def close():
        """Control and W closes a dialog and leaves the window; F1 helps and Control and Q quits in front of one"""
        key('F1')
        walk.app.find('label', name='Help')
        key('ctrl+w')
        walk.app.gone('label', name='Help')
        assert len(desktop.windows(walk.process)) == 1
        key('ctrl+comma')
        walk.app.find('label', name='Preferences')
        key('F1')
        walk.app.find('label', name='Help')
        key('Escape')
        walk.app.gone('label', name='Help')
        walk.app.find('label', name='Preferences')
        walk.quit()

    def copy_link():
        """of a deployment the menu of a row copies a link"""
        command = [desktop.program('outpost-cli'), 'login', deployment.url]
        subprocess.run(command, env=desktop.env, input=deployment.key + '\n', text=True, check=True, capture_output=True)
        walk.start()
        walk.wait_for_list()
        search('gpu-02')
        key('Down')
        focused_row('gpu-02')
        key('shift+F10')
        walk.app.find('menu item', name='Copy Link')
        key('l')
        assert walk.copied('outpost://workspace/').endswith('/gpu-02')
        walk.quit()
        assert not desktop.complaints(), desktop.complaints()

    tap.run([explore, find, tab, nothing, open_first, narrow, leave_script, row_menu, close, copy_link], walk=True)


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop, demo.Deployment(desktop, 0, '--still') as deployment:
        steps(desktop, deployment)


if __name__ == '__main__':
    main()
