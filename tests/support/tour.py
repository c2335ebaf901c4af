#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""tour.py BUILD: without a display, walks the main job on the demo by itself, prints each step and says where the pictures are."""

import sys
from pathlib import Path

import desktop as private
from walk import Walk

WORKSPACE = 'gpu-02'


class Tour:
    """Counts and prints the steps, and takes a picture of each."""

    def __init__(self, walk, folder):
        self.walk = walk
        self.folder = folder
        self.number = 0

    def step(self, words, name, *more):
        self.number += 1
        self.walk.app.picture(self.folder / f'{self.number}-{name}.png')
        print(f'{self.number}. {words}', flush=True)
        for text in more:
            print('\n'.join('     ' + line for line in text.splitlines()), flush=True)


def tour(desktop, folder):
    walk = Walk(desktop)
    steps = Tour(walk, folder)
    walk.start()
    walk.first_run()
    steps.step('The first page offers to connect to a deployment, or to explore the demo.', 'first-run')
    walk.explore_demo()
    steps.step('Signed in to the demo: its workspaces are listed.', 'list')
    walk.open(WORKSPACE)
    steps.step(f'Opened {WORKSPACE}: it waits for its machine. The command is there, its token hidden.', 'workspace',
               walk.command_text())
    walk.reveal()
    steps.step('Revealed the token for a while.', 'revealed')
    walk.hide()
    text = walk.copy_json()
    steps.step('Copied the instructions as JSON:', 'json', text)
    command = walk.copy_command()
    walk.attach(command)
    walk.wait_for_state('Connected')
    steps.step('Copied the command and pasted it into a shell: a pretended machine is connected.', 'connected')
    walk.detach()
    walk.wait_for_state('Lost')
    steps.step('Pulled its plug: the machine is shown as lost, and the command is there to run again.', 'lost')
    walk.back()
    steps.step('Back in the list.', 'list-again')
    walk.quit()


def main():
    gaps = private.missing()
    if gaps:
        sys.exit(f'There is no display, and for one of its own this is missing here: {gaps}')
    folder = Path(__file__).resolve().parents[2] / '_build/tour'
    print('There is no display: walking the main job on the demo, on a private one.\n')
    with private.Desktop(sys.argv[1]) as desktop:
        tour(desktop, folder)
    print(f'\nThe pictures are in {folder}')


if __name__ == '__main__':
    main()
