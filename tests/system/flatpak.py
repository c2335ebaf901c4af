#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""flatpak.py BUILD CACHE: the Flatpak as somebody has it who installed it, in its sandbox, with nothing but portals to ask.

Runs outside the root that everything else is built and tested in, as a sandbox is not made within another. It builds the Flatpak on
the stand-in's runtime, installs it in a place of its own below CACHE, and walks through it, signed in to a demo deployment that is
started through ./dev; ./dev test counts what comes of it.
"""

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import demo  # noqa: E402
import desktop as private  # noqa: E402
import secrets_search  # noqa: E402
import tap  # noqa: E402
from walk import BUTTONS, Walk  # noqa: E402

APP = 'io.github.outpost_app.Outpost'
PERMISSIONS = {'shared': {'network', 'ipc'}, 'sockets': {'wayland', 'x11', 'fallback-x11'}, 'devices': {'dri'}}
# Where a sandbox expects the folder for sockets and documents, whatever it is called outside.
RUNTIME = Path(f'/run/user/{os.getuid()}')
LARGEST = 3_000_000  # bytes, installed
SLOWEST = 2.5  # times what it takes without a sandbox
STARTS = 4
OWN = f'.var/app/{APP}'
INSIDE = 'OUTPOST_TEST_INSIDE'
SERVICES = ('flatpak-portal', 'xdg-permission-store', 'xdg-document-portal', 'xdg-desktop-portal-gtk', 'xdg-desktop-portal')
# What the desktop and its portals write while a program runs on it.
OF_THE_DESKTOP = ('logs/', 'run/', 'pictures/', 'before.png', 'cache/', 'data/keyrings/', 'data/recently-used.xbel',
                  'data/flatpak/db/', 'config/dconf/')


def flatpak(*arguments):
    return subprocess.run(['flatpak', *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout


def location(*which):
    return Path(flatpak('info', '--user', '--show-location', *which).strip())


def descendants(pid):
    try:
        children = Path(f'/proc/{pid}/task/{pid}/children').read_text(encoding='ascii').split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in children] + [deeper for child in children for deeper in descendants(child)]


class Sandboxed(private.Desktop):
    """A desktop with portals, whose program is the installed Flatpak."""

    def __init__(self, build, cache):
        super().__init__(build)
        self.cache = cache
        self.runtime = RUNTIME
        self.services = Path(os.environ['FLATPAK_USER_DIR'], 'exports/share/dbus-1/services')

    def _start(self):
        super()._start()
        for name in ('GSETTINGS_BACKEND', 'GSETTINGS_SCHEMA_DIR', 'XDG_DATA_DIRS', 'ADW_DISABLE_PORTAL', 'GDK_DEBUG'):
            self.env.pop(name)
        self.env['XDG_CURRENT_DESKTOP'] = 'GNOME'
        settings = self.home / OWN / 'config/gtk-4.0'
        settings.mkdir(parents=True)
        (settings / 'settings.ini').write_text(private.SETTINGS, encoding='utf-8')
        for name in SERVICES:
            self.env.pop('GDK_BACKEND', None)
            self._spawn([f'/usr/libexec/{name}'])
            if name == 'xdg-document-portal':
                self.wait_for_name('org.freedesktop.portal.Documents')
        self.wait_for_name('org.freedesktop.portal.Desktop')

    def program(self, name):
        """A program of the build, which runs in the root."""
        script = self.home / name
        command = f'OUTPOST_DEV_CACHE={self.cache} exec {TOP}/dev raw {super().program(name)} "$@"'
        script.write_text(f'#!/bin/sh\n{command}\n', encoding='utf-8')
        script.chmod(0o755)
        return str(script)

    def command(self, name):
        return ['flatpak', 'run', '--user', '--die-with-parent', f'--command={name}', APP]

    def owns(self, process, pid):
        """The sandbox's calls come through its proxy, whose pid is no program's here."""
        return process.pid == pid if process in self.started else pid not in (service.pid for service in self.started)

    def windows(self, process):
        if process in self.started:
            return super().windows(process)
        command = ['xdotool', 'search', '--onlyvisible', '--class', '^outpost$']
        return subprocess.run(command, env=self.env, capture_output=True, text=True).stdout.split()

    def ask(self, method, *arguments):
        """Asks the program over the bus, as launchers do; the bus starts it where it does not run."""
        self._call(APP, '/' + APP.replace('.', '/'), f'org.freedesktop.Application.{method}', *arguments)

    def inside(self, process, name='outpost'):
        """The pid of the program within the sandbox, as it is called outside."""
        for pid in descendants(process.pid):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                if Path(f'/proc/{pid}/comm').read_text(encoding='ascii').strip() == name:
                    return pid
        return None

    def files(self):
        """What is in the person's folders, with when it was written."""
        paths = [path for path in self.home.rglob('*') if path.is_symlink() or not path.is_dir()]
        return {str(path.relative_to(self.home)): path.lstat().st_mtime_ns for path in paths}

    def save_in_portal(self, path):
        """Types a place into the dialog that the portal shows."""
        portal = next(service for service in self.started if service.args[0].endswith('-gtk'))
        dialog = private.App(self, portal)
        dialog.find('file chooser', contains='Export JSON')
        self.focus(portal)
        name = dialog.find('text', contains='.json')
        private.wait(lambda: dialog.take_focus(name), 'the focus to be in the name')
        dialog.enter_here(str(path))
        dialog.click('push button', name='Save')
        private.wait(lambda: path.exists() and path.read_text(encoding='utf-8').endswith('}\n'), path.name)


