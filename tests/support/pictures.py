#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""pictures.py BUILD [screenshots]: draws data/pictures anew, on the demo, light and dark, and data/screenshots, or only these."""

import subprocess
import sys
from pathlib import Path

import desktop as private
from walk import BUTTONS, Walk

WIDE = (1100, 700)
NARROW = (360, 640)
FOLDER = Path(__file__).resolve().parents[2] / 'data/pictures'


def draw(desktop, scheme, suffix):
    """All pictures in one colour scheme."""
    walk = Walk(desktop)

    def take(name, size=WIDE):
        desktop.resize(walk.process, *size)
        desktop.xdotool('mousemove', 1279, 899)
        walk.app.picture(FOLDER / f'{name}-{suffix}.png')
        print(f'data/pictures/{name}-{suffix}.png', flush=True)

    walk.start(ADW_DEBUG_COLOR_SCHEME=scheme)
    go_through(desktop, walk, take)
    walk.quit()


def go_through(desktop, walk, take):
    """Every page, wide and narrow, from the first on; take() is called on each."""
    walk.first_run()
    take('first-run')
    walk.explore_demo()
    take('list')
    take('list-narrow', NARROW)
    desktop.resize(walk.process, *WIDE)
    walk.open('gpu-02')
    take('attach')
    take('attach-narrow', NARROW)
    desktop.resize(walk.process, *WIDE)
    walk.back()
    walk.open('gpu-01', shows='Attach again or move to another machine')
    take('workspace')
    walk.back()
    draw_selection(walk, take)
    draw_attach(walk, take)
    draw_wizard(walk, take, 8)
    draw_dialogs(walk, take)
    draw_help(walk, take)
    desktop.resize(walk.process, *NARROW)
    walk.app.find('list item', contains='gpu-02')
    draw_selection(walk, lambda name: take(f'{name}-narrow', NARROW))
    draw_attach(walk, lambda name: take(f'{name}-narrow', NARROW))
    draw_wizard(walk, lambda name: take(f'{name}-narrow', NARROW), 9)
    draw_dialogs(walk, lambda name: take(f'{name}-narrow', NARROW))
    draw_help(walk, lambda name: take(f'{name}-narrow', NARROW))
    desktop.resize(walk.process, *WIDE)
    draw_history(desktop, walk, take)


def both(desktop, walk, take, name):
    """Wide and narrow, and wide again."""
    take(name)
    take(f'{name}-narrow', NARROW)
    desktop.resize(walk.process, *WIDE)


def draw_selection(walk, take):
    """Several workspaces chosen, and what is asked before they are exported or deleted."""
    walk.begin_selection()
    for name in ('gpu-02', 'attic-nas', 'ci-runner-7', 'lab-bench'):
        walk.app.press_with_mouse(walk.app.find(('table row', 'list item'), contains=name))
    walk.app.find('label', name='4 Selected')
    take('selection')
    for letter, name, words in (('e', 'export', 'The files hold tokens'), ('d', 'bulk-delete', 'The machines are left')):
        walk.key(f'alt+{letter}')
        walk.app.find('label', contains=words)
        take(name)
        walk.key('Escape')
        walk.app.gone('label', contains=words)
    walk.key('Escape')
    walk.app.gone('label', name='4 Selected')


def draw_attach(walk, take):
    """A service instead of the command, what follows later, the script, and the checks."""
    walk.open('gpu-02')
    walk.open_row('Run As')
    walk.app.find('label', name='systemd User Service')
    walk.key('Down', 'Return')
    walk.app.find(BUTTONS, name='Replace Token…')
    take('attach-service')
    walk.app.click(BUTTONS, name='Replace Token…')
    walk.app.find('label', contains='replaces the old token')
    take('replace-token')
    walk.key('Escape')
    walk.app.gone('label', contains='replaces the old token')
    walk.app.click(BUTTONS, name='View Script')
    walk.app.find('label', contains='SHA-256')
    take('script')
    walk.key('alt+Left')
    walk.app.find(BUTTONS, name='Copy Command')
    walk.open_row('It Does Not Connect')
    walk.app.find('label', contains='Run these in a terminal')
    take('checks')
    walk.key('alt+Left')
    walk.app.find(BUTTONS, name='Copy Command')
    walk.back()


