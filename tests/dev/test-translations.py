#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""test-translations.py BUILD: every word can be translated, every language is complete, and what is built speaks it."""

import importlib.machinery
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import tap  # noqa: E402
import translations  # noqa: E402

BUILD = Path(sys.argv[1])
APP = 'io.github.outpost_app.Outpost'
LANGUAGES = [line.strip() for line in (TOP / 'po/LINGUAS').read_text(encoding='utf-8').splitlines()
             if line.strip() and not line.startswith('#')]
# Quotes of other languages inside of commands and files.
ASCII_QUOTES = ('outpost-cli.c', 'outpost-check-words.c')
# The checks of xgettext, each with words that it does not let pass.
SIGNS = {'ellipsis-unicode': 'Wait...', 'quote-unicode': r'The \"best\" one', 'bullet-unicode': r'* one\n* two',
         'space-ellipsis': 'Wait …'}
PLACEHOLDER = re.compile(r"%(?:(\d+)\$)?[-+ 0']*[\d.]*(?:ll?|z)?([a-zA-Z%])")
MNEMONIC = re.compile(r'_(?=\w)')
EDGES = ('\n', ' ')
# What a key or a variable is called is not what is underlined.
NAMES = re.compile(r'\b[A-Z]+(?:_[A-Z]+)+\b|\bcoder_external_agent\b')


def template(folder):
    path = Path(folder) / 'outpost.pot'
    translations.make_template(path)
    return path


def check_style():
    """The style's program, as a module."""
    loader = importlib.machinery.SourceFileLoader('check_style', str(TOP / 'build-aux/check-style'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('check_style', loader))
    loader.exec_module(module)
    return module


def potfiles():
    """the style notices each kind of file with words that po/POTFILES lacks, and one too many"""
    style = check_style()
    assert not style.potfiles(False), style.potfiles(False)
    listed = (TOP / 'po/POTFILES').read_text(encoding='utf-8')
    with tempfile.TemporaryDirectory() as folder:
        style.TOP = Path(folder)
        for name in (line for line in listed.splitlines() if line and not line.startswith('#')):
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, Path(folder) / name)
        (Path(folder) / 'po').mkdir()
        for end in ('.c', '.blp', '.desktop.in', '.metainfo.xml.in', '.gschema.xml'):
            line = next(line for line in listed.splitlines() if line.endswith(end))
            (Path(folder) / 'po/POTFILES').write_text(listed.replace(line + '\n', ''), encoding='utf-8')
            assert style.potfiles(False) == [f'{line}: has words but is not in po/POTFILES'], (end, style.potfiles(False))
        (Path(folder) / 'po/POTFILES').write_text(listed + 'src/gone.c\n', encoding='utf-8')
        assert len(style.potfiles(False)) == 1, style.potfiles(False)


def find_signs(folder, files='po/POTFILES'):
    """What has the signs of a typewriter."""
    found = translations.make_template(Path(folder) / 'signs.pot', *SIGNS, files=files)
    return [line for line in found if not line.split(':')[0].endswith(ASCII_QUOTES)]


def make_bad_signs(folder):
    """A source that has each of them once; the list that names it."""
    source, files = Path(folder) / 'bad.c', Path(folder) / 'files'
    source.write_text('\n'.join(f'_("{text}");' for text in SIGNS.values()) + '\n', encoding='utf-8')
    files.write_text(f'{source}\n', encoding='utf-8')
    return files


def signs():
    """words have the quotes, dots and bullets of print"""
    with tempfile.TemporaryDirectory() as folder:
        noticed = find_signs(folder, make_bad_signs(folder))
        assert {line.split(':')[1] for line in noticed} == {str(number) for number, _ in enumerate(SIGNS, 1)}, noticed
        bad = find_signs(folder)
        assert not bad, bad
        typed = [str(message) for message in translations.read(template(folder)) if re.search(r"[a-z]'s\b", message.text)]
        assert not typed, typed


def plurals():
    """what is counted has a plural"""
    with tempfile.TemporaryDirectory() as folder:
        bad = [str(message) for message in translations.read(template(folder))
               if not message.plural and re.search(r"%'?[du] [a-z]+s\b", message.text)]
        assert not bad, bad


def current(folder, language):
    """The messages of a language as the sources want them now."""
    merged = Path(folder) / f'{language}.po'
    translations.run('msgmerge', '--quiet', '--output-file', merged, f'po/{language}.po', template(folder))
    return translations.read(merged)


def complete():
    """every language has every message"""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            missing = [message for message in current(folder, language)
                       if not message.obsolete and (message.fuzzy or not all(message.translations))]
        assert not missing, f'po/{language}.po lacks, or has in an old form, {len(missing)}:\n' + '\n'.join(map(str, missing))


def shape(text):
    """What a translation must have as well: its placeholders by number, its underlined letter, its edges and its dots."""
    found = [(int(number or 0), kind) for number, kind in PLACEHOLDER.findall(text) if kind != '%']
    ordered = sorted((number or at, kind) for at, (number, kind) in enumerate(found, 1))
    return (ordered, len(MNEMONIC.findall(NAMES.sub('', text))), text.startswith(EDGES), text.endswith(EDGES), text.endswith('…'))


def same_shape():
    """translations have the placeholders, the mnemonic and the edges of what they translate"""
    for language in LANGUAGES:
        translations.run('msgfmt', '--check', '--output-file', os.devnull, f'po/{language}.po')
        for message in translations.read(TOP / f'po/{language}.po'):
            for text in filter(None, message.translations):
                if not translations.NO_WORDS.match(message.text):
                    assert shape(text) in (shape(message.text), shape(message.plural or message.text)), (str(message), text)


def say_help(folder, language):
    """What the command line says of itself; a language is not spoken where the locale is none."""
    env = {**os.environ, **translations.locale(folder, 'en_US.UTF-8'), 'LANGUAGE': language, 'OUTPOST_LOCALEDIR': str(BUILD / 'po')}
    return subprocess.run([BUILD / 'src/cli/outpost-cli', '--help'], env=env, capture_output=True, text=True, check=True).stdout


def command_line():
    """the command line speaks every language, and English where there is no other"""
    with tempfile.TemporaryDirectory() as folder:
        assert 'List external workspaces' in say_help(folder, 'xx')
        for language in LANGUAGES:
            said = say_help(folder, language)
            for message in translations.read(TOP / f'po/{language}.po'):
                if message.text in ('List external workspaces', 'Usage:'):
                    assert message.translations[0] in said, (str(message), said)


def desktop():
    """desktop file and MetaInfo have every language"""
    entry = (BUILD / f'data/{APP}.desktop').read_text(encoding='utf-8')
    root = ET.parse(BUILD / f'data/{APP}.metainfo.xml').getroot()
    lang = '{http://www.w3.org/XML/1998/namespace}lang'
    for language in LANGUAGES:
        for key in ('GenericName', 'Comment', 'Keywords'):
            assert re.search(rf'^{key}\[{language}\]=.', entry, re.M), (key, language)
        assert root.find(f"summary[@{lang}='{language}']") is not None, language
        assert len(root.findall(f".//caption[@{lang}='{language}']")) == len(root.findall('screenshots/screenshot')), language


tap.run([potfiles, signs, plurals, complete, same_shape, command_line, desktop])
