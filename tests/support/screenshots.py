#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""screenshots.py BUILD SCALE: draws data/screenshots anew, for software centers.

SCALE is 1 for the size that they ask for, 2 for twice that.
"""

import sys
from pathlib import Path

import desktop as private
from walk import BUTTONS, Walk

SIZE = (1000, 700)
FOLDER = Path(__file__).resolve().parents[2] / 'data/screenshots'


def draw(desktop, suffix):
    """What MetaInfo tells of, in its order."""
    walk = Walk(desktop)

    def take(name):
        desktop.xdotool('mousemove', *(side - 1 for side in desktop.size))
        walk.app.picture(FOLDER / f'{name}{suffix}.png')
        print(f'data/screenshots/{name}{suffix}.png', flush=True)

    walk.start(ADW_DEBUG_COLOR_SCHEME='prefer-light')
    walk.first_run()
    desktop.resize(walk.process, *(side * desktop.scale for side in SIZE))
    walk.explore_demo()
    take('list')
    walk.open('gpu-02')
    take('attach')
    walk.open_row('Run As')
    walk.app.find('label', name='systemd User Service')
    walk.key('Down', 'Return')
    walk.app.find(BUTTONS, name='Replace Token…')
    take('service')
    walk.back()
    walk.open('gpu-01', shows='Attach again or move to another machine')
    take('workspace')
    walk.back()
    walk.choose_template('Workshop')
    walk.name_workspace('bench-1')
    walk.app.find('label', contains='Host Name')
    walk.app.enter_here('rack-7')
    take('parameters')
    desktop.end(walk.process)


def main():
    scale = int(sys.argv[2])
    with private.Desktop(sys.argv[1], scale=scale) as desktop:
        draw(desktop, '' if scale == 1 else f'@{scale}')


if __name__ == '__main__':
    main()
