# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The demo deployment as a program of its own: a deployment like any other to the programs that are tested."""

import json
import subprocess


class Deployment:
    """A running deployment with its address and a key; a context manager."""

    def __init__(self, desktop, workspaces=0, *options):
        self.desktop = desktop
        command = [desktop.program('outpost-demo'), *options] + (['--workspaces', str(workspaces)] if workspaces else [])
        self.process = desktop.run(command, log='demo', stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        line = self.process.stdout.readline()
        assert line, f'the deployment ended: {desktop.log("demo")}'
        said = json.loads(line)
        self.url, self.key = said['url'], said['key']
        self.email, self.password = said['email'], said['password']

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.desktop.end(self.process)
