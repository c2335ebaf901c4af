#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""access.py BUILD: every page and dialog of the program, for everyone: named for assistive technology, whole in every size and
with large letters, readable in every scheme of colors, and what happens is told and takes nobody the focus."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import desktop as private  # noqa: E402
import probe as probes  # noqa: E402
import tap  # noqa: E402
import tree  # noqa: E402
import visit  # noqa: E402

APP = private.TOP / 'src/app'
FLAGS, FAULTS = probes.FLAGS, probes.FAULTS
BUILD_MS = 15000  # as long as the walk needs to look at it


class Walk:
    """The way through all pages; each step comes back to the list, or where the next begins."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.bus = tree.Bus(desktop)
        self.probe = probes.Probe(desktop)
        self.visitor = visit.Visitor(desktop, self.probe, self.bus)
        self.wrong = {what: [] for what in visit.JUDGED}
        self.keys, self.urls = {}, {}

    def here(self, name, **how):
        """Stops and looks around."""
        for what, each in self.visitor.visit(name, **how):
            self.wrong[what].append(f'{name}: {each}')

    def judge(self, what, words):
        """A point about all that was seen."""
        def run():
            for each in self.wrong[what]:
                tap.say(each)
            assert not self.wrong[what], f'{len(self.wrong[what])} things are wrong'

        run.__doc__ = words
        return run

    def menu(self, name):
        """A menu closes when the window changes: it is looked at as it is."""
        self.here(name, resizes=False)
        self.key('Escape')
        self.probe.gone(kind='GtkPopoverMenu')

    def key(self, *keys):
        self.desktop.key(self.probe.process, *keys)

    def escape(self):
        """Once the focus is where the key can be heard."""
        self.focused()
        self.key('Escape')

    def close(self, **like):
        """Leaves a dialog by Escape."""
        self.escape()
        self.probe.gone(**like)

    def back(self, **like):
        """Leaves a page by Alt and Left."""
        self.focused()
        self.key('alt+Left')
        self.probe.gone(**like)

    def hears(self, words):
        """Whoever does not see it is told; what was announced before is of no interest from here on."""
        private.wait(lambda: any(words in said for said in self.bus.announced()),
                     lambda: f'{words!r} to be announced, beside {self.bus.said}')
        self.bus.said.clear()

    def focused(self):
        """The focus is in what is in front: keys go there."""
        private.wait(lambda: self.probe.look() and any(w.focused for w in self.probe.front().below()),
                     lambda: f'the focus to be in what is in front; there is:\n{self.probe.dump()}')

    def demo(self, name, *flags):
        said = self.probe.ask('demo', name, sum(FLAGS[flag] for flag in flags))
        self.keys[name], self.urls[name] = said['key'], said['url']
        return said['url']

    def fault(self, name, kind, path, status=200, text='', ms=0):
        """Requests to a deployment go wrong until it is told otherwise."""
        self.probe.ask('fault', name, FAULTS[kind], path, status, text, ms)

    def open(self, name):
        """A workspace from the list."""
        self.row(name)
        self.probe.find('OutpostWorkspacePage')

    def row(self, name):
        self.probe.find('OutpostListPage')
        self.probe.action('win.open-workspace', f"'{self.probe.ask('workspace', name)}'")

    # ---- Signing in ------------------------------------------------------------------------------------------------------

    def first_run(self):
        """the first page, its menu, and what can be opened from it"""
        self.probe.find(contains='Explore the Demo')
        self.here('first-run')
        self.key('F10')
        self.probe.find(contains='Preferences')
        self.menu('first-run-menu')
        for action, words in (('app.preferences', 'has its preferences here'), ('app.about', 'The Outpost developers')):
            self.probe.action(action)
            self.probe.find(contains=words)
            self.here(action)
            self.close(contains=words)

    def help(self):
        """the keyboard's keys, and each page of the help"""
        self.probe.action('app.shortcuts')
        self.probe.find(text='Main menu')
        self.here('shortcuts')
        self.close(text='Main menu')
        self.key('F1')
        self.probe.find('OutpostHelpDialog')
        self.here('help')
        topics = [w.words() for w in self.probe.front().below() if w.type == 'AdwActionRow']
        for number, topic in enumerate(topics):
            row = [w for w in self.probe.front().below() if w.type == 'AdwActionRow'][number]
            assert self.probe.ask('press', row.number), topic
            self.probe.gone(kind='AdwActionRow')
            self.here(f'help-{number}')
            self.key('alt+Left')
            self.probe.find('AdwActionRow')
        self.close(kind='OutpostHelpDialog')

    def address(self):
        """the address of a deployment, a mistake in it, one that moved, and a certificate that is not trusted"""
        self.probe.press(contains='Connect to a Deployment')
        self.probe.find('AdwEntryRow')
        self.here('address')
        self.probe.enter('http://127.0.0.1:1', text='Address')
        self.probe.press(text='Connect')
        self.probe.find(contains='No Connection')
        self.hears('No Connection')
        self.here('address-error')
        self.probe.enter(self.demo('moved', 'redirect', 'still'), text='Address')
        self.probe.press(text='Connect')
        self.probe.find(contains='asks to be reached')
        self.here('moved')
        self.back(contains='asks to be reached')
        self.probe.enter(self.demo('tls', 'tls', 'still'), text='Address')
        self.probe.press(text='Connect')
        self.press_button('Show Certificate')
        self.probe.find('OutpostCertificatePage')
        self.here('certificate')
        self.back(kind='OutpostCertificatePage')

    def key_page(self):
        """the key, a wrong one, the password, and where the key is kept"""
        self.probe.enter(self.demo('main', 'still'), text='Address')
        self.probe.press(text='Connect')
        self.probe.find('OutpostKeyPage')
        self.probe.enter('aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb', text='Paste the Key')
        self.press_button('Sign In')
        self.probe.find('OutpostErrorBox')
        self.here('key-error')
        self.probe.press(text='E-Mail and Password')
        self.probe.find(text='E-Mail')
        self.here('key')
        self.probe.press(text='E-Mail and Password')
        self.probe.enter(self.keys['main'], text='Paste the Key')
        self.press_button('Sign In')
        self.probe.find(contains='For This Session Only')
        self.here('keep')
        self.press_button('For This Session Only')
        self.probe.find('OutpostListCell')

    def press_button(self, words):
        """A button with these words, not the title of a page that has them too."""
        self.probe.find(text=words)
        button = next(w for w in self.probe.front().below() if w.type == 'GtkButton' and w.words() == words)
        assert self.probe.ask('press', button.number), words

    # ---- The list --------------------------------------------------------------------------------------------------------

    def list(self):
        """the list of workspaces, wide and narrow, its menus"""
        self.here('list')
        self.probe.size(360, 640)
        self.probe.find('OutpostListRow')
        self.here('list-narrow', resizes=False)
        self.probe.size(1280, 800)
        self.probe.find('OutpostListCell')
        self.key('F10')
        self.probe.find(contains='Sign Out')
        self.here('main-menu', resizes=False)
        told = {node.name for node in tree.front(self.bus.read(self.visitor.root)).below() if node.role == 'menu item'}
        assert {'New Window', 'Refresh', 'Help'} <= told, told
        self.probe.press(text='Sort By')
        self.probe.find(text='Reversed')
        self.menu('sort-menu')
        for text, choice in (('Template', 'runners'), ('Status', 'Stopped')):
            chip = next(w for w in self.probe.front().below() if w.type == 'GtkMenuButton' and w.words() == text)
            assert self.probe.ask('press', chip.number)
            self.probe.find(text=choice)
            self.menu(f'filter-{text}')

    def row_menu(self):
        """the menu of a workspace in the list"""
        self.focus_row()
        self.key('shift+F10')
        self.probe.find(contains='Rename')
        self.menu('row-menu')

    def focus_row(self):
        """The first of the list."""
        row = next(w for w in self.probe.find('OutpostListCell') and self.probe.front().below()
                   if w.type == 'GtkColumnViewRowWidget' and any(c.type == 'OutpostListCell' for c in w.below()))
        assert self.probe.ask('focus', row.number), row

    def search(self):
        """a search without a result, and one that the deployment does not understand"""
        self.key('ctrl+f')
        self.probe.enter('nothing of this name', contains='Search, or a query')
        self.probe.find(contains='No Results')
        self.hears('0 of 10 workspaces')
        self.here('no-results')
        self.probe.press(contains='Clear Filters')
        self.probe.find('OutpostListCell')
        self.probe.enter('nonsense:x', contains='Search, or a query')
        self.key('ctrl+f', 'Return')
        self.probe.find(contains='nothing of this name can be')
        self.here('search-mistake')
        self.probe.enter('', contains='nonsense:x')
        self.probe.gone(contains='nothing of this name can be')

    def switch_to(self, name):
        self.press_menu('Switch Deployment')
        self.probe.find('GtkPopoverMenu')
        self.probe.press(contains=self.urls[name].rpartition('/')[2])
        self.probe.gone(kind='GtkPopoverMenu')

    def selection(self):
        """several workspaces chosen, and what can be done with them"""
        self.focus_row()
        self.key('ctrl+a')
        self.probe.find(text='10 Selected')
        self.hears('10 selected')
        self.here('selection')
        for letter, words in (('e', 'The files hold tokens'), ('d', 'The machines are left')):
            self.key(f'alt+{letter}')
            self.probe.find(contains=words)
            self.here({'e': 'export', 'd': 'bulk-delete'}[letter])
            self.close(contains=words)
        self.escape()
        self.probe.gone(text='10 Selected')

    def trouble(self):
        """the list when the deployment does not answer as it should"""
        self.fault('main', 'status', '/api/v2/workspaces*', 500, 'Nothing works')
        self.key('ctrl+r')
        self.probe.find(contains='Showing what was known')
        self.here('list-stale')
        self.probe.ask('fault', 'main')
        self.key('ctrl+r')

    def other(self):
        """a second deployment, as it loads, fails, and has nothing"""
        url = self.demo('other', 'still')
        self.fault('other', 'hang', '/api/v2/workspaces*')
        self.probe.action('win.connect')
        self.probe.find('AdwEntryRow')
        self.probe.enter(url, text='Address')
        self.press_button('Connect')
        self.probe.find('OutpostKeyPage')
        self.probe.enter(self.keys['other'], text='Paste the Key')
        self.press_button('Sign In')
        self.press_button('For This Session Only')
        self.probe.find(contains='Loading Workspaces')
        self.here('list-loading')
        self.switch_to('main')
        self.probe.find('OutpostListCell')
        self.fault('other', 'status', '/api/v2/workspaces*', 500, 'Nothing works')
        self.switch_to('other')
        self.probe.find(text='Retry')
        self.here('list-error')
        self.fault('other', 'body', '/api/v2/workspaces*', 200, '{"workspaces":[],"count":0}')
        self.key('ctrl+r')
        self.probe.find(contains='No External Workspaces')
        self.here('list-empty')
        self.press_menu('Switch Deployment')
        self.probe.find('GtkPopoverMenu')
        self.menu('accounts')
        self.probe.action('app.preferences')
        self.probe.find(contains='Notify When')
        self.here('preferences')
        self.close(contains='Notify When')
        self.probe.action('win.sign-out')
        self.probe.find(contains='Sign Out of')
        self.here('sign-out')
        self.press_button('Sign Out')
        self.probe.find('OutpostListCell')

    # ---- A workspace -----------------------------------------------------------------------------------------------------

    def states(self):
        """a workspace in every state"""
        for name, shows in (('gpu-01', 'Attach again or move'), ('attic-nas', 'Copy Command'), ('lab-bench', 'Copy Command'),
                            ('ci-runner-7', 'No command yet'), ('old-tower', 'History'), ('render-node-11', 'build is running'),
                            ('win-bench', 'Start-Up Log')):
            self.open(name)
            self.probe.find(contains=shows)
            self.here(f'workspace-{name}')
            self.back(kind='OutpostWorkspacePage')

    def workspace_menu(self):
        """the menu of a workspace, and what it leads to"""
        self.open('gpu-01')
        self.probe.find(tip='Workspace Menu')
        self.key('F10')
        self.probe.find(contains='Rename')
        self.menu('workspace-menu')
        for action, words in (('workspace.rename', 'Scripts and bookmarks'), ('workspace.delete', 'Type the name'),
                              ('workspace.update', 'must be attached again afterwards')):
            self.probe.look()
            self.probe.action(action)
            self.probe.find(contains=words)
            self.here(action)
            self.close(contains=words)

    def logs(self):
        """the builds, their log, and what was seen of the machine"""
        self.probe.press(text='What Was Seen')
        self.probe.find('OutpostConnectionsPage')
        self.here('timeline')
        self.back(kind='OutpostConnectionsPage')
        self.probe.press(text='History')
        self.probe.find(contains='by you')
        self.here('history')
        self.probe.press(contains='Build 1: Started')
        self.probe.find('OutpostLogView')
        self.here('build-log')
        self.back(kind='OutpostBuildLogPage')
        self.back(kind='OutpostHistoryPage')
        self.back(kind='OutpostWorkspacePage')
        self.open('win-bench')
        self.probe.press(contains='Start-Up Log')
        self.probe.find('OutpostLogView')
        self.here('start-up-log')
        self.back(kind='OutpostWorkspacePage')

    def attach(self):
        """the command in its forms, and what follows from it"""
        self.open('gpu-02')
        self.press_menu('More Ways to Copy or Save It')
        self.probe.find(contains='Save Bundle')
        self.menu('more-ways')
        for number, name in ((1, 'user-service'), (5, 'cloud-init')):
            self.probe.ask('choose', self.probe.find('OutpostFormRow').number, number)
            self.probe.find(contains='Copy')
            self.here(f'form-{name}')
        self.probe.ask('choose', self.probe.find('OutpostFormRow').number, 1)
        self.press_button('Replace Token…')
        self.probe.find('OutpostCommandDialog')
        self.here('replace-token')
        self.close(kind='OutpostCommandDialog')
        self.press_button('View Script')
        self.probe.find(contains='SHA-256')
        self.here('script')
        self.back(contains='SHA-256')
        self.fault('main', 'status', '/api/v2/init-script/*', 500, 'Nothing works')
        self.press_button('View Script')
        self.probe.find(text='Retry')
        self.here('script-error')
        self.fault('main', 'hang', '/api/v2/init-script/*')
        self.press_button('Retry')
        self.probe.gone(text='Retry')
        self.here('script-asking')
        self.probe.ask('fault', 'main')
        self.back(kind='OutpostScriptPage')
        self.probe.press(text='It Does Not Connect')
        self.probe.find('OutpostCheckPage')
        self.here('checks')
        self.back(kind='OutpostCheckPage')
        self.back(kind='OutpostWorkspacePage')

    def press_menu(self, tip):
        self.probe.find(tip=tip)
        button = next(w for w in self.probe.front().below() if w.type == 'GtkMenuButton' and w.tip == tip)
        assert self.probe.ask('press', button.number), tip

    def changes(self):
        """what happens to a workspace while somebody looks at it"""
        self.fault('main', 'hang', '/api/v2/workspaces/*/external-agent/*')
        self.open('gpu-02')
        self.probe.find(contains='Asking the deployment')
        self.here('attach-asking')
        self.back(kind='OutpostWorkspacePage')
        self.fault('main', 'status', '/api/v2/workspaces/*/external-agent/*', 500, 'Nothing works')
        self.open('gpu-02')
        self.probe.find(text='Retry')
        self.hears('The Deployment Has a Problem')
        self.here('attach-error')
        self.probe.ask('fault', 'main')
        self.press_button('Retry')
        self.press_button('Copy Command')
        self.probe.find(contains='Command copied')
        self.hears('Command copied')
        self.here('toast')
        words = 'A sentence of a deployment with a long name says what went wrong, and it takes more than one line'
        self.probe.action('win.toast', f"'{words}'")
        self.probe.find(contains=words)
        self.here('toast-long')
        words = 'gpu-02 was deleted. A machine that is attached goes on until it is stopped'
        self.probe.action('win.offer-copy', f"('{words}', '_Copy Stop Command', 'true')")
        self.probe.find(contains='Copy Stop Command')
        self.here('toast-offer')
        self.probe.ask('rebuild', 'main', 'gpu-02')
        self.probe.find(contains='made a new token')
        self.hears('made a new token')
        self.here('new-token')
        self.probe.ask('break-off', 'main')
        self.probe.find(contains='No live connection')
        self.here('offline')
        self.probe.ask('fault', 'main')
        self.probe.ask('remove', 'main', 'gpu-02')
        self.probe.look()
        for button in [w for w in self.probe.front().below() if w.type == 'GtkButton' and w.words() == 'Retry']:
            self.probe.ask('press', button.number)  # unless it was told already
        self.probe.find(contains='This Workspace Was Deleted')
        self.here('deleted')
        self.press_button('Back to Workspaces')
        self.probe.gone(kind='OutpostWorkspacePage')

    # ---- A new workspace -------------------------------------------------------------------------------------------------

    def wizard(self):
        """a new workspace, page by page, with a question of every kind"""
        self.open_wizard()
        self.here('wizard-template')
        self.probe.press(contains='Not Suitable')
        self.probe.find(contains='Old Rack')
        self.here('wizard-unsuitable')
        self.probe.press(text='Workshop')
        self.press_button('Next')
        self.probe.find(contains='Letters from a to z')
        self.here('wizard-name')
        self.probe.enter('bench-1', kind='GtkText')
        self.probe.find(contains='This name is free')
        self.press_button('Next')
        self.probe.find(contains='Host Name')
        self.probe.find(contains='Join Secret')
        self.here('wizard-parameters')
        self.probe.enter('Rack 7', contains='Host Name')
        self.probe.find(contains='2 to 15 lower case')
        self.here('wizard-mistake')
        self.probe.enter('rack-7', contains='Host Name')
        self.probe.gone(contains='2 to 15 lower case')
        self.key('alt+n')
        self.probe.find(contains='Equivalent Command')
        self.here('wizard-review')
        self.fault('main', 'hang', '/api/v2/*/workspaces')
        self.press_button('Create Workspace')
        self.probe.find(contains='Creating')
        self.escape()
        self.probe.find(text='The Request Goes On')
        self.here('request-goes-on')
        self.press_button('Close')
        self.probe.gone(kind='OutpostCreateDialog')
        self.probe.ask('fault', 'main')

    def open_wizard(self):
        """A dialog that is still closing keeps another from being opened: then once more."""
        def condition():
            self.probe.action('win.new-workspace')
            self.probe.look()
            return self.probe.seen(kind='OutpostCreateDialog')

        private.wait(condition, 'the wizard')
        self.probe.find(contains='Not Suitable')

    def begin_workspace(self, template, name):
        """The wizard up to what comes after the name."""
        self.open_wizard()
        self.probe.press(text=template)
        self.press_button('Next')
        self.probe.find(contains='Letters from a to z')
        self.probe.enter(name, kind='GtkText')
        self.probe.find(contains='This name is free')
        self.press_button('Next')

    def wizard_ends(self):
        """a workspace that needs a link, one that is built, and one whose build fails"""
        self.begin_workspace('Linked to Git', 'linked-1')
        self.probe.find(text='Platform')
        self.key('alt+n')
        self.probe.find('OutpostLinkingPage')
        self.here('wizard-linking')
        for kind in ('OutpostLinkingPage', 'OutpostParametersPage', 'OutpostNamePage'):
            self.close(kind=kind)
        self.escape()
        self.probe.find(contains='Discard the New Workspace')
        self.here('discard')
        self.press_button('Discard')
        self.probe.gone(kind='OutpostCreateDialog')
        self.begin_workspace('Externally Managed', 'gpu-09')
        self.probe.find(text='Platform')
        self.key('alt+n')
        self.fault('main', 'delay', '/api/v2/workspacebuilds/*', ms=BUILD_MS)
        self.press_button('Create Workspace')
        self.probe.find('OutpostBuildPage')
        self.here('wizard-build')
        assert self.probe.seen(kind='OutpostBuildPage'), 'the build was over before all was measured'
        self.probe.ask('fault', 'main')
        self.probe.find('OutpostWorkspacePage')
        self.hears('The workspace is ready')
        self.back(kind='OutpostWorkspacePage')
        self.begin_workspace('Runners', 'ci-9')
        self.probe.find(contains='Machine Pool')
        self.key('alt+n')
        self.press_button('Create Workspace')
        self.probe.find(contains='the machine pool of the demo is empty on purpose')
        self.hears('The build failed')
        self.here('wizard-failed')
        self.close(kind='OutpostCreateDialog')

    def files(self):
        """the commands of several machines as a file"""
        self.focus_row()
        self.key('ctrl+a')
        self.probe.find(contains=' Selected')
        self.fault('main', 'hang', '/api/v2/workspaces/*/external-agent/*')
        self.export()
        self.probe.find(kind='GtkProgressBar')
        self.here('export-progress')
        self.escape()
        self.probe.gone(kind='OutpostExportDialog')
        self.probe.ask('fault', 'main')
        self.export()
        self.probe.find(contains=' Saved')
        self.hears(' Saved')
        self.here('export-result')
        self.close(kind='OutpostExportDialog')
        self.escape()
        self.probe.gone(contains=' Selected')

    def export(self):
        """Through GTK's own file dialog."""
        self.key('alt+e')
        self.probe.find(contains='The files hold tokens')
        self.key('alt+s')
        chooser = self.probe.find('GtkFileChooserDialog')
        self.probe.find('GtkText')
        self.desktop.xdotool('key', 'ctrl+a')
        self.desktop.xdotool('type', '--delay', '1', str(self.desktop.home / 'exported.json'))
        self.desktop.xdotool('key', 'Return')
        self.probe.gone(kind=chooser.type)

    def questions(self):
        """what is asked before something happens"""
        self.open('ci-runner-7')
        self.probe.find(contains='No command yet')
        self.probe.action('workspace.build-again')
        self.probe.find(text='Build Again?')
        self.here('build-again')
        self.close(text='Build Again?')
        self.back(kind='OutpostWorkspacePage')
        self.probe.action('app.offer-command', f"('{self.probe.ask('account')}', '{self.probe.ask('workspace', 'gpu-01')}')")
        self.probe.find(text='Copy the Command?')
        self.here('offer-command')
        self.close(text='Copy the Command?')
        self.come_with_link('Unknown Deployment')
        self.here('unknown-deployment')
        self.close(text='Unknown Deployment')
        self.probe.action('win.connect')
        self.probe.find('AdwEntryRow')
        self.come_with_link('Not Opened')
        self.here('not-opened')
        self.close(text='Not Opened')
        self.close(kind='OutpostSignInDialog')
        self.back(kind='OutpostWorkspacePage')

    def refresh(self):
        """what changes while somebody is in the middle of it is told, and takes nobody the focus"""
        self.open('gpu-01')
        self.probe.find(text='History')
        row = self.around('AdwActionRow', 'History')
        assert self.probe.ask('focus', row.number)
        for state, words in (('disconnected', ' is lost'), ('connected', ' is connected')):
            self.probe.ask('agent', 'main', 'gpu-01', 'main', state, 'ready')
            self.hears(words)
            self.key('ctrl+r')
            self.probe.look()
            assert self.around('AdwActionRow', 'History').focused, self.probe.dump()
        self.back(kind='OutpostWorkspacePage')
        self.focus_row()
        for name in ('gpu-01', 'attic-nas'):
            self.probe.ask('remove', 'main', name)
            self.key('ctrl+r')
            self.probe.gone(text=name)
            self.focused()

    def come_with_link(self, answer):
        """As from a browser: a second start hands it over."""
        again = self.desktop.run([self.desktop.program('outpost'), 'outpost://workspace/coder.example.com/ann/gpu'], log='again')
        self.probe.find(text=answer)
        private.wait(lambda: again.poll() is not None, 'the second start to end')

    def motion(self):
        """with less motion a page and a dialog are there at once"""
        self.probe.ask('motion', 'off')
        self.row('gpu-01')
        assert not any(w.type == 'OutpostListPage' for w in self.probe.look()), self.probe.dump()
        self.probe.action('app.preferences')
        self.probe.look()
        assert self.probe.seen(contains='Notify When'), self.probe.dump()
        before = self.probe.front()
        self.probe.look()
        assert (before.x, before.y) == (self.probe.front().x, self.probe.front().y)
        self.close(contains='Notify When')
        self.back(kind='OutpostWorkspacePage')
        self.probe.ask('motion', 'on')

    def around(self, kind, text):
        """The widget of a kind that these words are in."""
        return next(w for w in self.probe.front().below() if w.type == kind and any(b.text == text for b in w.below()))

    def the_demo(self):
        """the demo says that it is one, and is left"""
        self.probe.action('app.demo')
        self.probe.find(text='Outpost Demo')
        self.probe.find('OutpostListCell')
        self.here('demo')
        self.probe.action('win.leave-demo')
        self.probe.find(text='Leave the Demo?')
        self.here('leave-demo')
        self.close(text='Leave the Demo?')

    def completeness(self):
        """there is no widget, page or question of the program that was not visited"""
        types, pages, questions = things()
        seen = self.visitor
        missed = sorted(types - seen.types)
        missed += sorted(f'{owner}: {page}' for owner, page in pages if (owner, page) not in seen.pages)
        missed += sorted(text for text in questions
                         if not any(re.fullmatch(re.escape(text).replace('%s', '.*'), seen_text) for seen_text in seen.texts))
        assert not missed, f'not visited: {missed}'


