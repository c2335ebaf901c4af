# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The main job, step by step, as a person does it: shared by the journeys, the tour and the pictures."""

import json
import re
import signal
import subprocess

from desktop import App, wait

BUTTONS = ('button', 'push button', 'toggle button')
TOKEN = re.compile(r'CODER_AGENT_TOKEN="([^"]+)"')


class Walk:
    """One program on a private desktop, and what has been learnt on the way."""

    def __init__(self, desktop, read=str):
        self.desktop = desktop
        self.read = read
        self.process = None
        self.app = None
        self.agent = None
        self.tokens = set()

    def start(self, **env):
        """Opens the window."""
        self.process = self.desktop.run(self.desktop.command('outpost'), env={'G_DEBUG': 'fatal-criticals', **env})
        self.app = App(self.desktop, self.process, self.read)
        self.desktop.focus(self.process)

    def quit(self):
        self.desktop.look_at_processes()
        self.desktop.key(self.process, 'ctrl+q')
        wait(lambda: self.process.poll() is not None, 'the program to end')
        status = self.process.returncode
        self.desktop.end(self.process)
        assert status == 0, f'ended with {status}: {self.desktop.complaints()}'

    def first_run(self):
        self.app.find(BUTTONS, contains='Connect to a Deployment')
        return self.app.find(BUTTONS, contains='Explore the Demo')

    def explore_demo(self):
        self.app.click(BUTTONS, contains='Explore the Demo')
        self.wait_for_list()

    def field(self):
        """The entry of the sign-in dialog's page."""
        return self.app.find(('text', 'entry', 'password text', 'text box'))

    def address(self):
        return self.app.text(self.field())

    def enter_address(self, address):
        self.app.enter(self.field(), address)
        self.desktop.xdotool('key', 'Return')

    def enter_key(self, key):
        self.app.enter(self.app.find(('text', 'password text'), name='Paste the Key'), key)
        self.desktop.xdotool('key', 'Return')

    def wait_for_list(self, name='gpu-02'):
        return self.app.find(contains=name)

    def search(self, text, found, hidden):
        """Types into the search field until one workspace is shown and another is not."""
        self.desktop.key(self.process, 'ctrl+f')
        self.app.enter_here(text)
        self.app.find(contains=found)
        self.app.gone(('label', 'table cell', 'static'), name=hidden)

    def end_search(self, shown):
        self.desktop.key(self.process, 'ctrl+f')
        self.desktop.xdotool('key', 'ctrl+a', 'BackSpace')
        self.app.find(contains=shown)

    def open(self, name, shows='Copy Command'):
        """Opens a workspace from the list, and waits for something of its page."""
        self.app.press_with_mouse(self.app.find(('table row', 'list item'), contains=name))
        self.app.find((*BUTTONS, 'label'), name=shows)

    def open_row(self, name):
        """Opens what a row leads to."""
        self.app.press_with_mouse(self.app.find('label', name=name))

    def key(self, *keys):
        self.desktop.key(self.process, *keys)

    def focused(self):
        """Role and name of what has the focus."""
        return [(node.get_role_name(), self.app.name(node)) for node in self.app.nodes() if self.app.has_focus(node)]

    def holds_focus(self, contains):
        return any(self.app.has_focus(node) and self.app.look(contains=contains, start=node) is not None
                   for node in self.app.nodes())

    def wait_for_focus(self, contains):
        """Waits until these words are in what holds the focus."""
        wait(lambda: self.holds_focus(contains),
             lambda: f'the focus on {contains!r}; it is on {self.focused()}')

    def choose_template(self, template, look=lambda: None):
        """Opens the wizard and goes on with a template below the first."""
        self.key('ctrl+n')
        self.app.find('label', name='Classic Rack')
        self.wait_for_focus('Classic Rack')
        wait(lambda: self.holds_focus(template) or self.key('Down'), lambda: f'the focus on {template!r}')
        self.key('Return')
        self.app.find(BUTTONS, name='Next')
        look()
        self.key('Return')
        self.app.find('label', contains='Letters from a to z')

    def name_workspace(self, text, look=lambda: None):
        self.app.enter_here(text)
        self.app.find('label', name='This name is free')
        look()
        self.key('Return')

    def review(self):
        self.key('alt+n')
        self.app.find('label', name='Review')

    def tab_to(self, role, name):
        """On by the Tab key, until it is there."""
        passed = []
        while (role, name) not in (now := self.focused()):
            assert len(passed) < 60, f'no {role} {name!r} among {passed}'
            passed += now
            self.key('Tab')
            wait(lambda before=now: self.focused() not in (before, []), lambda: f'the focus to leave {passed[-1:]}')

    def choose_in_row(self, row, choice, downs):
        """From a row that offers choices, so many below the one that it shows."""
        self.tab_to('combo box', row)
        self.key('Return')
        self.app.find('label', name=choice)
        self.key(*['Down'] * downs, 'Return')

    def choose_in_menu(self, letter):
        """From the menu of a workspace's page."""
        self.app.find(BUTTONS, name='Workspace Menu')
        self.key('F10')
        self.app.find('menu', name='Workspace Menu')
        self.key(letter)

    def begin_selection(self):
        """By the main menu, which has it in every width."""
        self.key('F10')
        self.app.find('menu', name='Main Menu')
        self.key('s')
        self.app.find('label', name='Select Workspaces')

    def back(self):
        self.desktop.key(self.process, 'alt+Left')
        self.wait_for_list()

    def command_text(self):
        """The command as it is shown."""
        label = self.app.find('label', contains='CODER_AGENT_TOKEN')
        return self.app.text(label) or self.app.name(label)

    def reveal(self):
        """Shows the token; gives the command with it."""
        assert '••••' in self.command_text()
        self.app.click(BUTTONS, name='Reveal')
        wait(lambda: '•' not in self.command_text(), 'the token')
        command = self.command_text()
        self.tokens.add(TOKEN.search(command)[1])
        return command

    def hide(self):
        self.app.click(BUTTONS, name='Hide')
        wait(lambda: '••••' in self.command_text(), 'the token to hide')

    def copy(self, button, expected, other_than=None):
        """Presses a copy button; gives what is on the clipboard then."""
        self.app.click(BUTTONS, name=button)
        return self.copied(expected, other_than)

    def copied(self, expected, other_than=None):
        return wait(lambda: (lambda text: text if expected in text and text != other_than else None)(self.desktop.clipboard()),
                    lambda: f'{expected!r} on the clipboard, which has {len(self.desktop.clipboard())} characters')

    def copy_command(self, other_than=None):
        command = self.copy('Copy Command', 'CODER_AGENT_TOKEN="', other_than)
        self.tokens.add(TOKEN.search(command)[1])
        return command

    def copy_json(self):
        self.app.press_with_mouse(self.app.find(BUTTONS, name='More Ways to Copy or Save It'))
        self.app.find('menu item')
        self.key('j')
        text = self.copied('"auth_token"')
        self.tokens.add(json.loads(text)['auth_token'])
        return text

    def export(self, path):
        """Saves the JSON through the file dialog."""
        self.app.click(BUTTONS, contains='Export JSON')
        self.save(path)

    def export_from_list(self, name, path):
        """The same, by the menu of a row."""
        self.app.press_with_mouse(self.app.find(('table row', 'list item'), contains=name), button=3)
        self.app.find('menu item')
        self.key('e')
        self.save(path)

    def save(self, path):
        dialog = self.app.find(('dialog', 'file chooser', 'frame', 'window'), contains='Export JSON')
        name = self.app.find('text', name='Name:', start=dialog)
        wait(lambda: self.app.has_focus(name), 'the focus to be in the name')
        self.app.enter_here(str(path))
        self.app.click(BUTTONS, name='Save', start=dialog)
        wait(lambda: path.exists() and path.read_text(encoding='utf-8').endswith('}\n'), path.name)

    def attach(self, command):
        """Pastes the command into a real shell, as on the machine: the shell's standard input, not its arguments."""
        self.agent = self.desktop.run(['/bin/sh'], log='agent', stdin=subprocess.PIPE)
        self.agent.stdin.write(command.encode() + b'\n')
        self.agent.stdin.flush()

    def wait_for_state(self, words):
        return self.app.find('label', contains=words)

    def detach(self):
        """Ends the pretended agent as a lost machine does: without a word."""
        self.desktop.look_at_processes()
        self.desktop.end(self.agent, signal.SIGKILL)
        self.agent = None

    def sign_out(self):
        """Signs out through the menu, and confirms it."""
        self.desktop.key(self.process, 'F10')
        self.app.find('menu', name='Main Menu')
        self.desktop.xdotool('key', 'o')
        self.app.click(BUTTONS, name='Sign Out')
        self.first_run()

    def leave(self):
        """Leaves the demo: back to the first page."""
        self.app.click(BUTTONS, contains='Leave Demo')
        self.app.find('label', name='Leave the Demo?')
        self.desktop.xdotool('key', 'alt+l')
        self.first_run()