def permissions():
    """What its metadata lets it do, by key; every section but those that name it and its parts."""
    wanted = {}
    section = None
    for line in flatpak('info', '--user', '--show-metadata', APP).splitlines():
        section = line.strip('[]') if line.startswith('[') else section
        if '=' in line and not re.match(r'Application$|Build$|Extension ', section):
            name, _, values = line.partition('=')
            wanted[name] = set(filter(None, values.split(';')))
    return wanted


def writable(pid):
    """The places on disks that a process may write to, as its disk calls them."""
    places = []
    for line in Path(f'/proc/{pid}/mountinfo').read_text(encoding='utf-8').splitlines():
        mount, _, disk = line.partition(' - ')
        _, _, _, root, _, options = mount.split()[:6]
        _, source, super_options = disk.split()[:3]
        if 'rw' in options.split(',') and 'rw' in super_options.split(',') and source.startswith('/dev/'):
            places.append(root)
    return places


def time_to_window(desktop, command):
    """Seconds from starting a command to its window."""
    began = time.monotonic()
    process = desktop.run(command, log='starts')
    private.wait(lambda: desktop.windows(process), 'a window')
    taken = time.monotonic() - began
    desktop.end(process)
    private.wait(lambda: not desktop.windows(process), 'the window to go')
    return taken


def without_sandbox(desktop):
    """The same files in the same places, with everything of this machine to be had: no proxies, no filters, no portals."""
    runtime = flatpak('info', '--user', '--show-runtime', APP).strip()
    files = location(runtime) / 'files'
    links = [word for name in ('bin', 'lib', 'lib64') for word in ('--symlink', f'usr/{name}', f'/{name}')]
    return ['bwrap', '--die-with-parent', '--ro-bind', files, '/usr', '--ro-bind', files / 'etc', '/etc', *links,
            '--ro-bind', location(APP) / 'files', '/app', '--dev-bind', '/dev', '/dev', '--proc', '/proc', '--bind', '/tmp', '/tmp',
            '--setenv', 'XDG_DATA_DIRS', '/app/share:/usr/share', '/app/bin/outpost']


