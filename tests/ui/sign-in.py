#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""sign-in.py BUILD: address, key, keyring, list; started again it is still signed in; signing out ends it. Then secrets are
searched for."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import keyring  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop, demo.Deployment(desktop) as deployment:
        walk = walks.Walk(desktop)
        secrets = {deployment.key}

        def wrong_address():
            """an address without a deployment is refused in words, and kept"""
            walk.start(G_MESSAGES_DEBUG='all')
            walk.first_run()
            walk.app.click(walks.BUTTONS, contains='Connect to a Deployment')
            walk.enter_address('http://127.0.0.1:1')
            walk.app.find('label', contains='No Connection')
            assert walk.address() == 'http://127.0.0.1:1', walk.address()

        def address():
            """the deployment is found and named with its version"""
            walk.enter_address(deployment.url)
            walk.app.find('label', contains='Coder 2.')
            walk.app.find('label', contains='External workspaces: yes')

        def wrong_key():
            """a key that is none is refused in words"""
            walk.enter_key('aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb')
            walk.app.find('label', contains='key')

        def key():
            """the key is taken, and the list comes"""
            walk.enter_key(deployment.key)
            walk.wait_for_list()

        def kept():
            """the keyring has a key of our own, not the one that was pasted"""
            kept_keys = private.wait(lambda: keyring.secrets(desktop), 'a key in the keyring')
            assert len(kept_keys) == 1 and deployment.key not in kept_keys
            secrets.update(kept_keys)

        def again():
            """started again it is still signed in"""
            walk.quit()
            walk.start(G_MESSAGES_DEBUG='all')
            walk.wait_for_list()

        def offline():
            """without an answer of the deployment the list of last time is shown"""
            walk.quit()
            deployment.process.send_signal(signal.SIGSTOP)
            walk.start(G_MESSAGES_DEBUG='all')
            walk.wait_for_list()

        def sign_out():
            """signing out forgets the key here, and leads back to the first page"""
            deployment.process.send_signal(signal.SIGCONT)
            walk.sign_out()
            private.wait(lambda: not keyring.secrets(desktop), 'the keyring to be empty')

        def end():
            """the program ends without a word of complaint"""
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()

        def search():
            """no key is in logs, files, settings or arguments"""
            secrets_search.assert_none(desktop, secrets)

        tap.run([wrong_address, address, wrong_key, key, kept, again, offline, sign_out, end, search], walk=True)


if __name__ == '__main__':
    main()
