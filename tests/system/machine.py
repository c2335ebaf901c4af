# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""A machine with systemd of its own: a small Debian, booted in a container that shares the network."""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

SUITE = 'trixie'
PACKAGES = ['systemd', 'systemd-sysv', 'dbus', 'libpam-systemd', 'polkitd', 'curl', 'ca-certificates', 'passwd', 'procps', 'sudo',
            'cloud-init', 'ansible-core', 'python3-apt']
RECIPE = '1'  # a higher number makes everybody's anew
LEFT_OUT = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*']
PATIENCE = 40  # seconds for whatever is waited for
LIFE = 240  # seconds that a machine is on at most
REBOOTS = 133  # how systemd-nspawn ends then


def gap():
    """What keeps a machine from being booted here; None where nothing does."""
    if os.geteuid() != 0:
        return 'booting a container needs root'
    for program in ('systemd-nspawn', 'nsenter'):
        if not shutil.which(program):
            return f'no {program}'
    return None


def wait(condition, what):
    """Until the condition is true; what it gave."""
    end = time.monotonic() + PATIENCE
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f'{what} took longer than {PATIENCE} s'
        time.sleep(0.1)


def children(pid):
    try:
        return [int(child) for child in Path(f'/proc/{pid}/task/{pid}/children').read_text(encoding='ascii').split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


class Machine:
    """A context manager; one at a time, whoever else tests on this computer."""

    def __init__(self, cache):
        self.cache = Path(cache)
        key = hashlib.sha256(' '.join([RECIPE, SUITE, *PACKAGES]).encode()).hexdigest()[:12]
        self.original = self.cache / f'machine-{key}'
        self.folder = self.cache / f'machine-run-{os.getpid()}'
        self.process = None

    def __enter__(self):
        self.cache.mkdir(parents=True, exist_ok=True)
        self.lock = open(self.cache / 'machine-lock', 'w', encoding='ascii')  # pylint: disable=consider-using-with
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        for left in [*self.cache.glob('machine-run-*'), *self.cache.glob('machine-*.part')]:
            shutil.rmtree(left, ignore_errors=True)
        try:
            self.make()
            subprocess.run(['cp', '-a', '--reflink=auto', self.original, self.folder], check=True, timeout=120)
            self.boot()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()

    def make(self):
        """The root that machines are copies of, once."""
        if self.original.exists():
            return
        if not shutil.which('mmdebstrap'):
            raise FileNotFoundError('no mmdebstrap')
        part = self.original.with_suffix('.part')
        command = ['mmdebstrap', '--variant=apt', '--components=main', f'--include={",".join(PACKAGES)}']
        command += [f'--dpkgopt=path-exclude={path}' for path in LEFT_OUT]
        command += ['--customize-hook=rm -f "$1"/etc/machine-id "$1"/etc/resolv.conf',
                    '--customize-hook=touch "$1"/etc/cloud/cloud-init.disabled', SUITE, str(part)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=400)
        if done.returncode != 0:
            raise FileNotFoundError(f'mmdebstrap failed: {done.stderr.strip().splitlines()[-1:]}')
        part.rename(self.original)

    def boot(self):
        command = ['timeout', '--kill-after=10', str(LIFE), 'systemd-nspawn', '--quiet', '--register=no', '--keep-unit', '--boot',
                   '--machine=outpost-test', '--console=pipe', '--resolv-conf=off', '--link-journal=no',
                   f'--directory={self.folder}']
        with open(self.folder / 'console', 'ab') as console:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=subprocess.STDOUT)
        wait(self.is_up, 'the boot')

    def leader(self):
        """The machine's first process, as it is called outside."""
        for nspawn in children(self.process.pid):
            for leader in children(nspawn):
                return leader
        return None

    def is_up(self):
        assert self.process.poll() is None, (self.folder / 'console').read_text(encoding='utf-8', errors='replace')
        said = self.run('systemctl is-system-running', check=False).stdout if self.leader() else ''
        return said.strip() in ('running', 'degraded')

    def reboot(self):
        """Kept in its unit, a container that reboots ends, and whoever started it starts it again."""
        self.run('systemctl reboot', check=False)
        assert self.process.wait(PATIENCE) == REBOOTS, (self.folder / 'console').read_text(encoding='utf-8', errors='replace')
        self.boot()

    def run(self, script, user=None, check=True):
        """A script of sh in the machine, as root or logged in as somebody."""
        inside = ['su', '--login', user, '--command', 'sh -s'] if user else ['sh', '-s']
        command = ['nsenter', f'--target={self.leader()}', '--mount', '--uts', '--ipc', '--pid', '--root', '--wd', 'env', '-i',
                   'PATH=/usr/sbin:/usr/bin', 'LC_ALL=C.UTF-8', *inside]
        done = subprocess.run(command, input=script, capture_output=True, text=True, timeout=PATIENCE)
        assert not check or done.returncode == 0, f'{done.stdout}{done.stderr}\n{script}'
        return done

    def read(self, path):
        return (self.folder / path.lstrip('/')).read_bytes().decode()
