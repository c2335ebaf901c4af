#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""attach-languages.py BUILD: every form of the command through the parsers of its languages, with what has a meaning in them."""

import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import attach_texts  # noqa: E402
import tap  # noqa: E402

TEXTS = attach_texts.Texts(sys.argv[1])
COUNT = 400
# Tools of a machine, pretended: what is wanted of them is written down. curl gives a script that tells what it was started with.
TOOLS = {
    'systemctl': '', 'launchctl': '', 'useradd': '', 'docker': '', 'pkill': '',
    'loginctl': '[ ! -e "$SANDBOX/refuse" ]',
    'kubectl': 'cat >>"$SANDBOX/input"',
    'id': 'case "$*" in -u) echo "$SANDBOX_UID" ;; -un) echo person ;; *) exit 1 ;; esac',
    'sudo': '"$@"',
    'ssh': 'shift; exec "$@"',
    'curl': 'for url; do :; done; printf "%s" "$url" >"$SANDBOX/url"\n'
            "cat <<'END'\nprintf '%s' \"$CODER_AGENT_TOKEN\" >\"$SANDBOX/part\"; mv \"$SANDBOX/part\" \"$SANDBOX/token\"\nEND",
}


class Sandbox:
    """A folder with a home, an /etc and pretended tools, to run the scripts in; no name or token may get out of its quotes."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp())
        for name in ('bin', 'home', 'etc/systemd/system', 'cwd'):
            (self.folder / name).mkdir(parents=True)
        for name, body in TOOLS.items():
            path = self.folder / 'bin' / name
            path.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >>"$SANDBOX/log"\n{body}\n', encoding='utf-8')
            path.chmod(0o755)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def run(self, text, uid=1000, **options):
        environment = {'PATH': f'{self.folder}/bin:/usr/bin:/bin', 'HOME': str(self.folder / 'home'), 'LC_ALL': 'C.UTF-8',
                       'SANDBOX': str(self.folder), 'SANDBOX_UID': str(uid)}
        command = ['/bin/sh', '-c', text.replace('/etc/', f'{self.folder}/etc/')]
        done = subprocess.run(command, env=environment, cwd=self.folder / 'cwd', stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=30, **options)
        assert not list(self.folder.rglob('PWNED')), text
        return done

    def works(self, text, uid=1000):
        done = self.run(text, uid)
        assert done.returncode == 0, f'{done.stderr}\n{text}'
        return done

    def read(self, name):
        return (self.folder / name).read_text(encoding='utf-8')

    def log(self):
        path = self.folder / 'log'
        lines = path.read_text(encoding='utf-8').splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    def mode(self, name):
        return (self.folder / name).stat().st_mode & 0o777


def same(found, wanted):
    assert found == wanted, f'{found!r} is not {wanted!r}'


def sh_words(words):
    """What a shell makes of quoted words."""
    script = ''.join(f'printf "%s\\000" {word}\n' for word in words)
    done = subprocess.run(['/bin/sh'], input=script.encode(), capture_output=True, timeout=30, check=True)
    return done.stdout.decode().split('\0')[:-1]


def token_in(environment_file):
    """What a shell that reads such a file has as the token."""
    done = subprocess.run(['/bin/sh', '-c', f'{environment_file}\nprintf %s "$CODER_AGENT_TOKEN"'], capture_output=True, text=True,
                          timeout=30, check=True)
    return done.stdout


def hostile(count=40):
    """Subjects with a meaning in every member that is free; the address stays one."""
    tokens = attach_texts.values(3, count)[-count:]
    names = attach_texts.values(4, count, breaks=True)[-count:]
    for number, (token, name) in enumerate(zip(tokens, names)):
        yield {'token': token, 'owner': name, 'workspace': names[-number], 'agent': f'{name}!',
               'address': "https://coder.example.com/a'b$(touch%20PWNED)`c`%25h;&d\\e"}


def name_of(text):
    return re.search(r'coder-agent-[a-z0-9-]+', text)[0]


# ---- Quoting --------------------------------------------------------------------------------------------------------------------

def quote_sh():
    """sh reads a quoted word as it was"""
    values = attach_texts.values(1, COUNT, breaks=True)
    same(sh_words(TEXTS.quote('sh', values)), values)


def quote_environment():
    """sh reads a value of an environment file as it was; so does systemd, in the booted container"""
    values = attach_texts.values(2, COUNT)
    lines = ''.join(f'V{number}={quoted}\nprintf "%s\\000" "$V{number}"\n'
                    for number, quoted in enumerate(TEXTS.quote('environment', values)))
    done = subprocess.run(['/bin/sh'], input=lines.encode(), capture_output=True, timeout=30, check=True)
    same(done.stdout.decode().split('\0')[:-1], values)


def quote_systemd():
    """a unit's argument is read as it was"""
    values = attach_texts.values(5, COUNT, breaks=True)
    for value, quoted in zip(values, TEXTS.quote('systemd', values)):
        same(attach_texts.systemd_arguments(quoted), [value])