def steps(desktop, deployment):
    walk = Walk(desktop)
    exported = desktop.home / 'documents/attach.json'
    exported.parent.mkdir()
    before = desktop.files()

    def allowed():
        """it may use network, ipc, Wayland, X11 where that is all there is, and the graphics card; nothing else"""
        assert permissions() == PERMISSIONS, permissions()

    def size():
        """it takes less than 3 MB"""
        taken = sum(path.lstat().st_size for path in (location(APP) / 'files').rglob('*') if not path.is_dir())
        tap.say(f'{taken / 1e6:.2f} MB installed')
        assert 0 < taken < LARGEST, taken

    def first_page():
        """started in its sandbox it shows the first page"""
        walk.start()
        walk.first_run()

    def confined():
        """of the disk only its own folders can be written by it, and the person's are not seen"""
        pid = desktop.inside(walk.process)
        assert pid, descendants(walk.process.pid)
        places = writable(pid)
        assert places and all(f'{desktop.home}/{OWN}' in root for root in places), places
        home = Path(f'/proc/{pid}/root{desktop.home}')
        assert [path.name for path in home.iterdir()] == ['.var'], list(home.iterdir())

    def explore():
        """the demo's workspaces are listed"""
        walk.explore_demo()
        walk.leave()

    def sign_in():
        """signed in to a deployment its workspaces are listed"""
        walk.app.click(BUTTONS, contains='Connect to a Deployment')
        walk.enter_address(deployment.url)
        walk.app.find('label', contains='External workspaces: yes')
        walk.enter_key(deployment.key)
        walk.wait_for_list()

    def keyring():
        """the key is in a file of its own, encrypted with what the Secret portal gave for it"""
        kept = private.wait(lambda: [path for path in (desktop.home / OWN / 'data/keyrings').glob('*.keyring')], 'the keyring')
        assert len(kept) == 1 and deployment.key.encode() not in kept[0].read_bytes()

    def attach():
        """a workspace's command attaches a machine"""
        walk.open('gpu-02')
        walk.attach(walk.copy_command())
        walk.wait_for_state('Connected')
        walk.back()

    def export():
        """the JSON is saved through the file portal, into a folder that the sandbox does not have"""
        walk.open('attic-nas')
        walk.app.click(BUTTONS, contains='Export JSON')
        desktop.save_in_portal(exported)
        assert '"auth_token"' in exported.read_text(encoding='utf-8')

    def launcher():
        """the launcher's *New Workspace* comes over the bus"""
        walk.back()
        desktop.ask('ActivateAction', 'new-workspace', '[]', '{}')
        walk.app.find('label', name='Classic Rack')
        walk.key('Escape')
        walk.app.gone('label', name='Classic Rack')

    def traces():
        """it ends by itself, without a warning, and wrote nothing but what was saved outside its own folders"""
        walk.quit()
        assert not desktop.complaints(), desktop.complaints()
        written = {name for name, when in desktop.files().items() if before.get(name) != when}
        outside = {name for name in written if not name.startswith((OWN + '/', *OF_THE_DESKTOP))}
        assert outside == {'documents/attach.json'}, outside

    def again():
        """started again it is still signed in"""
        walk.start()
        walk.wait_for_list()
        walk.quit()

    def search():
        """no key is in logs, files, settings or arguments"""
        secrets_search.assert_none(desktop, {deployment.key})

    def activated():
        """the bus starts it in its sandbox, and it ends when it is told to"""
        desktop.ask('Activate', '{}')
        private.wait(lambda: desktop.windows(None), 'a window')
        desktop.ask('ActivateAction', 'quit', '[]', '{}')
        private.wait(lambda: not desktop.windows(None), 'the window to go')

    def cold_start():
        """it starts about as fast as without a sandbox"""
        commands = {'sandbox': desktop.command('outpost'), 'bare': without_sandbox(desktop)}
        taken = {name: [] for name in commands}
        for _ in range(STARTS):
            for name, command in commands.items():
                taken[name].append(time_to_window(desktop, command))
        sandbox, bare = (statistics.median(taken[name][1:]) for name in ('sandbox', 'bare'))
        tap.say(f'{sandbox * 1000:.0f} ms in the sandbox, {bare * 1000:.0f} ms without: {sandbox / bare:.2f}')
        assert sandbox / bare < SLOWEST

    return [allowed, size, first_page, confined, explore, sign_in, keyring, attach, export, launcher, traces, again, search,
            activated, cold_start]


def gap():
    """What keeps a Flatpak from being built and run here; None where nothing does."""
    if os.geteuid() != 0:
        return 'the runtime is made, and the sandbox looked into, as root'
    for program in ('flatpak', 'flatpak-builder', 'mmdebstrap', 'bwrap', 'eu-strip', 'fusermount3', '/usr/bin/python3'):
        if not shutil.which(program):
            return f'no {program}'
    for service in SERVICES:
        if not os.path.exists(f'/usr/libexec/{service}'):
            return f'no {service}'
    if subprocess.run(['bwrap', '--unshare-all', '--ro-bind', '/', '/', 'true'], capture_output=True).returncode != 0:
        return 'bwrap may not make a sandbox'
    if subprocess.run(['unshare', '--mount', '--propagation', 'private', 'true'], capture_output=True).returncode != 0:
        return 'mounts of its own are not allowed'
    return None


def own_folders():
    """Goes on with a /run of its own, as the mount that shows documents to the sandbox has to be in the usual place.

    That is also where the system's Python takes over, which has what the accessibility bus is read with.
    """
    script = 'mount -t tmpfs tmpfs /run && mkdir -p -m 700 "$1" && shift && exec "$@"'
    command = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', RUNTIME, '/usr/bin/python3', *sys.argv]
    os.execvpe(command[0], command, {**os.environ, INSIDE: '1'})


def build(cache):
    done = subprocess.run([TOP / 'build-aux/build-flatpak', cache, '--stand-in'], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True)
    tap.say(done.stderr)
    if done.returncode == 3:
        tap.skip_all('no Debian could be made for the runtime')
    if done.returncode != 0:
        sys.exit(1)


def main():
    if INSIDE not in os.environ:
        missing = gap()
        if missing:
            tap.skip_all(missing)
        os.environ['FLATPAK_USER_DIR'] = f'{sys.argv[2]}/flatpak/user'
        build(sys.argv[2])
        own_folders()
    missing = private.missing()
    if missing:
        tap.skip_all(missing)
    with Sandboxed(*sys.argv[1:]) as desktop, demo.Deployment(desktop) as deployment:
        tap.run(steps(desktop, deployment), walk=True)


if __name__ == '__main__':
    main()
