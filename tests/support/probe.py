# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The program that answers questions of its own window: what is allocated where, and what it looks like."""

import json
import shlex
import subprocess

from desktop import wait

# Of the demo's flags and faults, as src/demo/outpost-demo.h numbers them.
FLAGS = {'no-license': 2, 'redirect': 4, 'tls': 8, 'still': 16}
FAULTS = {'status': 0, 'body': 1, 'delay': 4, 'hang': 9}
# What a dialog is drawn on.
SHEETS = ('AdwFloatingSheet', 'AdwBottomSheet')


class Widget:
    """One widget as it was at the last look."""

    def __init__(self, number, said):
        self.number = number
        self.type = said['type']
        self.parent = None
        self.children = []
        self.x, self.y, self.width, self.height = said['box']
        self.classes = said['classes'].split()
        self.text = said.get('text', '')
        self.letters = said.get('letters')
        self.font, self.weight = said.get('font', 0), said.get('weight', 0)
        self.tip = said['tip']
        self.icon, self.page = said.get('icon', ''), said.get('page', '')
        self.reached = False  # by keys, as far as that was asked
        for flag in ('sensitive', 'focusable', 'focused', 'ellipsized', 'across', 'down', 'window', 'clear'):
            setattr(self, flag, said.get(flag, False))

    def __repr__(self):
        place = f'{self.width:.0f}×{self.height:.0f} at {self.x:.0f}, {self.y:.0f}'
        return f'{self.type} {self.text or self.tip or self.icon!r} ({place})'

    def above(self):
        """What it is in, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def below(self):
        """It and all in it."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))

    def is_in(self, kind):
        return any(node.type == kind for node in self.above())

    def is_menu(self):
        return self.window and 'Popover' in self.type

    def words(self):
        """What can be read in it."""
        return ' '.join(node.text for node in self.below() if node.text)


class Probe:
    """The program, and what it was seen to show."""

    def __init__(self, desktop, *arguments, **env):
        self.desktop = desktop
        self.process = desktop.run([desktop.program('outpost-probe'), *arguments], env={'G_DEBUG': 'fatal-criticals', **env},
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.widgets = []
        desktop.focus(self.process)

    def ask(self, *words):
        self.process.stdin.write((shlex.join(map(str, words)) + '\n').encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f'the program ended at {words}: {self.desktop.log()[-2000:]}'
        return json.loads(line)

    def look(self):
        """All that is mapped, parents first."""
        said = self.ask('look')
        self.widgets = [Widget(number, each) for number, each in enumerate(said)]
        for widget, each in zip(self.widgets, said):
            if each['parent'] >= 0:
                widget.parent = self.widgets[each['parent']]
                widget.parent.children.append(widget)
        return self.widgets

    def reach(self):
        """Notes what keys lead to, of what was seen at the last look."""
        self.desktop.focus(self.process)
        for number in self.ask('reach'):
            self.widgets[number].reached = True

    def front(self):
        """What a person works with now: the menu that is open, else the dialog on top, else the window."""
        menus = [w for w in self.widgets if w.is_menu()]
        if menus:
            return menus[-1]
        window = [w for w in self.widgets if w.window][-1]
        windows = [w for w in self.widgets if w.parent is None]
        window = windows[0] if len(windows) == 1 else next(w for w in windows if w.type != 'OutpostWindow')
        dialogs = [w for w in window.below() if w.type in SHEETS and w.children]
        return dialogs[-1] if dialogs else window

    def seen(self, kind=None, text=None, contains=None, tip=None):
        """The widgets of the front that are like this, at the last look."""
        front = self.front()
        dialog = [w for w in front.above() if w.type.endswith('Dialog')][:1] if front.type in SHEETS else []
        return [w for w in (*dialog, *front.below())
                if (kind is None or w.type == kind) and (text is None or w.text == text)
                and (contains is None or contains in w.text) and (tip is None or w.tip == tip)]

    def find(self, kind=None, text=None, contains=None, tip=None):
        """The first, waiting for it."""
        def condition():
            self.look()
            return self.seen(kind, text, contains, tip)

        return wait(condition, lambda: f'{kind or ""} {text or contains or tip!r}; there is:\n{self.dump()}')[0]

    def gone(self, **like):
        wait(lambda: self.look() and not self.seen(**like), lambda: f'{like} to go; there is:\n{self.dump()}')

    def dump(self):
        return '\n'.join(repr(w) for w in self.front().below() if w.text or w.tip)

    def size(self, width, height):
        """Whether the window can be of this size."""
        return self.ask('size', width, height)

    def scroll(self, scroller, down):
        """Moves what is in a scrolled window; whether it could be moved."""
        return self.ask('scroll', scroller.number, down)

    def action(self, name, parameter=None):
        """From where the focus would be."""
        front = self.front()
        inner = [w for w in front.below() if w.type.endswith(('Page', 'Dialog'))]
        self.ask('act', (inner[-1] if inner else front).number, name, *([parameter] if parameter else []))

    def press(self, kind=None, text=None, contains=None, tip=None):
        """Activates what holds these words: the button or the row around a label."""
        node = self.find(kind, text, contains, tip)
        for place in (node, *node.above()):
            if place.focusable and place.type != 'GtkLabel' or place.type.endswith(('Button', 'Row', 'ModelButton')):
                assert self.ask('press', place.number), f'{place} does nothing'
                return
        raise AssertionError(f'nothing to press around {node}')

    def enter(self, words, **like):
        """Text into the first field that is like this, or after its title."""
        self.ask('enter', self.field(**like).number, words)

    def field(self, **like):
        node = self.find(**like)
        for place in (node, *node.above()):
            fields = [w for w in place.below() if w.type in ('GtkText', 'GtkTextView')]
            if fields:
                return fields[0]
        raise AssertionError(f'no field around {node}')

    def picture(self, path, scale=1):
        front = self.front()
        assert self.ask('picture', front.number, scale, path)
        return front

    def quit(self):
        self.process.stdin.close()
        wait(lambda: self.process.poll() is not None, 'the program to end')
        status = self.process.returncode
        self.desktop.end(self.process)
        assert status == 0, f'ended with {status}: {self.desktop.complaints()}'