def draw_wizard(walk, take, number):
    """A workspace in the making, page by page, and a build that failed."""
    walk.choose_template('Workshop', lambda: take('wizard-template'))
    walk.name_workspace('bench-1', lambda: take('wizard-name'))
    walk.app.find('label', contains='Host Name')
    walk.app.enter_here('Rack 7')
    walk.app.find('label', contains='2 to 15 lower case')
    take('wizard-parameters')
    walk.app.enter_here('rack-7')
    walk.app.gone('label', contains='2 to 15 lower case')
    walk.review()
    walk.wait_for_focus('Create Workspace')
    take('wizard-review')
    walk.key('Escape')
    walk.app.gone('label', name='Equivalent Command')
    walk.key('Escape')
    walk.app.gone('label', contains='Host Name')
    walk.key('Escape')
    walk.app.gone('label', contains='Letters from a to z')
    walk.key('Escape')
    walk.app.click(('button', 'push button'), name='Discard')
    walk.app.gone('label', name='Classic Rack')

    walk.choose_template('Runners')
    walk.name_workspace(f'ci-{number}')
    walk.app.find('label', contains='Machine Pool')
    walk.review()
    walk.wait_for_focus('Create Workspace')
    walk.key('Return')
    walk.app.find('label', contains='the machine pool of the demo is empty on purpose', patience=30)
    walk.wait_for_focus('Edit and Retry')
    take('wizard-failed')
    walk.key('Escape')
    walk.app.gone('label', contains='Edit and Retry')


def draw_dialogs(walk, take):
    """An update and another name."""
    walk.open('gpu-01', shows='Attach again or move to another machine')
    for letter, name, words in (('u', 'update', 'must be attached again afterwards'), ('n', 'rename', 'Scripts and bookmarks')):
        walk.choose_in_menu(letter)
        walk.app.find('label', contains=words)
        take(name)
        walk.key('Escape')
        walk.app.gone('label', contains=words)
    walk.back()


def draw_help(walk, take):
    """What there is to read, a page of it, and the keys."""
    walk.key('F1')
    walk.app.find('label', name='Tokens and Safety')
    take('help')
    walk.key('Down', 'Return')
    walk.app.find('paragraph', contains='goes on trying')
    take('help-connect')
    walk.key('Escape')
    walk.app.gone('paragraph', contains='goes on trying')
    walk.key('Escape')
    walk.app.gone('label', name='Tokens and Safety')
    walk.key('ctrl+question')
    walk.app.find('label', contains='Back to the list')
    take('shortcuts')
    walk.key('Escape')
    walk.app.gone('label', contains='Back to the list')


def draw_history(desktop, walk, take):
    """The builds of a workspace and their logs."""
    walk.open('gpu-01', shows='Attach again or move to another machine')
    walk.open_row('History')
    walk.app.find('label', contains='by you')
    both(desktop, walk, take, 'history')
    walk.app.press_with_mouse(walk.app.find('label', contains='Build 1: Started'))
    walk.app.find('label', contains='Version ')
    both(desktop, walk, take, 'build-log')
    walk.key('alt+Left')
    walk.app.gone('label', contains='Version ')
    walk.key('alt+Left')
    walk.app.find(('button', 'push button', 'toggle button'), name='Workspace Menu')
    walk.back()


def main():
    gaps = private.missing()
    if gaps:
        sys.exit(f'Missing here: {gaps}')
    for scale in '12':  # a program reads one accessibility bus only
        subprocess.run([sys.executable, Path(__file__).with_name('screenshots.py'), sys.argv[1], scale], check=True)
    if sys.argv[2:] == ['screenshots']:
        return
    with private.Desktop(sys.argv[1]) as desktop:
        for scheme, suffix in (('prefer-light', 'light'), ('prefer-dark', 'dark')):
            draw(desktop, scheme, suffix)


if __name__ == '__main__':
    main()
