#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""languages.py BUILD [FOLDER]: every page in a language that nobody speaks, longer and in brackets; from right to left; in German.

What is shown without brackets is data, or a word that nobody marked for translation. With FOLDER the pictures are left there.
"""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import desktop as private  # noqa: E402
import pictures  # noqa: E402
import tap  # noqa: E402
import translations  # noqa: E402
import walk as walks  # noqa: E402

# The frame that a window draws without a window manager comes beside its content.
EDGE = 5
pictures.NARROW = (360 + 2 * EDGE, 640 + 2 * EDGE)
# What the toolkit says, in its own domain.
TOOLKIT = {'Back', 'Close', 'Close the window', 'Minimize', 'Minimize the window', 'Maximize', 'Maximize the window',
           'Show Password', 'Hide Password', 'Preferences'}
NAMES = {'Outpost', 'SHA-256', 'sudo', 'curl', 'Linux', 'macOS', 'Windows'}
TYPED = {'bench-1', 'Rack 7', 'rack-7', 'http://127.0.0.1:9'}
# Numbers and times, keys, digests, sizes, and commands for other machines.
NO_WORDS = re.compile(r'^[\W\d_]*$|^[0-9a-f]{64}$|^[\d.,]+\s?kB \(.*\)$|^\d\d:\d\d$|^ci-\d+$'
                      r'|^(Ctrl|Alt|Shift|F\d+|Return|Space|Escape|Menu|Left)\b.{0,20}$'
                      r'|^(sh|curl|sudo|journalctl|command|date|env|loginctl|getenforce|#!/bin/sh)\b')
CONTROLS = ('label', 'button', 'toggle button', 'check box', 'radio button', 'text', 'combo box', 'paragraph', 'heading', 'switch')
# The toolkit measures the heading of an alert once without letting it wrap, and complains of itself.
OF_ALERTS = 'Trying to measure GtkLabel'


def data():
    """All texts that the demo may send: the strings of its sources, and those inside of them that are JSON."""
    found = set()
    for path in sorted((TOP / 'src/demo').glob('*.c')):
        source = re.sub(r"/\*.*?\*/|'(?:\\.|[^'\\])'", '', path.read_text(encoding='utf-8'), flags=re.S)
        for quoted in re.findall(r'((?:"(?:[^"\\]|\\.)*"\s*)+)', source):
            text = translations.unquote(quoted)
            found.add(text)
            found.update(translations.unquote(inner) for inner in re.findall(r'"(?:[^"\\]|\\.)*"', text))
            found.update(line.strip() for line in text.split('\n'))
    # Markdown is shown without its signs.
    return found | {re.sub(r'\*\*|\[([^\]]*)\]\([^)]*\)', r'\1', text) for text in found}


DATA = data()


def is_data(text):
    text = text.strip()
    if text in DATA | TOOLKIT | NAMES | TYPED or NO_WORDS.match(text):
        return True
    if text.startswith('Setting up\n'):  # a log of the deployment's
        return True
    half = text[:len(text) // 2]  # a row of an entry has its title twice
    if half and text == f'{half} {half}':
        return is_data(half)
    parts = [part for part in re.split(r'\n| · |, |: | {2,}', text) if part.strip()]
    return len(parts) > 1 and all(is_data(part) for part in parts)


class Looker:
    """Looks at the pages of a walk, and remembers what is wrong with them."""

    def __init__(self, desktop, walk, folder):
        self.desktop, self.walk, self.folder = desktop, walk, folder
        self.pages, self.untranslated, self.misplaced = [], {}, {}

    def shown(self):
        """Role, texts and place of all that is shown."""
        app, found = self.walk.app, []
        for node in app.nodes():
            try:
                if not node.get_state_set().contains(app.atspi.StateType.SHOWING):
                    continue
                box = app.atspi.Component.get_extents(node, app.atspi.CoordType.WINDOW)
                text = app.atspi.Text.get_text(node, 0, -1) if 'Text' in (node.get_interfaces() or []) else ''
                found.append((node.get_role_name(), (node.get_name() or '', node.get_description() or '', text),
                              (box.x, box.y, box.width, box.height)))
            except app.error:
                continue
        return found

    def settled(self):
        """The same, once two looks agree on it."""
        seen = [None]

        def agree():
            seen.append(self.shown())
            return seen[-1] == seen[-2] and seen[-1]

        return private.wait(agree, 'the page to stand still')

    def look(self, name, size=pictures.WIDE):
        self.desktop.resize(self.walk.process, *size)
        self.desktop.xdotool('mousemove', 1279, 899)
        if self.folder:
            self.walk.app.picture(self.folder / f'{name}.png')
        shown = self.settled()
        self.pages.append(name)
        for _, texts, _ in shown:
            for text in texts:
                if text and translations.OPEN not in text and not is_data(text):
                    self.untranslated.setdefault(text, name)
        x, _, width, _ = next(place for role, _, place in shown if role == 'frame')
        for role, texts, (left, _, wide, high) in shown:
            if role in CONTROLS and wide > 0 and high > 0 and not (x - 2 <= left and left + wide <= x + width - 2 * EDGE + 2):
                self.misplaced.setdefault((name, role, max(texts)), (left, wide))


def further(desktop, walk, look):
    """What the pictures do not show: the pages of signing in, the preferences, and an error."""
    walk.app.click(walks.BUTTONS, contains='Connect to a Deployment')
    walk.enter_address('http://127.0.0.1:9')
    walk.app.find(contains='No Connection')
    look('sign-in')
    look('sign-in-narrow', pictures.NARROW)
    walk.key('Escape')
    walk.app.gone(contains='No Connection')
    desktop.resize(walk.process, *pictures.WIDE)


def preferences(desktop, walk, look):
    walk.key('ctrl+comma')
    walk.app.find(contains='Notify When a Machine Is Lost or Back')
    look('preferences')
    look('preferences-narrow', pictures.NARROW)
    walk.key('Escape')
    walk.app.gone(contains='Notify When a Machine Is Lost or Back')
    desktop.resize(walk.process, *pictures.WIDE)


def from_right(desktop, walk, look):
    """The first pages, whose beginning is at the right."""
    walk.explore_demo()
    look('list-rtl')
    frame = walk.app.place(walk.app.find('frame'))
    menu = walk.app.place(walk.app.find(walks.BUTTONS, name='Main Menu'))
    assert menu[0] < frame[2] / 2, f'the main menu at {menu} in a window of {frame}'
    look('list-narrow-rtl', pictures.NARROW)
    walk.open('gpu-02')
    back = walk.app.place(walk.app.find(walks.BUTTONS, name='Back'))
    assert back[0] > pictures.NARROW[0] / 2, f'the way back at {back}'
    look('attach-narrow-rtl', pictures.NARROW)
    desktop.resize(walk.process, *pictures.WIDE)
    look('attach-rtl')
    assert walk.command_text().startswith('curl'), walk.command_text()
    walk.back()
    walk.key('F1')
    walk.app.find('label', name='Tokens and Safety')
    look('help-rtl')
    walk.key('Escape')
    walk.app.gone('label', name='Tokens and Safety')


def german(desktop, walk, look):
    """The first pages in a language that people speak."""
    walk.app.click(walks.BUTTONS, name='Demo erkunden')
    walk.wait_for_list()
    walk.app.find('label', name='10 Arbeitsbereiche')
    look('list-de')
    # As many columns as have room, whatever the words.
    for width in range(780, 1280, 20):
        look(f'list-{width}-de', (width, 500))
    look('list-narrow-de', pictures.NARROW)
    walk.key('F1')
    walk.app.find('label', name='Token und Sicherheit')
    look('help-narrow-de', pictures.NARROW)
    walk.key('Escape')
    walk.app.gone('label', name='Token und Sicherheit')
    walk.open('gpu-02', shows='Befehl kopieren')
    look('attach-narrow-de', pictures.NARROW)
    desktop.resize(walk.process, *pictures.WIDE)
    look('attach-de')


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with private.Desktop(sys.argv[1]) as desktop:
        languages = desktop.home / 'languages'
        languages.mkdir()
        translations.make_pseudo(languages)
        walk = walks.Walk(desktop, translations.from_pseudo)
        looker = Looker(desktop, walk, folder)

        def start(locale):
            walk.start(OUTPOST_LOCALEDIR=str(languages), LANGUAGE=translations.PSEUDO, **translations.locale(desktop.home, locale))
            walk.first_run()

        def speak_german():
            """German is spoken, and fits"""
            if not (Path(sys.argv[1]) / 'po/de').exists():
                raise tap.Skip('no German here')
            speaker = walks.Walk(desktop)
            listener = Looker(desktop, speaker, folder)
            speaker.start(OUTPOST_LOCALEDIR=str(Path(sys.argv[1]) / 'po'), LANGUAGE='de',
                          **translations.locale(desktop.home, 'de_DE.UTF-8'))
            german(desktop, speaker, listener.look)
            assert not listener.misplaced, listener.misplaced
            speaker.quit()

        def pages():
            """every page is there in a language of its own, wide and narrow"""
            start('en_US.UTF-8')
            further(desktop, walk, looker.look)
            pictures.go_through(desktop, walk, looker.look)
            preferences(desktop, walk, looker.look)
            assert len(looker.pages) > 40, looker.pages

        def words():
            """nothing is shown that nobody can translate"""
            assert not looker.untranslated, '\n'.join(f'{page}: {text!r}' for text, page in looker.untranslated.items())

        def places():
            """nothing reaches over the side of the window"""
            assert not looker.misplaced, looker.misplaced
            tight = [line for line in desktop.complaints() if OF_ALERTS not in line]
            assert not tight, tight
            walk.quit()

        def right():
            """from right to left everything is on the other side, and inside"""
            start('he_IL.UTF-8')
            from_right(desktop, walk, looker.look)
            assert not looker.misplaced and not looker.untranslated, (looker.misplaced, looker.untranslated)
            walk.quit()

        tap.run([pages, words, places, right, speak_german])


if __name__ == '__main__':
    main()