def quote_yaml():
    """libyaml and a JSON parser read a quoted scalar as it was"""
    values = attach_texts.values(6, COUNT, breaks=True)
    quoted = TEXTS.quote('yaml', values)
    same([json.loads(one) for one in quoted], values)
    same(TEXTS.yaml([f'key: {one}\nlist: [{one}, {one}]' for one in quoted]),
         [[{'key': value, 'list': [value, value]}] for value in values])


def quote_xml():
    """an XML parser reads quoted text as it was"""
    values = attach_texts.values(7, COUNT, breaks=True)
    for value, quoted in zip(values, TEXTS.quote('xml', values)):
        same(ElementTree.fromstring(f'<a>{quoted}</a>').text, value)
    same(TEXTS.quote('xml', ['a\x01b\uffff']), ['a\ufffdb\ufffd'])


def quote_powershell():
    """PowerShell's rules read a quoted value as it was, in any code page"""
    values = attach_texts.values(8, COUNT, breaks=True)
    for value, quoted in zip(values, TEXTS.quote('powershell', values)):
        same(attach_texts.powershell_value(quoted), value)
    same(TEXTS.quote('powershell', ['a b', 'it\'s']), ["'a b'", "'it''s'"])


# ---- systemd --------------------------------------------------------------------------------------------------------------------

def check_unit(unit, subject):
    line, = [line for line in unit.splitlines() if line.startswith('ExecStart=')]
    arguments = attach_texts.systemd_arguments(line.removeprefix('ExecStart='))
    same(arguments[:2], ['/bin/sh', '-c'])
    check_run(arguments[2], subject)


def check_run(command, subject, platform='linux/amd64'):
    """The command fetches that script and runs it, with the token in the environment."""
    with Sandbox() as sandbox:
        (sandbox.folder / 'bin/agent').write_text(command, encoding='utf-8')
        done = sandbox.works(f'CODER_AGENT_TOKEN=t-1; export CODER_AGENT_TOKEN; . "{sandbox.folder}/bin/agent"')
        same(done.stderr, '')
        same(sandbox.read('url'), f'{subject["address"]}/api/v2/init-script/{platform}')
        same(sandbox.read('token'), 't-1')


def check_service(form, subject, folder, uid):
    with Sandbox() as sandbox:
        text = TEXTS.form(form, **subject)
        name = name_of(text)
        sandbox.works(text, uid)
        assert any(line.endswith(f'restart {name}.service') for line in sandbox.log())
        same(sandbox.mode(f'{folder}/{name}.env'), 0o600)
        same(sandbox.mode(folder), 0o700)
        same(token_in(sandbox.read(f'{folder}/{name}.env')), subject['token'])
        unit, = list(sandbox.folder.rglob('*.service'))
        check_unit(unit.read_text(encoding='utf-8'), subject)

        sandbox.works(TEXTS.form(form, 'replace', **{**subject, 'token': "new'token"}), uid)
        same(sandbox.read(f'{folder}/{name}.env'), 'CODER_AGENT_TOKEN="new\'token"\n')
        same(sandbox.mode(f'{folder}/{name}.env'), 0o600)
        assert sandbox.log()[-1].endswith(f'restart {name}.service')
        sandbox.works(TEXTS.form(form, 'remove', **subject), uid)
        same([str(path) for path in sandbox.folder.rglob(f'{name}*')], [])
        # Nothing is made where nothing was.
        same(sandbox.run(TEXTS.form(form, 'replace', **subject), uid).returncode, 1)


