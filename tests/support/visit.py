# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""A visit to a page: what assistive technology is told of it, how it is allocated in every size, and how well it can be read."""

import os
import re
from pathlib import Path

import measure
import tree

# What is judged, and the words of it.
JUDGED = {'told': 'whatever can be acted on has a name, a role and a state, and no two neighbours are told by the same words',
          'keys': 'whatever can be acted on is reached by keys',
          'sizes': 'nothing is clipped, overlaps or is cut short from 360×640 to 2560×1440',
          'letters': 'nor with letters twice as big',
          'colors': 'every text has the contrast of WCAG AA in light and dark, and in high contrast'}
SIZES = ((360, 640), (720, 480), (1280, 800), (2560, 1440))
LARGE_LETTERS = ((360, 640), (1280, 800))
# In the title bar: as much as any desktop has there, and what GNOME has, where letters are twice as big.
BUTTONS = {100: 'menu:minimize,maximize,close', 200: 'appmenu:close'}
READ = (700, 1000)
USUAL = (1280, 800)
FAR = 100000
STEP = 700  # down a page that is longer
SCHEMES = (('light', 'normal'), ('dark', 'normal'), ('light', 'high'), ('dark', 'high'))
SCREEN = (2600, 1500)
# GTK asks labels that wrap for sizes that they do not have, while the letters grow.
OF_GTK = re.compile('Trying to measure GtkLabel')
WITHOUT_CHILDREN = ('combo box', 'text box', 'entry', 'password text', 'text', 'spin button')

# What a person acts on, and therefore has to have a name.
CONTROLS = ('button', 'toggle button', 'check box', 'radio', 'radio button', 'text box', 'text', 'entry', 'password text',
            'search box', 'combo box', 'slider', 'spin button', 'switch', 'link', 'menu item', 'check menu item',
            'radio menu item', 'menu item checkbox', 'menu item radio', 'list item', 'row', 'table row', 'tab', 'grid cell',
            'column header', 'progress bar', 'tree grid', 'dialog', 'alert dialog')
# Whose buttons have keys of the desktop, or Escape.
OF_THE_FRAME = ('GtkWindowControls', 'AdwSheetControls')
# Names of nothing.
UNKNOWN = ('', 'unknown', 'invalid', 'redundant object')


def controls(front):
    """What can be acted on, without the parts that a control consists of."""
    pending = [front]
    while pending:
        node = pending.pop()
        if node.role in CONTROLS:
            yield node
        if node.role not in WITHOUT_CHILDREN:
            pending.extend(reversed(node.children))


def is_bare(node):
    """A row that is no more than a frame around others, which have names and take the focus."""
    return node.role in ('list item', 'row') and ('focusable' not in node.states or any(
        child.role in CONTROLS and child.name for child in node.below() if child is not node))


def nameless(front):
    for node in front.below():
        if node.role in UNKNOWN:
            yield f'{node} has no role, in {node.path()}'
        if not node.states and node.parent is not None:
            yield f'{node} has no state, in {node.path()}'
    for node in controls(front):
        if not node.name.strip() and not is_bare(node):
            yield f'{node} has no name, in {node.path()}'


def group_of(node):
    """The nearest thing around it that has a name of its own."""
    above = node.parent
    while above is not None and (not above.name or above.name == node.name):
        above = above.parent
    return above


def words_of(row):
    """What is read in a row, which it has no description for."""
    return tuple(node.name for node in row.below() if node.role == 'label') if row.role == 'list item' else ()


def alike(front):
    """Neighbours that are told by the same words."""
    seen = {}
    for node in controls(front):
        if 'focusable' in node.states and node.name:
            key = (node.role, node.name, node.description or words_of(node), id(group_of(node)))
            other = seen.get(key)
            if other is not None and other not in node.above():
                yield f'{node} is there twice, in {node.path()}'
            seen[key] = node


def is_lever(widget):
    """What a person acts on. GTK gives the titles of columns to the mouse only; Sort By does the same."""
    titles = any(node.type == 'GtkColumnViewTitle' for node in widget.below())
    return (widget.type in measure.LEVERS or 'activatable' in widget.classes) and not titles


