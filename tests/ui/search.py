#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""search.py BUILD: the desktop's search asks the program, which the bus starts for it: it answers of two accounts from what is
kept, with no window, no request and no keyring, and ends by itself. What is chosen opens in the window."""

import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import keyring  # noqa: E402
import secrets_search  # noqa: E402
import shell_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402

STARTS = 5
MOST_VERSIONS = 3  # how often the program could have printed its version: of 100 ms it takes about a quarter
LINGERS = 30  # seconds, three times as long as it does
MARK = '\u202e'
# What is no question of the interface, and how it is refused.
STRANGE = (
    ('GetInitialResultSet', '(asas)', [['gpu'], ['gpu']], 'InvalidArgs'),
    ('GetSubsearchResultSet', '(as)', [['gpu']], 'InvalidArgs'),
    ('GetResultMetas', '(asas)', [['x'], ['x']], 'InvalidArgs'),
    ('GetResultMetas', '()', [], 'InvalidArgs'),
    ('GetEverything', '(as)', [['gpu']], 'UnknownMethod'),
    ('LaunchSearch', '(as)', [['gpu']], 'InvalidArgs'),
    ('ActivateResult', '(asas)', [['gpu'], ['gpu']], 'InvalidArgs'),
)


class Listener:
    """In the place of a deployment that is gone: counts who calls."""

    def __init__(self, url):
        self.socket = socket.create_server(('127.0.0.1', urlsplit(url).port), backlog=16)
        self.socket.setblocking(False)

    def callers(self):
        count = 0
        while True:
            try:
                self.socket.accept()[0].close()
                count += 1
            except BlockingIOError:
                return count


def sign_in(desktop, deployment):
    """Keeps an account, and lets the window fetch its list once, so that there is a copy on disk."""
    kept = set((desktop.home / 'cache/outpost').glob('*.workspaces'))
    command = [desktop.program('outpost-cli'), 'login', deployment.url]
    subprocess.run(command, env=desktop.env, input=deployment.key + '\n', text=True, check=True, capture_output=True)
    process = desktop.run([desktop.program('outpost')])
    private.wait(lambda: set((desktop.home / 'cache/outpost').glob('*.workspaces')) - kept, 'the copy on disk')
    desktop.end(process)


def make_hostile(desktop):
    """Gives a workspace of the copies a name that hides what it is; of the same length, as it is data that is read."""
    for path in (desktop.home / 'cache/outpost').glob('*.workspaces'):
        content = path.read_bytes()
        assert b'attic-nas' in content
        path.write_bytes(content.replace(b'attic-nas', 'a<i>'.encode() + MARK.encode() + b'sa'))


def steps(desktop, deployments):
    walk = walks.Walk(desktop)
    search = shell_search.Search(desktop)
    watch = keyring.Watch(desktop)
    found = {}

    def attend():
        """Makes what the bus started the program that the walk looks at."""
        walk.process = private.wait(search.program, 'the program on the bus')
        walk.app = private.App(desktop, walk.process)

    def wait_for_field():
        private.wait(lambda: ('entry', 'Search workspaces') in walk.focused(), 'the focus in the search field')

    def searched():
        """What is in the search field, which must have the focus: copied by hand."""
        wait_for_field()
        walk.key('ctrl+a', 'ctrl+c')
        return walk.copied('')

    def ended():
        walk.process = walk.app = None
        private.wait(lambda: not search.runs(), 'the program to end by itself', LINGERS)

    def nothing():
        """without an account nothing is found, and the program goes again"""
        assert search.find('gpu') == [] and search.metas('x', '', '../..') == []
        search.end()
        private.wait(lambda: not search.runs(), 'the program to end')

    def strange():
        """what is asked with other types, or is no question of its own, is refused, also when the program is started for it"""
        for method, types, arguments, refusal in STRANGE:
            assert (said := search.refusal(method, types, *arguments)) == refusal, (method, types, said)
            program = search.program()
            assert program and search.find('gpu') == [] and search.program().pid == program.pid, (method, types)
            assert not desktop.windows(program), (method, types)
            search.end()
            private.wait(lambda: not search.runs(), 'the program to end')

    def two_accounts():
        """started by the bus it finds the workspaces of both accounts"""
        for deployment in deployments:
            sign_in(desktop, deployment)
        make_hostile(desktop)
        for deployment in deployments:
            desktop.end(deployment.process)
        found['listeners'] = [Listener(deployment.url) for deployment in deployments]
        found['asked'] = watch.count()
        assert found['asked'], 'who signed in was not heard to ask the keyring'
        found['gpu'] = search.find('GPU', '-01')
        found['metas'] = search.metas(*found['gpu'])
        assert [meta['name'] for meta in found['metas']] == ['gpu-01', 'Copy Command…', 'gpu-01'], found['metas']
        assert [meta['id'] for meta in found['metas']] == found['gpu']
        one, other = (urlsplit(deployment.url).netloc for deployment in deployments)
        said = [meta['description'] for meta in found['metas']]
        assert {one, other} == {said[0].split(' · ')[-1], said[2].split(' · ')[-1]}, said
        assert 'Started · Connected · Externally Managed' in said[0] and all(meta['gicon'] for meta in found['metas'])
        found['process'] = search.program()

    def subsearch():
        """a longer word narrows what was found, and nothing else is brought in"""
        all_ids = search.find('gpu')
        assert len(search.metas(*all_ids)) == len(all_ids) > len(found['gpu'])
        assert search.narrow(all_ids, 'gpu-0', '-01') == found['gpu']
        assert search.narrow(found['gpu'][2:], 'gpu') == [found['gpu'][2], found['gpu'][2] + '/command']
        assert search.narrow(['nobody/1', '/', found['gpu'][0] + '/'], 'gpu') == []
        assert search.names('externally', '-02')[0] == 'gpu-02'

    def copies():
        """The files that are read; nobody has one open."""
        private.wait(lambda: search.program() is None or search.program().readers() == 0, 'the program to have read')
        return sorted((desktop.home / 'cache/outpost').glob('*.workspaces'))

    def letters():
        """what is typed while the disk is slow is read for once, and all of it is answered"""
        words = ['g', 'gp', 'gpu']
        expected = [search.find(word) for word in words]
        with shell_search.slow_disk(copies()):
            answers = [search.ask_later('GetInitialResultSet', '(as)', [word]) for word in words]
            answers.append(search.ask_later('GetResultMetas', '(as)', found['gpu']))
            assert search.main_loop_runs() and not any(answer() for answer in answers)
            private.wait(lambda: search.program().readers() >= 2, 'the copies to be read')
            assert search.program().readers() == 2, 'more than one reading of two copies'
        private.wait(lambda: all(answer() for answer in answers), 'the answers')
        assert [answer()[0] for answer in answers] == [*expected, found['metas']]

    def hostile():
        """ids and words from anybody do no harm, and names are shown with what they hide"""
        assert search.metas(*['../../etc/passwd', '', '/command', found['gpu'][0] + '\n', MARK] * 200) == []
        assert search.find('') == search.find() == search.find('x' * 100000) == search.find(*['gpu', 'nowhere']) == []
        assert len(search.find(*['gpu'] * 5000)) > 2
        assert search.find('%s%n', '\x01', 'gpu') == []
        hidden = next(meta for meta in search.metas(*search.find('a<i>')) if '<i>' in meta['name'])
        assert MARK not in hidden['name'] and '\ufffd' in hidden['name'], hidden

    def quiet():
        """no window was opened, no deployment asked, no keyring wanted; it ends by itself"""
        assert search.program().pid == found['process'].pid and not desktop.windows(found['process'])
        ended()
        assert [listener.callers() for listener in found['listeners']] == [0, 0]
        assert watch.count() == found['asked'], watch.heard

    def early():
        """the answer waits for no toolkit: it is there while the display stands still"""
        display = next(process for process in desktop.started if process.args[0] == 'Xvfb')
        display.send_signal(signal.SIGSTOP)
        try:
            names = search.names('gpu', '-01')
        finally:
            display.send_signal(signal.SIGCONT)
        assert names == ['gpu-01', 'Copy Command…', 'gpu-01'], names
        search.end()
        private.wait(lambda: not search.runs(), 'the program to end')

    def quick():
        """from nothing to the answer takes not much longer than the version; the bench holds the milliseconds"""
        cold, warm, version = [], [], []
        for _ in range(STARTS):
            began = time.monotonic()
            subprocess.run([desktop.program('outpost'), '--version'], env=desktop.env, check=True, capture_output=True)
            version.append(1000 * (time.monotonic() - began))
            search.find('gpu')
            cold.append(search.took)
            search.find('gpu')
            warm.append(search.took)
            search.end()
            private.wait(lambda: not search.runs(), 'the program to end')
        took, least = statistics.median(cold), statistics.median(version)
        tap.say(f'from nothing to the answer {took:.0f} ms, then {statistics.median(warm):.1f} ms; the version {least:.0f} ms')
        assert took < MOST_VERSIONS * least, (cold, version)

    def activate():
        """what is chosen opens in the window, also of the account that is not shown; no disk stops the program"""
        with shell_search.slow_disk(copies()):
            chosen = search.ask_later('ActivateResult', '(sasu)', found['gpu'][2], ['gpu'], 0)
            assert search.main_loop_runs() and chosen() is None
        private.wait(lambda: chosen() is not None, 'the choice to be made')
        attend()
        walk.app.find(walks.BUTTONS, name='Workspace Menu')
        walk.app.find('label', name='gpu-01')
        shown = found['metas'][2]['description'].split(' · ')[-1]
        walk.key('alt+Left')
        walk.app.find(contains=shown)
        search.activate(found['gpu'][0], 'gpu')
        walk.app.find(walks.BUTTONS, name='Workspace Menu')

    def unknown():
        """what is not there any more is searched for; words are shown as they are"""
        search.activate(found['gpu'][0] + 'x', 'gpu', f'{MARK}1')
        walk.app.find('label', name='No Results')
        assert searched() == 'gpu \ufffd1'

    def launch():
        """the whole search goes on in the window's field"""
        search.launch('render', 'node')
        walk.app.gone(('label', 'table cell', 'static'), name='gpu-01')
        walk.app.find(contains='render-node-11')
        assert searched() == 'render node'
        search.launch('x' * 5000)
        walk.app.find('label', name='No Results')
        assert searched() == 'x' * 200

    def copy_command():
        """its command is asked about in the window, and copied only where somebody says so"""
        search.action('demo')
        walk.app.find(contains='nothing here is real')
        command, other = search.find('gpu-01', 'demo')[1], search.find('gpu-02', 'demo')[0]
        search.activate(command, 'gpu-01')
        walk.app.find('label', name='Copy the Command?')
        walk.app.find('label', contains='attaches a machine to gpu-01')
        walk.key('Return')
        walk.app.gone('label', name='Copy the Command?')
        # What was asked of the deployment after it has been answered.
        search.activate(other, 'gpu-02')
        walk.app.find('label', name='gpu-02')
        walk.command_text()
        assert 'CODER_AGENT_TOKEN' not in desktop.clipboard()
        search.activate(command, 'gpu-01')
        dialog = walk.app.find(('alert', 'dialog'), contains='Copy the Command?')
        walk.app.click(walks.BUTTONS, name='Copy Command', start=dialog)
        walk.tokens.add(walks.TOKEN.search(walk.copied('CODER_AGENT_TOKEN="'))[1])

    def menu():
        """the launcher's menu leads into the search field"""
        search.action('search')
        wait_for_field()
        walk.key('Escape')

    def end():
        """closed it ends, without a word of complaint"""
        desktop.look_at_processes()
        walk.key('ctrl+q')
        ended()
        desktop.run([*desktop.command('outpost'), '--search=gpu-02'], log='searching')
        attend()
        walk.app.find(contains='1 of 10')
        assert searched() == 'gpu-02'
        walk.key('ctrl+q')
        ended()
        found_wrong = re.findall(r'.*(?:CRITICAL|Gtk-WARNING|Adwaita-WARNING|GLib.*WARNING).*', desktop.log('dbus-daemon'))
        assert not found_wrong and not desktop.complaints('searching'), found_wrong
        secrets_search.assert_none(desktop, {deployment.key for deployment in deployments} | walk.tokens)

    tap.run([nothing, strange, two_accounts, subsearch, letters, hostile, quiet, early, quick, activate, unknown, launch,
             copy_command, menu, end], walk=True)


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    desktop = private.Desktop(sys.argv[1])
    desktop.services = shell_search.install_service(desktop.home / 'services', desktop.program('outpost'))
    with desktop, demo.Deployment(desktop, 0, '--still') as one, demo.Deployment(desktop, 0, '--still') as other:
        steps(desktop, [one, other])


if __name__ == '__main__':
    main()
