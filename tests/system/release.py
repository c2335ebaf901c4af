#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""release.py BUILD CACHE: a release as it would be made, of a copy of this checkout and with a key that is thrown away.

Runs outside the root, as the Flatpak's test does, and like that on the stand-in's runtime. Of the tarball's tests only a few are
run here: all of them are run from the checkout anyway.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import tap  # noqa: E402

APP = 'io.github.outpost_app.Outpost'
METAINFO = f'data/{APP}.metainfo.xml.in'
DAY = '2031-02-03'
PATIENCE = 1200


def call(*command, **options):
    return subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, text=True, timeout=PATIENCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)


def done(*command, **options):
    result = call(*command, **options)
    assert result.returncode == 0, f'{command}: {result.stdout}'
    return result.stdout


class Release:
    """A copy of the checkout as it is now, a home for keys, and a place to install to."""

    def __init__(self, folder, cache):
        self.top = folder / 'outpost'
        self.cache = cache
        self.keys = folder / 'keys'
        self.keys.mkdir(mode=0o700)
        self.home = folder / 'home'
        self.home.mkdir()
        self.env = {**os.environ, 'GNUPGHOME': str(self.keys), 'FLATPAK_USER_DIR': f'{cache}/flatpak/user',
                    'OUTPOST_DEV_CACHE': cache, 'HOME': str(self.home), 'GIT_CONFIG_GLOBAL': '/dev/null'}
        self.env.pop('OUTPOST_BUILD_DIR', None)
        self.version = re.search(r"^  version: '([^']+)'", (TOP / 'meson.build').read_text(encoding='utf-8'), re.M)[1]
        self.folder = self.top / f'_build/release/{self.version}'

    def copy(self):
        names = done('git', '-C', TOP, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
        for name in filter(None, names):
            if (TOP / name).exists():
                (self.top / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(TOP / name, self.top / name)
        self.git('init', '-q')
        self.commit('A copy')

    def git(self, *arguments):
        person = ('-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com')
        return done('git', '-C', self.top, *person, *arguments, env=self.env)

    def commit(self, message):
        self.git('add', '-A')
        self.git('commit', '-q', '--allow-empty', '-m', message)

    def new_key(self, name):
        done('gpg', '--batch', '--passphrase', '', '--quick-gen-key', f'{name} <{name}@example.com>', 'ed25519', 'sign', 'never',
             env=self.env)
        return f'{name}@example.com'

    def date(self):
        """NEWS and MetaInfo say when."""
        for name, pattern, words in (('NEWS.md', rf'^## {self.version} \(.*\)$', f'## {self.version} ({DAY})'),
                                     (METAINFO, rf'<release version="{self.version}" [^>]*>',
                                      f'<release version="{self.version}" date="{DAY}">')):
            path = self.top / name
            text, count = re.subn(pattern, words, path.read_text(encoding='utf-8'), count=1, flags=re.M)
            assert count == 1, name
            path.write_text(text, encoding='utf-8')

    def make(self, key):
        return call(self.top / 'dev', 'release', f'--key={key}', f'--url={self.folder.as_uri()}', '--stand-in', '--tests=link',
                    env=self.env)

    def install(self, name, *what):
        """Installs into a place that has nothing but the runtime's repository."""
        place = {**self.env, 'FLATPAK_USER_DIR': str(self.home / name)}
        repository = next(Path(self.cache).glob('flatpak-runtime-*'))
        done('flatpak', '--user', 'remote-add', '--no-gpg-verify', 'runtime', repository, env=place)
        return call('flatpak', '--user', 'install', '--noninteractive', *what, env=place), place

    def end(self):
        call('gpgconf', '--kill', 'all', env=self.env)


def steps(release):
    reference = release.folder / f'{APP}.flatpakref'

    def refused():
        """what is not ready is said before anything is made"""
        release.copy()
        (release.top / 'NEWS.md').write_text('# What changed\n\n## 0.0.9 (soon)\n', encoding='utf-8')
        said = release.make('nobody@example.com')
        assert said.returncode == 1, said.stdout
        for words in (f'{release.version} cannot be released yet.', f'NEWS.md has to begin with “## {release.version} (',
                      'not committed', f'no tag v{release.version}', 'no secret key nobody@example.com'):
            assert words in said.stdout, (words, said.stdout)
        assert not (release.top / '_build').exists()
        release.git('checkout', '-q', 'NEWS.md')

    def disagreeing():
        """NEWS and MetaInfo have to name the same day"""
        release.date()
        path = release.top / METAINFO
        path.write_text(path.read_text(encoding='utf-8').replace(DAY, '2031-02-04'), encoding='utf-8')
        said = release.make('nobody@example.com').stdout
        assert f'MetaInfo says 2031-02-04, NEWS.md {DAY}.' in said, said
        release.date()

    def made():
        """a tagged commit becomes a tarball, a repository, a single file and a reference"""
        release.commit('A release')
        release.git('tag', f'v{release.version}')
        said = release.make(release.new_key('founder'))
        assert said.returncode == 0, said.stdout
        assert ' passed, 0 failed, ' in said.stdout, said.stdout
        names = {path.name for path in release.folder.iterdir()}
        assert names == {f'outpost-{release.version}.tar.xz', 'repo', f'{APP}.flatpak', f'{APP}.flatpakref', 'outpost.gpg',
                         'SHA256SUMS'}, names
        done('sha256sum', '--check', '--strict', 'SHA256SUMS', cwd=release.folder)

    def installed():
        """who follows the reference installs what that key signed"""
        said, place = release.install('reference', '--from', reference)
        assert said.returncode == 0, said.stdout
        files = Path(done('flatpak', '--user', 'info', '--show-location', APP, env=place).strip()) / 'files'
        assert (files / 'bin/outpost').exists()
        metainfo = (files / f'share/appdata/{APP}.appdata.xml').read_text(encoding='utf-8')
        assert f'<release version="{release.version}" date="{DAY}">' in metainfo

    def foreign():
        """what another key signed is not installed"""
        stranger = release.new_key('stranger')
        public = subprocess.run(['gpg', '--export', stranger], env=release.env, capture_output=True, check=True).stdout
        text = re.sub(r'GPGKey=.*', f'GPGKey={base64.b64encode(public).decode()}', reference.read_text(encoding='utf-8'))
        changed = release.home / 'changed.flatpakref'
        changed.write_text(text, encoding='utf-8')
        said, place = release.install('foreign', '--from', changed)
        assert said.returncode != 0, said.stdout
        assert call('flatpak', '--user', 'info', APP, env=place).returncode != 0

    def single():
        """the single file installs without the repository"""
        said, _ = release.install('single', '--bundle', release.folder / f'{APP}.flatpak')
        assert said.returncode == 0, said.stdout

    return [refused, disagreeing, made, installed, foreign, single]


def gap():
    if os.geteuid() != 0:
        return 'the runtime is made as root'
    for program in ('flatpak', 'flatpak-builder', 'mmdebstrap', 'bwrap', 'eu-strip', 'gpg', 'git'):
        if not shutil.which(program):
            return f'no {program}'
    if call('git', '-C', TOP, 'rev-parse').returncode != 0:
        return 'a release is made from a checkout'
    if subprocess.run(['bwrap', '--unshare-all', '--ro-bind', '/', '/', 'true'], capture_output=True).returncode != 0:
        return 'bwrap may not make a sandbox'
    if not list(Path(sys.argv[2]).glob('flatpak-runtime-*')):
        return 'there is no runtime: the Flatpak’s test makes it'
    return None


def main():
    missing = gap()
    if missing:
        tap.skip_all(missing)
    with tempfile.TemporaryDirectory() as folder:
        release = Release(Path(folder), sys.argv[2])
        try:
            tap.run(steps(release), walk=True)
        finally:
            release.end()


if __name__ == '__main__':
    main()