def unreached(front):
    """What can be acted on but not by keys. What a row does for what is in it, it does by keys too."""
    for widget in front.below():
        if is_lever(widget) and widget.sensitive and measure.is_shown(widget):
            rows = [node for node in widget.above() if 'activatable' in node.classes]
            if not any(widget.is_in(kind) for kind in OF_THE_FRAME) and not any(node.reached for node in (*widget.below(), *rows)):
                yield f'{widget} is not reached'


class Visitor:
    """Who visits the pages of one program, and what was seen on the way."""

    def __init__(self, desktop, probe, bus):
        self.desktop, self.probe, self.bus = desktop, probe, bus
        self.root = bus.find_program(probe.process)
        self.raw = desktop.home / 'pixels'
        self.types, self.pages, self.texts = set(), set(), set()
        self.folder = os.environ.get('OUTPOST_PICTURES')  # where somebody wants to look at what was measured

    def look(self):
        """What is in front, remembered."""
        self.probe.look()
        for widget in self.probe.widgets:
            self.types.add(widget.type)
            self.texts.add(widget.text)
            if widget.page:
                owner = next((node.type for node in (widget, *widget.above()) if node.type.startswith('Outpost')), '')
                self.pages.add((owner, widget.page))
        return self.probe.front()

    def keep(self, *words):
        if self.folder:
            self.probe.picture(Path(self.folder) / ('-'.join(map(str, words)) + '.png'))

    def visit(self, name, resizes=True):
        """All that is wrong with what is in front now, as pairs of what it is of and words."""
        yield from (('told', each) for each in self.listen())
        yield from (('keys', each) for each in self.press_keys())
        yield from (('sizes', each) for each in self.measure_menu())
        if resizes:
            yield from self.measure(name)
            self.probe.size(*READ)
        yield from (('colors', each) for each in self.read(name))
        self.probe.ask('scheme', 'light', 'normal')
        if resizes:
            self.probe.size(*USUAL)
        self.look()

    def listen(self):
        """As somebody hears it who does not see it."""
        front = tree.front(self.bus.read(self.root))
        return [*nameless(front), *alike(front)]

    def press_keys(self):
        """As somebody works who has no mouse. The arrows in a menu are GTK's."""
        front = self.look()
        if front.is_menu():
            return []
        self.probe.reach()
        return list(unreached(front))

    def measure_menu(self):
        """A menu is as large in every window."""
        front = self.probe.front()
        if front.is_menu() and (front.width > SIZES[0][0] or front.height > SIZES[0][1]):
            yield f'{front} is larger than the smallest window'

    def measure(self, name):
        """In every size, and with letters twice as big."""
        for letters, sizes in ((100, SIZES), (200, LARGE_LETTERS)):
            self.probe.ask('letters', letters)
            self.probe.ask('buttons', BUTTONS[letters])
            for width, height in sizes:
                what = 'sizes' if letters == 100 else 'letters'
                if self.probe.size(width, height):
                    yield from ((what, f'at {width}×{height}: {each}') for each in self.measure_here(name, what))
                else:
                    yield what, f'cannot be {width}×{height}'
        self.probe.ask('letters', 100)
        self.probe.ask('buttons', BUTTONS[100])

    def measure_here(self, name, what):
        front = self.look()
        self.keep(name, what, front.width)
        found = [*measure.clipped(front), *measure.overlapping(front)]
        return found + [*measure.cut_short(front)] if what == 'sizes' else found

    def read(self, name):
        """In every scheme of colors, by the pictures."""
        found = []
        for scheme in SCHEMES:
            self.probe.ask('scheme', *scheme)
            done = set()
            found += self.read_here(name, scheme, done)
            # The rules of high contrast are the same all down the page.
            while scheme[1] == 'normal' and any([self.probe.scroll(scroller, STEP) for scroller in self.scrollers()]):
                found += self.read_here(name, scheme, done)
            for scroller in self.scrollers():
                self.probe.scroll(scroller, -FAR)
        return found

    def scrollers(self):
        return [widget for widget in self.probe.front().below() if widget.type == 'GtkScrolledWindow' and widget.down]

    def read_here(self, name, scheme, done):
        front = self.look()
        self.probe.picture(self.raw, 2)
        self.keep(name, *scheme, len(done))
        picture = measure.Picture(self.raw, front, 2)
        return [f'{" ".join(scheme)}: {each}' for each in measure.hard_to_read(front, picture, done)]
