#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""windows.py BUILD: two windows, each with its own deployment and search; one closes, the other goes on. What is being exported is
finished before the program ends."""

import json
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import secrets_search  # noqa: E402
import shell_search  # noqa: E402
import tap  # noqa: E402
import walk as walks  # noqa: E402



def steps(desktop, deployments):
    walk = walks.Walk(desktop)
    hosts = [deployment.url.partition('//')[2] for deployment in deployments]
    seen = {}

    def windows():
        return set(desktop.windows(walk.process))

    def wait_windows(count):
        return private.wait(lambda: len(windows()) == count and windows(), lambda: f'{count} windows; there are {windows()}')

    def frame(words):
        """The window that has a label with these words: that of a deployment by its address."""
        def condition():
            walk.app.root.clear_cache()
            frames = [walk.app.root.get_child_at_index(i) for i in range(walk.app.root.get_child_count())]
            return next((f for f in frames if f is not None and walk.app.look('label', name=words, start=f)), None)

        return private.wait(condition, lambda: f'a window with {words}:\n{walk.app.dump()}')

    def key(window, *keys):
        desktop.xdotool('windowfocus', '--sync', window)
        desktop.xdotool('key', *keys)

    def sign_in():
        """with two deployments the window shows the newest"""
        for deployment in deployments:
            command = [desktop.program('outpost-cli'), 'login', deployment.url]
            subprocess.run(command, env=desktop.env, input=deployment.key + '\n', text=True, check=True, capture_output=True)
        walk.start()
        walk.wait_for_list()
        frame(hosts[1])

    def second():
        """Ctrl+Shift+N opens another window, which is switched to the other deployment"""
        seen['first'] = wait_windows(1).pop()
        key(seen['first'], 'ctrl+shift+n')
        seen['second'] = (wait_windows(2) - {seen['first']}).pop()
        key(seen['second'], 'ctrl+f', 'z', 'z', 'z')
        node = frame('No Results')
        key(seen['second'], 'Escape')
        walk.app.press(walk.app.find('toggle button', contains='Workspaces', start=node))
        private.wait(lambda: any(role == 'menu item' for role, _ in walk.focused()),
                     'the focus in the menu, on the deployment that is its first')
        desktop.xdotool('key', 'Return')
        frame(hosts[0])
        frame(hosts[1])

    def search():
        """what is searched for in one is not searched for in the other"""
        window = seen['first'] if walk.app.look('label', name=hosts[1]) else seen['second']
        key(window, 'ctrl+f', 'g', 'p', 'u')
        private.wait(lambda: sorted(bool(walk.app.look(contains='2 of 10', start=frame(host))) for host in hosts) == [False, True],
                     lambda: f'one window to show less:\n{walk.app.dump()}')
        key(window, 'Escape')
        for host in hosts:
            walk.app.find(contains='10 workspaces', start=frame(host))

    def by_command():
        """a second start with --new-window opens a third window of the program that runs"""
        command = desktop.run([*desktop.command('outpost'), '--new-window'], log='second')
        private.wait(lambda: command.poll() is not None, 'the second start to end')
        third = (wait_windows(3) - {seen['first'], seen['second']}).pop()
        key(third, 'ctrl+w')
        wait_windows(2)

    def close():
        """closing one leaves the other alone; what was in front last is there the next time"""
        key(seen['second'], 'ctrl+w')
        assert wait_windows(1) == {seen['first']}
        left = next(host for host in hosts if walk.app.look('label', name=host))
        walk.app.find(contains='10 workspaces', start=frame(left))
        walk.quit()
        walk.start()
        walk.wait_for_list()
        frame(left)
        seen['left'] = deployments[hosts.index(left)]

    def export():
        """told to quit while a slow deployment is asked for what is saved: the window goes, the program when the file is whole"""
        path = desktop.home / 'all.json'
        walk.key('ctrl+a')
        walk.app.find('label', name='10 Selected')
        walk.key('alt+e')
        walk.app.find('label', contains=' Agents of ')
        seen['left'].process.send_signal(signal.SIGSTOP)
        walk.key('alt+s')
        name = walk.app.find('text', name='Name:')
        private.wait(lambda: walk.app.has_focus(name), 'the focus to be in the name')
        walk.app.enter_here(str(path))
        walk.key('Return')
        walk.app.find('label', contains='Asking the deployment')
        desktop.look_at_processes()
        shell_search.Search(desktop).action('quit')
        private.wait(lambda: not windows(), 'the window to go')
        assert walk.process.poll() is None and not path.exists()
        seen['left'].process.send_signal(signal.SIGCONT)
        private.wait(lambda: walk.process.poll() is not None, 'the program to end')
        assert walk.process.returncode == 0
        found = json.loads(path.read_text(encoding='utf-8'))
        assert len(found) >= 9, found
        walk.tokens.update(entry['auth_token'] for entry in found)
        path.unlink()

    def end():
        """there was no word of complaint, and no token is anywhere"""
        assert not desktop.complaints() and not desktop.complaints('second'), desktop.complaints()
        secrets_search.assert_none(desktop, walk.tokens)

    tap.run([sign_in, second, search, by_command, close, export, end], walk=True)


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1]) as desktop, demo.Deployment(desktop, 0, '--still') as one, \
            demo.Deployment(desktop, 0, '--still') as other:
        steps(desktop, [one, other])


if __name__ == '__main__':
    main()