def systemd_user():
    """the user service's scripts set up, replace and remove"""
    for subject in [attach_texts.PLAIN, *hostile(12)]:
        check_service('systemd-user', subject, 'home/.config/coder-agent', 1000)


def systemd_system():
    """the system service's scripts set up, replace and remove, with sudo and as root"""
    for number, subject in enumerate([attach_texts.PLAIN, *hostile(12)]):
        check_service('systemd-system', subject, 'etc/coder-agent', 1000 * (number % 2))
    with Sandbox() as sandbox:
        sandbox.works(TEXTS.form('systemd-system'), 0)
        assert not [line for line in sandbox.log() if line.startswith('sudo')]
        sandbox.works(TEXTS.form('systemd-system'), 1000)
        same([line for line in sandbox.log() if line.startswith('sudo')], ['sudo sh'])


def lingering():
    """refused lingering is told of, with what to do; the service is set up all the same"""
    with Sandbox() as sandbox:
        (sandbox.folder / 'refuse').touch()
        done = sandbox.works(TEXTS.form('systemd-user'))
        assert 'sudo loginctl enable-linger person' in done.stderr, done
        assert [line for line in sandbox.log() if ' restart ' in line]


def systemd_verify():
    """systemd-analyze verify has nothing to say of the units"""
    if not shutil.which('systemd-analyze'):
        raise tap.Skip('no systemd-analyze')
    for form, kind in (('systemd-user', '--user'), ('systemd-system', '--system')):
        with tempfile.TemporaryDirectory() as folder:
            for number, subject in enumerate([attach_texts.PLAIN, *hostile(20)]):
                unit = attach_texts.here_document(TEXTS.form(form, **subject), 'UNIT')
                path = Path(folder, f'agent-{number}.service')
                path.write_text(re.sub(r'^User=.*$', 'User=root', unit, flags=re.M), encoding='utf-8')
            command = ['systemd-analyze', kind, 'verify', '--man=no', '--recursive-errors=no', *map(str, Path(folder).iterdir())]
            done = subprocess.run(command, env={**os.environ, 'SYSTEMD_LOG_LEVEL': 'warning', 'XDG_RUNTIME_DIR': folder},
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
            same((done.returncode, [line for line in done.stderr.splitlines() if 'agent-' in line]), (0, []))


# ---- launchd --------------------------------------------------------------------------------------------------------------------

def launchd():
    """launchd's scripts set up, replace and remove; the property list is one, and without the token"""
    for subject in [attach_texts.PLAIN, *hostile(12)]:
        subject = {**subject, 'platform': 'darwin/arm64'}
        with Sandbox() as sandbox:
            text = TEXTS.form('launchd', **subject)
            name = name_of(text)
            sandbox.works(text)
            same(sandbox.log()[-1], f'launchctl bootstrap gui/1000 {sandbox.folder}/home/Library/LaunchAgents/{name}.plist')
            same(sandbox.mode(f'home/.config/coder-agent/{name}.token'), 0o600)
            written = (sandbox.folder / f'home/Library/LaunchAgents/{name}.plist').read_bytes()
            assert attach_texts.PLAIN['token'].encode() not in written
            read = plistlib.loads(written)
            same((read['Label'], read['KeepAlive'], read['RunAtLoad']), (name, True, True))
            same(read['ProgramArguments'][:2], ['/bin/sh', '-c'])
            # As launchd starts it.
            (sandbox.folder / 'bin/agent').write_text(read['ProgramArguments'][2], encoding='utf-8')
            sandbox.works(f'. "{sandbox.folder}/bin/agent"')
            same(sandbox.read('token'), subject['token'])
            same(sandbox.read('url'), f'{subject["address"]}/api/v2/init-script/darwin/arm64')

            sandbox.works(TEXTS.form('launchd', 'replace', **{**subject, 'token': 'new'}))
            same(sandbox.read(f'home/.config/coder-agent/{name}.token'), 'new')
            same(sandbox.log()[-1], f'launchctl kickstart -k gui/1000/{name}')
            sandbox.works(TEXTS.form('launchd', 'remove', **subject))
            same([str(path) for path in sandbox.folder.rglob(f'{name}*')], [])


# ---- PowerShell -----------------------------------------------------------------------------------------------------------------

def scheduled_task():
    """the task's scripts are read to their ends, with the token and the address as they were"""
    for subject in [attach_texts.PLAIN, *hostile()]:
        subject = {**subject, 'platform': 'windows/amd64'}
        for part in ('install', 'replace', 'remove'):
            text = TEXTS.form('scheduled-task', part, **subject)
            tokens = attach_texts.powershell_tokens(text)
            assert ('word', 'Stop-ScheduledTask') in tokens
            if part != 'remove':
                # Refused before anything is written.
                assert 0 < text.find('::Administrator)) {') < text.find('WriteAllText('), text
                value = re.search(r'WriteAllText\([^,]*, (.*)\)$', text, re.M)[1]
                same(attach_texts.powershell_value(value), subject['token'])
            if part == 'install':
                script, = [value for kind, value in tokens if kind == 'here']
                attach_texts.powershell_tokens(script)
                url = re.search(r'-UseBasicParsing (.*) \| Invoke-Expression', script)[1]
                same(attach_texts.powershell_value(url), f'{subject["address"]}/api/v2/init-script/windows/amd64')
                assert '$folder\\log"' in text, text
                assert '$log = "$PSScriptRoot\\log"' in script and 'Remove-Item -LiteralPath $log' in script, script


def once():
    """our own command for another platform is the deployment's form"""
    for subject in [attach_texts.PLAIN, *hostile()]:
        with Sandbox() as sandbox:
            sandbox.works(TEXTS.form('once', **subject))
            same(sandbox.read('url'), f'{subject["address"]}/api/v2/init-script/linux/amd64')
            same(sandbox.read('token'), subject['token'])
        attach_texts.powershell_tokens(TEXTS.form('once', **{**subject, 'platform': 'windows/arm64'}))


# ---- YAML -----------------------------------------------------------------------------------------------------------------------

def cloud_init():
    """cloud-init's user data has the token's file, the unit and the commands"""
    for subject in [attach_texts.PLAIN, *hostile()]:
        text = TEXTS.form('cloud-init', **subject)
        assert text.startswith('#cloud-config\n')
        (read,), = TEXTS.yaml([text])
        token, unit = read['write_files']
        same((token['permissions'], unit['permissions']), ('0600', '0644'))
        same(token_in(token['content']), subject['token'])
        same(unit['content'], attach_texts.here_document(TEXTS.form('systemd-system', **subject), 'UNIT'))
        assert unit['path'] == f'/etc/systemd/system/{name_of(text)}.service'
        same(read['runcmd'][-1], f'systemctl restart {name_of(text)}.service')
        for command in read['runcmd']:
            subprocess.run(['/bin/sh', '-n', '-c', command], check=True)


def ansible():
    """the playbook has its variables at the top, tells nobody the token, and restarts the service through a handler"""
    for subject in [attach_texts.PLAIN, *hostile()]:
        text = TEXTS.form('ansible', **subject)
        ((play,),), = TEXTS.yaml([text])
        assert text.count('!unsafe') == 2
        same(list(play)[:4], ['name', 'hosts', 'become', 'vars'])
        same(play['vars']['agent_unit'], attach_texts.here_document(TEXTS.form('systemd-system', **subject), 'UNIT'))
        same(token_in(play['vars']['agent_token_line']), subject['token'])
        handler, = play['handlers']
        tasks = {task['name']: task for task in play['tasks']}
        same(tasks['The token']['no_log'], 'true')
        same({tasks[name]['notify'] for name in ('The token', 'The service')}, {handler['name']})
        same(tasks['The token']['ansible.builtin.copy']['mode'], '0600')


def kubernetes():
    """the Secret holds the token, and the Deployment starts the command"""
    for subject in [attach_texts.PLAIN, *hostile()]:
        text = TEXTS.form('kubernetes', **subject)
        (secret, deployment), = TEXTS.yaml([text])
        name = name_of(text)
        same((secret['kind'], secret['metadata']['name']), ('Secret', name))
        same(secret['stringData'], {'CODER_AGENT_TOKEN': subject['token']})
        spec = deployment['spec']
        same((deployment['apiVersion'], deployment['kind'], spec['replicas']), ('apps/v1', 'Deployment', '1'))
        same(spec['strategy'], {'type': 'Recreate'})
        same(spec['selector']['matchLabels'], spec['template']['metadata']['labels'])
        container, = spec['template']['spec']['containers']
        same(container['envFrom'], [{'secretRef': {'name': name}}])
        assert '$(' not in container['command'][2].replace('$$', '')
        check_run(container['command'][2].replace('$$', '$'), subject)
        with Sandbox() as sandbox:
            sandbox.works(TEXTS.form('kubernetes', 'replace', **{**subject, 'token': 'new'}))
            same(sandbox.log(), ['kubectl apply -f -', f'kubectl rollout restart deployment/{name}'])
            ((applied,),) = TEXTS.yaml([sandbox.read('input')])
            same(applied, {**secret, 'stringData': {'CODER_AGENT_TOKEN': 'new'}})


def compose():
    """the Compose project starts the command, with the environment file beside it"""
    for platform, wanted in (('linux/amd64', 'linux/amd64'), ('linux/armv7', 'linux/arm/v7')):
        text = TEXTS.form('compose', platform=platform)
        (project,), = TEXTS.yaml([text])
        assert attach_texts.PLAIN['token'] not in text
        service = project['services']['agent']
        same((service['env_file'], service['restart'], service['platform']),
             (TEXTS.form('environment', 'file'), 'unless-stopped', wanted))
        assert '$' not in service['build']['dockerfile_inline']
        check_run(service['command'][2].replace('$$', '$'), attach_texts.PLAIN, platform)
        same([volume.split(':')[0] for volume in service['volumes']], list(project['volumes']))


# ---- Containers -----------------------------------------------------------------------------------------------------------------

def dockerfile():
    """the Dockerfile starts the command and does not hold the token"""
    text = TEXTS.form('dockerfile')
    assert attach_texts.PLAIN['token'] not in text
    joined = re.sub(r'^\s*#.*\n', '', text, flags=re.M).replace('\\\n', '')
    instructions = [line.split(' ', 1) for line in joined.splitlines() if line]
    same([word for word, _ in instructions], ['FROM', 'RUN', 'ENV', 'USER', 'WORKDIR', 'CMD'])
    command = json.loads(instructions[-1][1])
    same(command[:2], ['/bin/sh', '-c'])
    check_run(command[2], attach_texts.PLAIN)
    subprocess.run(['/bin/sh', '-n', '-c', instructions[1][1]], check=True)


def container_replace():
    """replacing writes the environment file for its owner alone and makes the container anew"""
    for form, last in (('dockerfile', 'docker run '), ('compose', 'docker compose ')):
        with Sandbox() as sandbox:
            file = TEXTS.form('environment', 'file')
            same(sandbox.run(TEXTS.form(form, 'replace')).returncode, 1)
            (sandbox.folder / 'cwd' / file).write_text('old', encoding='utf-8')
            sandbox.works(TEXTS.form(form, 'replace'))
            same(sandbox.mode(f'cwd/{file}'), 0o600)
            same(sandbox.read(f'cwd/{file}').splitlines(), TEXTS.form('environment').splitlines()[-3:])
            assert sandbox.log()[-1].startswith(last)
            sandbox.works(TEXTS.form(form, 'remove'))
            assert not (sandbox.folder / 'cwd' / file).exists()


def environment():
    """the environment file is read by sh, and refused where readers would differ"""
    text = TEXTS.form('environment', address='http://[::1]:7080/a%25b')
    script = f'{text}\nprintf "%s %s %s" "$CODER_AGENT_TOKEN" "$CODER_AGENT_URL" "$CODER_AGENT_AUTH"'
    done = subprocess.run(['/bin/sh', '-c', script], capture_output=True, text=True, timeout=30, check=True)
    same(done.stdout, f'{attach_texts.PLAIN["token"]} http://[::1]:7080/a%25b/ token')
    with Sandbox() as sandbox:
        (sandbox.folder / 'bin/curl').write_text("#!/bin/sh\necho 'echo \"$* $CODER_AGENT_TOKEN $CODER_AGENT_URL\"' >coder\n",
                                                 encoding='utf-8')
        text = TEXTS.form('environment')
        file = sandbox.folder / 'cwd' / TEXTS.form('environment', 'file')
        file.write_text(text, encoding='utf-8')
        # As it says: the program that is started has the variables.
        line, = re.findall('^# +(curl .*)$', text, re.M)
        same(sandbox.works(f'{line}\necho "${{CODER_AGENT_TOKEN-}}"').stdout,
             f'agent {attach_texts.PLAIN["token"]} {attach_texts.PLAIN["address"]}/\n\n')
    for form in ('environment', 'dockerfile', 'compose'):
        for token in ("it's", '$x', 'a b', '#a', '"a"', 'a\\b'):
            text = TEXTS.form(form, token=token)
            assert token not in text and all(line.startswith('#') for line in text.splitlines()), text


# ---- ssh ------------------------------------------------------------------------------------------------------------------------

def ssh():
    """ssh hands everything over by standard input, starts the agent detached, and ends it when it is run again"""
    for subject in [attach_texts.PLAIN, *hostile(12)]:
        with Sandbox() as sandbox:
            text = TEXTS.form('ssh', **subject)
            folder = f'home/.local/share/coder-agent/{name_of(text)}'
            sandbox.works(text)
            same([line for line in sandbox.log() if line.startswith('ssh')], ['ssh USER@HOST sh'])
            # The agent goes on by itself: it is waited for.
            sandbox.works(f'n=0; until [ -e "{sandbox.folder}/token" ] || [ $n -gt 100 ]; do sleep 0.1; n=$((n+1)); done')
            same(sandbox.read('token'), subject['token'])
            same(sandbox.mode(folder), 0o700)
            sandbox.works(TEXTS.form('ssh', 'remove', **subject))
            assert not (sandbox.folder / folder).exists()


def ssh_again():
    """run again, the one that was started before is ended, and nothing else"""
    with Sandbox() as sandbox:
        (sandbox.folder / 'bin/curl').write_text('#!/bin/sh\necho "while :; do sleep 0.1; done"\n', encoding='utf-8')
        pids = []
        for _ in range(2):
            done = sandbox.works(TEXTS.form('ssh'))
            pids.append(int(next(sandbox.folder.rglob('pid')).read_text(encoding='utf-8')))
            assert 'started' in done.stdout
        gone = 'n=0; while kill -0 %d 2>/dev/null && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; ! kill -0 %d 2>/dev/null'
        sandbox.works(gone % (pids[0], pids[0]))
        sandbox.works(f'kill -0 {pids[1]}')
        sandbox.works(TEXTS.form('ssh', 'remove'))
        sandbox.works(gone % (pids[1], pids[1]))


def stop():
    """what ends an agent after its workspace is gone removes its own services first, where there are any, and no other's"""
    by_hand = r'pkill -u %d -f ^\./coder agent$'
    for subject in [attach_texts.PLAIN, *hostile(12)]:
        for form, uid in (('systemd-user', 1000), ('systemd-system', 1000), ('systemd-system', 0)):
            with Sandbox() as sandbox:
                command = TEXTS.form('once', 'stop', **subject)
                name = name_of(command)
                sandbox.works(command, uid)
                same(sandbox.log()[-1], by_hand % uid)
                sandbox.works(TEXTS.form(form, **{**subject, 'agent': 'other'}), uid)
                others = sorted(path for path in sandbox.folder.rglob('coder-agent-*') if path.is_file())
                sandbox.works(TEXTS.form(form, **subject), uid)
                sandbox.log()
                sandbox.works(command, uid)
                log = [line for line in sandbox.log() if not line.startswith(('id ', 'sudo '))]
                same(log, [f'systemctl {"--user " * (form == "systemd-user")}disable --now {name}.service', by_hand % uid])
                same(sorted(path for path in sandbox.folder.rglob('coder-agent-*') if path.is_file()), others)
        with Sandbox() as sandbox:
            mac = {**subject, 'platform': 'darwin/arm64'}
            command = TEXTS.form('once', 'stop', **mac)
            sandbox.works(TEXTS.form('launchd', **mac))
            sandbox.log()
            sandbox.works(command)
            same([line for line in sandbox.log() if not line.startswith('id ')],
                 [f'launchctl bootout gui/1000/{name_of(command)}', by_hand % 1000])
            same([path for path in sandbox.folder.rglob('coder-agent-*') if path.is_file()], [])
        task = {**subject, 'platform': 'windows/amd64'}
        command = TEXTS.form('once', 'stop', **task)
        assert ('word', 'Unregister-ScheduledTask') in attach_texts.powershell_tokens(command)
        same(name_of(command.split('& {')[1]), name_of(TEXTS.form('scheduled-task', **task).split('$name = ')[1]))


def history():
    """what is pasted with a token in it says how that stays out of the history"""
    for form in ('systemd-user', 'systemd-system', 'launchd', 'scheduled-task', 'dockerfile', 'compose', 'kubernetes', 'ssh'):
        for part in ('install', 'replace'):
            platform = {'launchd': 'darwin/amd64', 'scheduled-task': 'windows/amd64'}.get(form, 'linux/amd64')
            text = TEXTS.form(form, part, platform=platform)
            if text is not None and (part == 'replace' or "<<'OUTPOST'" in text or form == 'scheduled-task'):
                assert 'saved, the token stays out of the' in text, text


def shellcheck():
    """shellcheck has nothing to say of what the scripts are"""
    if not shutil.which('shellcheck'):
        raise tap.Skip('no shellcheck')
    for form in ('once', 'systemd-user', 'systemd-system', 'launchd', 'dockerfile', 'compose', 'kubernetes', 'ssh'):
        for part in ('install', 'replace', 'remove', 'stop'):
            platform = 'darwin/amd64' if form == 'launchd' else 'linux/amd64'
            text = TEXTS.form(form, part, platform=platform)
            if text is None or "<<'OUTPOST'" not in text:
                continue
            # SC2046: $(command -v setsid || true) is no word where there is none.
            command = ['shellcheck', '--shell=sh', '--severity=style', '--exclude=SC2046', '-']
            done = subprocess.run(command, input=attach_texts.here_document(text, 'OUTPOST'), capture_output=True, text=True,
                                  timeout=60)
            same((form, part, done.stdout), (form, part, ''))


tap.run([quote_sh, quote_environment, quote_systemd, quote_yaml, quote_xml, quote_powershell, systemd_user, systemd_system,
         lingering, systemd_verify, launchd, scheduled_task, once, cloud_init, ansible, kubernetes, compose,
         dockerfile, container_replace, environment, ssh, ssh_again, stop, history, shellcheck])
