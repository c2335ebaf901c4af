#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""pictures.py BUILD: draws data/pictures anew, on the demo, light and dark."""

import sys
from pathlib import Path

import desktop as private
from walk import Walk

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
    walk.quit()


def main():
    gaps = private.missing()
    if gaps:
        sys.exit(f'Missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop:
        for scheme, suffix in (('prefer-light', 'light'), ('prefer-dark', 'dark')):
            draw(desktop, scheme, suffix)


if __name__ == '__main__':
    main()