WIDGET = re.compile(r'G_DEFINE_(?:FINAL_)?TYPE\w* \((\w+), \w+, (?:ADW|GTK|OUTPOST)_TYPE_(\w+)')
NO_WIDGETS = ('APPLICATION', 'FILTER')
QUESTION = re.compile(r'adw_alert_dialog_(?:new|set_heading) \((?:alert, )?_\("([^"]+)"')


def things():
    """The widgets of the program, the pages of its stacks and dialogs, and its questions, as the sources name them."""
    types, pages, questions = set(), set(), set()
    for path in APP.rglob('*.c'):
        text = path.read_text(encoding='utf-8')
        types.update(name for name, parent in WIDGET.findall(text) if parent not in NO_WIDGETS)
        questions.update(QUESTION.findall(text))
        owner = ''.join(word.capitalize() for word in path.stem.split('-'))
        pages.update((owner, tag) for tag in re.findall(r'set_tag \(ADW_NAVIGATION_PAGE \(self\), "([^"]+)"', text))
    for path in APP.rglob('*.blp'):
        text = path.read_text(encoding='utf-8')
        owner = re.search(r'template \$(\w+)', text)[1]
        pages.update((owner, name) for name in re.findall(r'StackPage \w*\s*\{\s*name: "([^"]+)"', text))
        pages.update((owner, tag) for tag in re.findall(r'\btag: "([^"]+)"', text))
    return types, pages, questions


def main():
    gaps = private.missing()
    if gaps:
        tap.skip_all(f'missing here: {gaps}')
    with private.Desktop(sys.argv[1], keyring=False, size=visit.SCREEN) as desktop:
        walk = Walk(desktop)

        def end():
            """the program ends without a word of complaint"""
            walk.probe.quit()
            complaints = [line for line in desktop.complaints() if not visit.OF_GTK.search(line)]
            assert not complaints, complaints

        steps = [walk.first_run, walk.help, walk.address, walk.key_page, walk.list, walk.row_menu, walk.search, walk.selection,
                 walk.trouble, walk.other, walk.states, walk.workspace_menu, walk.logs, walk.attach, walk.changes, walk.wizard,
                 walk.wizard_ends, walk.files, walk.questions, walk.motion, walk.refresh, walk.the_demo]
        tap.run(steps, walk=True, judges=[walk.completeness, *(walk.judge(*each) for each in visit.JUDGED.items()), end])


if __name__ == '__main__':
    main()
