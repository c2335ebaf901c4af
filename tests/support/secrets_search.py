# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""Looks for secrets in everything a walk left behind: logs, folders, settings, process arguments."""

import base64
import gzip
import re

# The keyring's own files are encrypted, and looked at all the same.
LEAST_LENGTH = 20
# The form of every session key, also of those the walk never saw.
KEY = re.compile(rb'(?<![A-Za-z0-9-])[A-Za-z0-9]{10}-[A-Za-z0-9]{22}(?![A-Za-z0-9-])')


def spellings(secret):
    """How a secret may be written."""
    raw = secret.encode()
    return [raw, base64.b64encode(raw).rstrip(b'='), secret.replace('-', '').encode(), raw.hex().encode()]


def texts(desktop):
    """Everything that was left, by where it is."""
    for line in desktop.commands:
        yield f'the arguments of {line.split()[0]}', line.encode()
    for path in sorted(desktop.home.rglob('*')):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            yield str(path.relative_to(desktop.home)), content
            if content[:2] == b'\x1f\x8b':
                yield str(path.relative_to(desktop.home)), gzip.decompress(content)


def assert_none(desktop, secrets):
    """Fails when one of the secrets, or anything of a key's form, is anywhere; also when there is nothing to look for or in."""
    assert secrets, 'no secret was learnt on the way'
    assert all(len(secret) >= LEAST_LENGTH for secret in secrets), 'too short to look for'
    assert desktop.commands, 'no process was looked at'
    assert any(path.stat().st_size for path in (desktop.home / 'logs').glob('*.log')), 'no log was written'
    wanted = [text for secret in secrets for text in spellings(secret)]
    found = {place for place, content in texts(desktop) if any(text in content for text in wanted) or KEY.search(content)}
    assert not found, f'a secret is in {sorted(found)}'
