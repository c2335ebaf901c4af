# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What core makes of agents, and what the languages of those texts make of them."""

import json
import random
import re
import subprocess
from pathlib import Path

PLAIN = {'platform': 'linux/amd64', 'address': 'https://coder.example.com', 'owner': 'ann', 'workspace': 'gpu-box',
         'agent': 'main', 'token': '11111111-2222-4333-8444-555555555555'}
# What has a meaning somewhere.
PIECES = ["'", '"', '`', '$', '$HOME', '${HOME}', '$(touch PWNED)', '`touch PWNED`', '%', '%h', '%%', '$$', '\\', '\\n', '\\\\',
          '!', '!!', '#', ' #', '# ', '-', '--', ';', '&', '&&', '|', '<', '>', '<!--', ']]>', '*', '?', '~', '{', '}',
          '{{ x }}', '{% raw %}', '[', ']', '(', ')', ':', ': ', '- ', ', ', '@', '@TOKEN@', '@NAME@', "'@", '"@',
          '=', ' ', '  ', 'a', 'Z', '0', 'null', 'yes', '‘', '’', '‚', '‛', '“', '”', 'ü', 'Б', '😀', '\u200b',
          '\u2028', '\ufeff', 'OUTPOST', 'UNIT', '\u00a0']
BREAKS = ['\n', '\r\n', '\t', '\nOUTPOST\n', '\n#', '\\\n']


class Texts:
    """The program that answers."""

    def __init__(self, build):
        self.program = str(Path(build, 'tests/support/outpost-attach-texts'))

    def command(self):
        return [self.program]

    def ask(self, questions):
        done = subprocess.run(self.command(), input=json.dumps(questions), capture_output=True, text=True, encoding='utf-8',
                              timeout=60)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def quote(self, language, values):
        return self.ask([{'quote': language, 'text': value} for value in values])

    def yaml(self, texts):
        """For each text its documents; every scalar is a string."""
        return self.ask([{'yaml': text} for text in texts])

    def form(self, form, part='install', **subject):
        return self.ask([{'form': form, 'part': part, **PLAIN, **subject}])[0]


def values(seed, count, breaks=False):
    """Random text of what has a meaning somewhere."""
    chance = random.Random(seed)
    pieces = PIECES + (BREAKS if breaks else [])
    return [piece for piece in pieces] + [''.join(chance.choices(pieces, k=chance.randint(1, 9))) for _ in range(count)]


def here_document(text, mark):
    """What stands in the here-document of that mark."""
    found = re.search(rf"<<'{mark}'\n(.*?\n){mark}\n", text, re.S)
    assert found, f'no {mark} in:\n{text}'
    return found[1]


# ---- systemd, after systemd.syntax(7) and systemd.service(5) --------------------------------------------------------------

def systemd_arguments(line):
    """The arguments of an ExecStart=, with specifiers and dollars undone."""
    words, at = [], 0
    while at < len(line):
        if line[at] == ' ':
            at += 1
            continue
        mark, word = '', ''
        while at < len(line) and (mark or line[at] != ' '):
            c = line[at]
            at += 1
            if c == mark:
                mark = ''
            elif not mark and c in '\'"':
                mark = c
            elif c == '\\':
                kind = line[at]
                length = {'x': 2, 'u': 4, 'U': 8}.get(kind)
                if length:
                    word += chr(int(line[at + 1:at + 1 + length], 16))
                    at += 1 + length
                else:
                    word += {'n': '\n', 't': '\t', 's': ' '}.get(kind, kind)
                    assert kind in 'nts\\\'"', kind
                    at += 1
            else:
                word += c
        for sign in '%$':
            assert not re.search(rf'(?<!\{sign})(\{sign}\{sign})*\{sign}(?!\{sign})', word), f'a lone {sign}: {word}'
            word = word.replace(sign * 2, sign)
        words.append(word)
    return words


# ---- PowerShell, after about_Parsing and about_Quoting_Rules --------------------------------------------------------------

SINGLE, DOUBLE = "'‘’‚‛", '"“”„'


def powershell_tokens(text):
    """(kind, value) of each token; a complaint where a string or a bracket does not end. Knows what our scripts are made of."""
    tokens, at, open_brackets = [], 0, []
    while at < len(text):
        c = text[at]
        if c == '#' and (at == 0 or text[at - 1] in ' \n({;|'):
            end = text.find('\n', at)
            at = len(text) if end < 0 else end
        elif text.startswith("@'\n", at):
            end = text.index("\n'@", at)
            tokens.append(('here', text[at + 3:end]))
            at = end + 3
        elif c in SINGLE:
            value, at = '', at + 1
            while text[at] not in SINGLE or text[at + 1:at + 2] and text[at + 1] in SINGLE:
                at += 1 if text[at] not in SINGLE else 2
                value += text[at - 1]
            at += 1
            tokens.append(('single', value))
        elif c in DOUBLE:
            begin = at + 1
            at = begin
            while text[at] not in DOUBLE:
                at += 2 if text[at] == '`' else 1
            tokens.append(('double', text[begin:at]))
            at += 1
        elif c in '({[':
            open_brackets.append(c)
            tokens.append(('open', c))
            at += 1
        elif c in ')}]':
            assert open_brackets and open_brackets.pop() == {')': '(', '}': '{', ']': '['}[c], f'{c} at {text[:at][-60:]}'
            tokens.append(('close', c))
            at += 1
        elif c.isspace():
            at += 1
        else:
            found = re.compile(r'`\n|[|;,&=]|[^\s(){}\[\];|,&\'"#‘’‚‛“”„]+').match(text, at)
            assert found, text[at:at + 20]
            tokens.append(('word', found[0]))
            at = found.end()
    assert not open_brackets, open_brackets
    return tokens


def powershell_value(expression):
    """What one of our quoted values is."""
    tokens = powershell_tokens(expression)
    if len(tokens) == 1:
        kind, value = tokens[0]
        assert kind == 'single' or not re.search(r'[$`]', value), expression
        return value
    kinds = [kind for kind, _ in tokens]
    assert kinds == ['open', 'open', 'word', 'close', 'word', 'open', 'single', 'close', 'close'], tokens
    assert tokens[2][1] == 'regex' and tokens[4][1] == '::Unescape' and expression.isascii(), expression
    utf16 = re.sub(r'\\u([0-9a-f]{4})|\\(.)', lambda found: chr(int(found[1], 16)) if found[1] else found[2], tokens[6][1])
    return utf16.encode('utf-16', 'surrogatepass').decode('utf-16')
