# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""Messages of the program: what the sources have now, what a language makes of them, and a language that nobody speaks.

That language ("qps") is about 40 % longer, with accents, and in «brackets»: what a person sees without them has no translation. It
can be read backwards, so that walks written in English go through it.
"""

import os
import re
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3')
FLAGS = ('_:1:pass-c-format', 'N_:1:pass-c-format', 'C_:2:pass-c-format', 'NC_:2:pass-c-format', 'ngettext:1:pass-c-format',
         'g_strdup_printf:1:c-format', 'g_string_append_printf:2:c-format', 'outpost_cli_fail:3:c-format')
OPEN, CLOSE, PAD = '«', '»', 'ō'
PLAIN = 'aceghijklnoruswyzACEGHIJKLNORSUWYZ'
MARKED = 'åçéğĥîĵķļñöŕůšŵýžÅÇÉĞĤÎĴĶĻÑÖŔŠŮŴÝŽ'
PSEUDO = 'qps'
# Formats, separators and letters to type: what is no words has nothing to show.
NO_WORDS = re.compile(r'^(?:%[a-zA-Z]|[\s:,·–.()“”]|y)*$')
# How it ends where a check found anything.
FOUND = re.compile(r'xgettext: found \d+ fatal errors?$')
KEPT = re.compile(r"(%[-+' 0#]*[\d.]*(?:l|ll|z)?[a-zA-Z%]|_\w|&\w+;|<[^>]*>|\\n|\n|\$\w+)")


def run(*command, check=True):
    env = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}  # what they say is read
    return subprocess.run([str(word) for word in command], check=check, capture_output=True, text=True, cwd=TOP, env=env)


def make_template(path, *checks, files='po/POTFILES'):
    """Writes what is to be translated, as the sources have it now; gives what xgettext found by its checks."""
    arguments = [f'--keyword={word}' for word in KEYWORDS] + [f'--flag={flag}' for flag in FLAGS]
    arguments += [f'--check={check}' for check in checks]
    done = run('xgettext', f'--files-from={files}', '--from-code=UTF-8', '--add-comments=Translators:', '--package-name=outpost',
               '--output', path, *arguments, check=False)
    lines = [line for line in done.stderr.splitlines() if "'blp' is unknown" not in line]
    if done.returncode != 0 and not (checks and lines and FOUND.match(lines[-1])):
        raise RuntimeError(f'xgettext ended with {done.returncode}: {done.stderr}')
    return [line for line in lines if not FOUND.match(line)]


class Message:
    """A message: its place in the sources, its context, its words and their plural, and the translations."""

    def __init__(self, entry):
        def field(name):
            found = re.search(rf'^{name} ((?:".*"\n?)+)', entry, re.M)
            return None if found is None else unquote(found[1])

        self.comments = [line for line in entry.splitlines() if line.startswith('#')]
        self.context, self.text, self.plural = field('msgctxt'), field('msgid'), field('msgid_plural')
        numbered = re.findall(r'^msgstr\[\d\] ((?:".*"\n?)+)', entry, re.M)
        self.translations = [unquote(text) for text in numbered] or [field('msgstr') or '']

    @property
    def fuzzy(self):
        return any(line.startswith('#,') and 'fuzzy' in line for line in self.comments)

    @property
    def obsolete(self):
        return self.text is None

    def __str__(self):
        places = [line[3:].split()[0] for line in self.comments if line.startswith('#: ')]
        return f'{places[0] if places else "?"}: {self.context + "|" if self.context else ""}{self.text!r}'


def unquote(text):
    raw = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return re.sub(r'\\(.)', lambda found: {'n': '\n', 't': '\t'}.get(found[1], found[1]), raw)


def quote(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', '\\t')
    return f'"{escaped}"'


def read(path):
    """All messages of a file but its head."""
    entries = re.split(r'\n{2,}', Path(path).read_text(encoding='utf-8'))
    messages = [Message(entry) for entry in entries if re.search(r'^msgid ', entry, re.M)]
    return [message for message in messages if message.text]


# ---- The language that nobody speaks ---------------------------------------------------------------------------------

def mark(text):
    return text.translate(str.maketrans(PLAIN, MARKED))


def pseudo(text):
    if NO_WORDS.match(text):
        return text
    head, body, tail = re.match(r'^(\s*)(.*?)(\s*)$', text, re.S).groups()
    parts = KEPT.split(body)
    words = ''.join(part if number % 2 else mark(part) for number, part in enumerate(parts))
    missing = max(2, len(body) * 2 // 5)
    padding = ''.join(' ' + PAD * min(6, missing - at) for at in range(0, missing, 6))
    return f'{head}{OPEN}{words}{padding}{CLOSE}{tail}'


def from_pseudo(text):
    """What a text of that language was made from, also where it is put together of several."""
    plain = re.sub(f'(?: {PAD}+)+{CLOSE}|{OPEN}', '', text)
    return plain.translate(str.maketrans(MARKED, PLAIN)) if OPEN in text else text


def make_pseudo(folder):
    """Makes that language in a folder for OUTPOST_LOCALEDIR."""
    template = Path(folder) / 'outpost.pot'
    make_template(template)
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"', '']
    for message in read(template):
        if message.context:
            lines.append(f'msgctxt {quote(message.context)}')
        lines.append(f'msgid {quote(message.text)}')
        if message.plural:
            lines += [f'msgid_plural {quote(message.plural)}', f'msgstr[0] {quote(pseudo(message.text))}',
                      f'msgstr[1] {quote(pseudo(message.plural))}', '']
        else:
            lines += [f'msgstr {quote(pseudo(message.text))}', '']
    source = Path(folder) / f'{PSEUDO}.po'
    source.write_text('\n'.join(lines), encoding='utf-8')
    compile_language(source, folder, PSEUDO)


def compile_language(source, folder, language):
    target = Path(folder) / language / 'LC_MESSAGES/outpost.mo'
    target.parent.mkdir(parents=True, exist_ok=True)
    run('msgfmt', '--output-file', target, source)


# ---- Locales of the system -------------------------------------------------------------------------------------------

def locale(folder, name):
    """The environment that makes NAME (xx_YY.UTF-8) the locale; made in the folder where the system does not have it."""
    listed = subprocess.run(['locale', '-a'], capture_output=True, text=True, check=True).stdout.lower().split()
    env = {'LC_ALL': name}
    if name.lower().replace('utf-8', 'utf8') in listed:
        return env
    place = Path(folder) / 'locales'
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(['localedef', '-i', name.split('.')[0], '-f', 'UTF-8', place / name], capture_output=True, text=True)
    if not (place / name).exists() and not (place / name.replace('UTF-8', 'utf8')).exists():
        raise RuntimeError(f'no locale {name}: {done.stderr.strip()}')
    return {**env, 'LOCPATH': f'{place}:/usr/lib/locale', **({} if 'LANGUAGE' not in os.environ else {'LANGUAGE': ''})}
