#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""journey.py BUILD: the main job on the demo, through the real window, and afterwards a search for secrets in all that was left."""

import json
import os
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import desktop as private  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

WORKSPACE = 'gpu-02'
KEYS = ['workspace_name', 'agent_name', 'auth_type', 'auth_token', 'init_script']


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop:
        walk = walks.Walk(desktop)
        found = {}

        def first_run():
            """the first page offers a deployment and the demo"""
            walk.start(G_MESSAGES_DEBUG='all')
            walk.first_run()

        def explore():
            """exploring the demo shows its workspaces"""
            walk.explore_demo()
            walk.app.find(contains='Demo')

        def search():
            """searching finds one and hides the others"""
            walk.search('gpu-02', 'gpu-02', 'lab-bench')
            walk.end_search('lab-bench')

        def export_from_list():
            """the menu of a row exports without opening anything, as private as the page does"""
            path = desktop.home / 'from-list.json'
            walk.export_from_list(WORKSPACE, path)
            content = json.loads(path.read_text(encoding='utf-8'))
            walk.tokens.add(content['auth_token'])
            assert list(content) == KEYS and content['workspace_name'] == WORKSPACE
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
            path.unlink()

        def open_workspace():
            """a workspace opens, with the token hidden"""
            walk.open(WORKSPACE)
            assert '••••' in walk.command_text()

        def reveal():
            """reveal shows the token, and hides it again"""
            found['shown'] = walk.reveal()
            walk.hide()

        def copy_command():
            """the copied command is the one that was shown"""
            found['command'] = walk.copy_command()
            assert ' '.join(found['command'].split()) == ' '.join(found['shown'].split()), 'another command'

        def copy_json():
            """the copied JSON has the command line's keys"""
            found['json'] = json.loads(walk.copy_json())
            assert list(found['json']) == KEYS, list(found['json'])
            assert found['json']['workspace_name'] == WORKSPACE and found['json']['init_script'] == found['command']

        def export():
            """the exported file is private and holds the same"""
            path = desktop.home / 'exported.json'
            walk.export(path)
            content = json.loads(path.read_text(encoding='utf-8'))
            assert content == found['json']
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
            path.unlink()

        def attach():
            """the pasted command attaches, and the window shows it"""
            walk.attach(found['command'])
            walk.wait_for_state('Connected')

        def lose():
            """ending it shows it as lost"""
            walk.detach()
            walk.wait_for_state('Lost')

        def leave():
            """leaving the demo leads back to the first page"""
            walk.back()
            walk.leave()

        def end():
            """the program ends without a word of complaint"""
            walk.quit()
            assert not desktop.complaints(), desktop.complaints()

        def secrets():
            """no token is in logs, files, settings or arguments"""
            secrets_search.assert_none(desktop, walk.tokens)

        tap.run([first_run, explore, search, export_from_list, open_workspace, reveal, copy_command, copy_json, export, attach,
                 lose, leave, end, secrets], walk=True)


if __name__ == '__main__':
    main()
