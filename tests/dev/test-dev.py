#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What ./dev decides, with pretended tools: no package is installed and no root is made here."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402

TOP = Path(__file__).resolve().parents[2]
PLAIN = 'bash sh env awk sort paste cut sha256sum mkdir rm mv touch expr dirname cat flock tr grep sleep id'.split()

# Each pretended tool writes down how it was called; some then do a little of what the real one does.
FAKES = {
    'pkg-config': '[ -e "$FAKE/new" ]',
    'apt-get': 'case " $* " in *" install "*) touch "$FAKE/new"; ;; esac',
    'sudo': '"$@"',
    'mmdebstrap': 'for last; do :; done; mkdir -p "$last/etc"; [ ! -e "$FAKE/interrupt" ] || kill -INT 0',
    'bwrap': ':',
}


class Machine:
    """A pretended machine: a distribution, a PATH, and a cache of its own."""

    def __init__(self, distribution, tools=()):
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / 'bin').mkdir()
        (self.folder / 'os-release').write_text(distribution + '\n', encoding='utf-8')
        for name in PLAIN:
            os.symlink(shutil.which(name), self.folder / 'bin' / name)
        for name in tools:
            self.add(name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def add(self, name):
        path = self.folder / 'bin' / name
        path.unlink(missing_ok=True)
        path.write_text(f'#!/bin/bash\necho "{name} $*" >>"$FAKE/log"\n{FAKES[name]}\n', encoding='utf-8')
        path.chmod(0o755)

    def run(self, *arguments):
        environment = {
            'PATH': str(self.folder / 'bin'), 'FAKE': str(self.folder), 'HOME': str(self.folder),
            'OUTPOST_OS_RELEASE': str(self.folder / 'os-release'), 'OUTPOST_DEV_CACHE': str(self.folder / 'cache'),
            'OUTPOST_BUILD_DIR': str(self.folder / 'build'),
        }
        return subprocess.run([str(TOP / 'dev'), *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, start_new_session=True, cwd=TOP)

    def log(self):
        path = self.folder / 'log'
        lines = path.read_text(encoding='utf-8').splitlines() if path.exists() else []
        return [line for line in lines if not line.startswith(('pkg-config', 'bwrap --ro-bind / / true'))]

    def called(self, start):
        return [line for line in self.log() if line.startswith(start)]

    def roots(self):
        return sorted(path.name for path in (self.folder / 'cache').glob('root-*'))


def test_help():
    """without a command it explains itself"""
    with Machine('ID=debian\nVERSION_ID=12') as machine:
        done = machine.run()
        assert done.returncode == 0 and './dev run' in done.stdout and not machine.log(), done
        assert machine.run('fly').returncode == 2


def test_fedora():
    """Fedora is told the names of what is missing there"""
    with Machine('ID=fedora\nVERSION_ID=42') as machine:
        done = machine.run('test')
        assert done.returncode == 1 and 'sudo dnf install' in done.stderr, done
        assert 'gtk4-devel' in done.stderr and 'libgtk-4-dev' not in done.stderr and ' - ' not in done.stderr
        assert not machine.log()


def test_arch():
    """Arch is told the names of what is missing there"""
    with Machine('ID=manjaro\nID_LIKE=arch') as machine:
        done = machine.run('test')
        assert done.returncode == 1 and 'sudo pacman -S' in done.stderr and 'libadwaita' in done.stderr, done
        assert not machine.log()


def test_unknown():
    """another distribution is told Debian's names"""
    with Machine('ID=plan9') as machine:
        done = machine.run('test')
        assert done.returncode == 1 and "Debian's names" in done.stderr and 'libgtk-4-dev' in done.stderr, done


def test_uses():
    """the bench's packages are asked for by the bench only"""
    with Machine('ID=fedora') as machine:
        assert 'gnome-text-editor' not in machine.run('test').stderr
        assert 'gnome-text-editor' in machine.run('bench').stderr


def test_debian_13():
    """Debian 13 installs through apt, and says so"""
    with Machine('ID=debian\nVERSION_ID=13', ['pkg-config', 'apt-get', 'sudo']) as machine:
        done = machine.run('raw', 'true')
        assert 'Installing with apt' in done.stderr, done
        install, = [line for line in machine.called('apt-get') if ' install ' in line]
        assert 'libgtk-4-dev' in install and 'mmdebstrap' not in install
        assert not machine.roots()


def test_debian_12():
    """Debian 12 gets a root, once"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'mmdebstrap', 'bwrap', 'sudo']) as machine:
        done = machine.run('raw', 'true')
        assert done.returncode == 0 and 'Making a Debian 13 root' in done.stderr, done
        first, = machine.called('mmdebstrap')
        assert ' trixie ' in first and 'libgtk-4-dev' in first
        root, = machine.roots()
        enter, = machine.called('bwrap')
        assert root in enter and enter.endswith('/dev raw true'), enter

        done = machine.run('raw', 'true')
        assert done.returncode == 0 and done.stderr == '', done
        assert machine.called('mmdebstrap') == [first] and len(machine.called('bwrap')) == 2


def test_tools():
    """what makes the root is installed first where it is missing"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'apt-get', 'sudo']) as machine:
        machine.run('raw', 'true')
        install, = [line for line in machine.called('apt-get') if ' install ' in line]
        assert 'mmdebstrap bubblewrap' in install and 'libgtk-4-dev' not in install, install


def test_interrupted():
    """a half-made root is thrown away by the next"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'mmdebstrap', 'bwrap', 'sudo']) as machine:
        (machine.folder / 'interrupt').touch()
        done = machine.run('raw', 'true')
        assert done.returncode in (-signal.SIGINT, 128 + signal.SIGINT), done
        half, = machine.roots()
        assert half.endswith('.part')
        (machine.folder / 'cache' / half / 'left').touch()

        (machine.folder / 'interrupt').unlink()
        assert machine.run('raw', 'true').returncode == 0
        whole, = machine.roots()
        assert half == whole + '.part' and not (machine.folder / 'cache' / whole / 'left').exists()


def test_new_enough():
    """libraries that are new enough are used as they are"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'mmdebstrap', 'bwrap']) as machine:
        (machine.folder / 'new').touch()
        for line in (TOP / 'build-aux/packages').read_text(encoding='utf-8').splitlines():
            use, check = (line.split() + ['', ''])[:2]
            if use == 'build' and check.startswith('cmd:') and not (machine.folder / 'bin' / check[4:]).exists():
                os.symlink('/bin/true', machine.folder / 'bin' / check[4:])
        done = machine.run('raw', 'expr', '6', '*', '7')
        assert done.returncode == 0 and done.stdout == '42\n' and done.stderr == '', done
        assert not machine.log() and not machine.roots()


def test_services():
    """what boots a machine is built inside, done outside, and then counted inside"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'mmdebstrap', 'bwrap', 'sudo']) as machine:
        done = machine.run('test', 'Serv')
        assert done.returncode == 0, done
        compiled, tested = machine.called('bwrap')
        assert compiled.endswith('/dev compile') and tested.endswith('/dev test Serv'), machine.log()
        said = (machine.folder / 'build/outside/services.tap').read_text(encoding='utf-8')
        assert said == '1..0 # SKIP no python3 outside the root\n', said

        machine.run('test', 'table')
        assert len(machine.called('bwrap')) == 3 and not (machine.folder / 'build/outside/services.tap').exists()
        assert machine.run('compile').returncode == 2


def test_flatpak():
    """what needs a sandbox of its own is done outside too, and ./dev flatpak names what is missing"""
    with Machine('ID=debian\nVERSION_ID=12', ['pkg-config', 'mmdebstrap', 'bwrap', 'sudo']) as machine:
        assert machine.run('test', 'flatpak').returncode == 0
        compiled, tested = machine.called('bwrap')
        assert compiled.endswith('/dev compile') and tested.endswith('/dev test flatpak'), machine.log()
        said = (machine.folder / 'build/outside/flatpak.tap').read_text(encoding='utf-8')
        assert said == '1..0 # SKIP no python3 outside the root\n', said
    with Machine('ID=fedora\nVERSION_ID=43') as machine:
        done = machine.run('flatpak', '--stand-in')
        assert done.returncode == 1 and done.stderr == 'Missing here: flatpak\n', done


tap.run([test_help, test_fedora, test_arch, test_unknown, test_uses, test_debian_13, test_debian_12, test_tools,
         test_interrupted, test_new_enough, test_services, test_flatpak])
