#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""services.py BUILD CACHE: the systemd services, set up for real in a machine of their own.

Runs outside the root that everything else is built and tested in, as it boots a container; what it needs of the build (the demo
and the texts) it starts through ./dev. ./dev test runs it and counts what comes of it.
"""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/support'))
import attach_texts  # noqa: E402
import machine as machines  # noqa: E402
import tap  # noqa: E402

BUILD = Path(sys.argv[1])


class Texts(attach_texts.Texts):
    """The same from outside the root."""

    def command(self):
        return [str(TOP / 'dev'), 'raw', self.program]


class Demo:
    """The demo deployment, in the root; the machine reaches it over loopback, which they share."""

    def __enter__(self):
        command = [str(TOP / 'dev'), 'raw', str(BUILD / 'tests/support/outpost-demo')]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said = json.loads(self.process.stdout.readline())
        self.url, self.key = said['url'], said['key']
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ask(self, method, path, body=None):
        request = urllib.request.Request(self.url + path, method=method, data=json.dumps(body).encode() if body else None,
                                         headers={'Coder-Session-Token': self.key})
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)


class Agent:
    """An agent of the demo, with what sets it up on the machine."""

    def __init__(self, demo, workspace, form, user):
        self.demo, self.name, self.form, self.user = demo, workspace, form, user

    def workspace(self):
        return self.demo.ask('GET', f'/api/v2/users/me/workspace/{self.name}')

    def agent(self):
        resources = self.workspace()['latest_build']['resources']
        return next(agent for resource in resources for agent in resource.get('agents') or [])

    def token(self):
        return self.demo.ask('GET', f'/api/v2/workspaces/{self.workspace()["id"]}/external-agent/main/credentials')['agent_token']

    def text(self, texts, part, form=None):
        agent, owner = self.agent(), self.workspace()['owner_name']
        platform = f'{agent["operating_system"]}/{agent["architecture"]}'
        return texts.form(form or self.form, part, platform=platform, address=self.demo.url, owner=owner, workspace=self.name,
                          agent='main', token=self.token())

    def wait_for(self, status):
        machines.wait(lambda: self.agent()['status'] == status, f'{self.name}: {status}')

    def build(self):
        """A new build, and so a new token."""
        old = self.token()
        self.demo.ask('POST', f'/api/v2/workspaces/{self.workspace()["id"]}/builds', {'transition': 'start'})
        machines.wait(lambda: self.workspace()['latest_build']['job']['status'] == 'succeeded', 'the build')
        assert self.token() != old and self.agent()['status'] != 'connected'


def main():
    missing = machines.gap()
    if missing:
        tap.skip_all(missing)
    texts = Texts(sys.argv[1])
    machine = machines.Machine(sys.argv[2])
    try:
        machine.__enter__()
    except FileNotFoundError as reason:
        tap.skip_all(reason)
    try:
        with Demo() as demo:
            walk(machine, demo, texts)
    finally:
        machine.__exit__()


def walk(machine, demo, texts):
    system = Agent(demo, 'gpu-02', 'systemd-system', None)
    own = Agent(demo, 'attic-nas', 'systemd-user', 'person')
    agents = [system, own]
    names = {}

    def set_up():
        """both services' scripts run, and their agents connect"""
        machine.run('useradd --create-home --shell /bin/bash person')
        for agent in agents:
            text = agent.text(texts, 'install')
            names[agent] = attach_texts.here_document(text, 'OUTPOST').split('/coder-agent/')[1].split('.env')[0]
            names[agent] = names[agent].split('"')[0].removeprefix('coder-agent/')
            done = machine.run(text, agent.user)
            assert 'is running' in done.stdout and not done.stderr.count('refused'), done
            agent.wait_for('connected')

    def rights():
        """the token is its owner's alone, and the agent is who it should be"""
        for folder, owner in (('/etc/coder-agent', 'root'), ('/home/person/.config/coder-agent', 'person')):
            assert machine.run(f'stat -c "%a %U" {folder} {folder}/*.env').stdout == f'700 {owner}\n600 {owner}\n'
        for agent in agents:
            systemctl = 'systemctl --user --machine=person@' if agent.user else 'systemctl'
            shown = machine.run(f'{systemctl} show {names[agent]}', check=False)
            assert agent.token() not in shown.stdout
        processes = machine.run('ps -eo user:40,args').stdout
        assert not [agent for agent in agents if agent.token() in processes], processes
        running = [line for line in processes.splitlines() if "pretend agent" in line]
        assert running, processes

    def working_shell():
        """the hardening leaves what people need: sudo, their home, /tmp, devices"""
        pid = machine.run(f'systemctl show --value -p MainPID {names[system]}').stdout.strip()
        status, first = (dict(line.split(':\t', 1) for line in machine.run(f'cat /proc/{process}/status').stdout.splitlines())
                         for process in (pid, 1))
        assert status['NoNewPrivs'] == '0' and status['Seccomp_filters'] == first['Seccomp_filters'], status
        assert int(status['SigIgn'], 16) == 0, 'people would get broken pipes'
        user = machine.run(f'stat -c %U /proc/{pid}').stdout.strip()
        assert user.startswith('coder-gpu-02-'), user
        assert machine.run(f'readlink /proc/{pid}/ns/mnt /proc/1/ns/mnt').stdout.split()[0] == \
            machine.run('readlink /proc/1/ns/mnt').stdout.strip()
        environment = machine.run(f"tr '\\0' '\\n' </proc/{pid}/environ").stdout.splitlines()
        assert f'HOME=/home/{user}' in environment and f'BINARY_DIR=/var/lib/coder-agent/{names[system]}' in environment
        assert machine.run(f'stat -c %U /home/{user} /var/lib/coder-agent/{names[system]}').stdout == f'{user}\n{user}\n'

    def killed():
        """a killed agent is started again"""
        def main_pid():
            return machine.run(f'systemctl show --value -p MainPID {names[system]}').stdout

        before = main_pid()
        machine.run(f'systemctl kill --signal=KILL {names[system]}')
        machines.wait(lambda: main_pid() not in (before, '0\n'), 'a start')
        system.wait_for('connected')

    def reboot():
        """both come up again after the machine was started anew, with nobody logged in"""
        machine.reboot()
        for agent in agents:
            agent.wait_for('connected')

    def replace():
        """after a new build the replaced token connects them again"""
        for agent in agents:
            agent.build()
        for agent in agents:
            done = machine.run(agent.text(texts, 'replace'), agent.user)
            assert 'has the new token' in done.stdout, done
            agent.wait_for('connected')

    def again():
        """running the whole script again takes a new token as well"""
        for agent in agents:
            agent.build()
        for agent in agents:
            machine.run(agent.text(texts, 'install'), agent.user)
            agent.wait_for('connected')

    def remove():
        """removing leaves neither service nor file"""
        for agent in agents:
            machine.run(agent.text(texts, 'remove'), agent.user)
            machines.wait(lambda agent=agent: agent.agent()['status'] != 'connected', 'the end')
        left = machine.run('find /etc /home /var/lib /run/systemd -name "*coder-agent-*"').stdout
        assert left == '', left
        assert 'pretend agent' not in machine.run('ps -eo args').stdout

    def ansible():
        """the playbook sets the service up, changes nothing when it is run again, and takes a new token"""
        def play():
            (machine.folder / 'root/play.yaml').write_text(system.text(texts, 'install', 'ansible'), encoding='utf-8')
            done = machine.run('ansible-playbook -v -i localhost, -c local -e machine=localhost /root/play.yaml')
            assert system.token() not in done.stdout + done.stderr, 'it tells the token'
            return done.stdout

        play()
        system.wait_for('connected')
        assert ' changed=0 ' in play()
        system.build()
        assert ' changed=2 ' in play()
        system.wait_for('connected')
        assert machine.run('stat -c "%a %U" /etc/coder-agent /etc/coder-agent/*.env').stdout == '700 root\n600 root\n'
        machine.run(system.text(texts, 'remove', 'ansible'))

    def cloud_init():
        """cloud-init has nothing against its user data"""
        for number, token in enumerate([attach_texts.PLAIN['token'], *attach_texts.values(13, 5)[-5:]]):
            (machine.folder / f'root/{number}.yaml').write_text(texts.form('cloud-init', token=token), encoding='utf-8')
            machine.run(f'cloud-init schema --config-file /root/{number}.yaml')

    def quoting():
        """systemd itself reads arguments and environment files as they were"""
        values = attach_texts.values(11, 200)
        arguments = attach_texts.values(12, 200, breaks=True)
        lines = [f'V{number}={quoted}' for number, quoted in enumerate(texts.quote('environment', values))]
        (machine.folder / 'root/values.env').write_text('\n'.join(lines) + '\n', encoding='utf-8')
        words = ' '.join(texts.quote('systemd', arguments))
        unit = ('[Service]\nType=oneshot\nEnvironmentFile=/root/values.env\nStandardOutput=append:/root/said\n'
                f"ExecStart=/usr/bin/env -0\nExecStart=/usr/bin/printf 'said=%%s\\\\0' {words}\n")
        (machine.folder / 'etc/systemd/system/quoting.service').write_text(unit, encoding='utf-8')
        machine.run('systemctl daemon-reload; systemctl start quoting.service')
        said = machine.read('/root/said').split('\0')
        environment = dict(entry.split('=', 1) for entry in said if entry.startswith('V'))
        for number, value in enumerate(values):
            assert environment[f'V{number}'] == value, (value, environment[f'V{number}'])
        found = [entry.removeprefix('said=') for entry in said if entry.startswith('said=')]
        assert found == arguments, [pair for pair in zip(found, arguments) if pair[0] != pair[1]][:3]

    tap.run([set_up, rights, working_shell, killed, reboot, replace, again, remove, ansible, cloud_init,
             quoting], walk=True)


main()
