# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What assistive technology is told: the whole tree of a program by the accessibility bus, with many questions under way at once,
and the events that it sends."""

import subprocess

import desktop as private

STATES = ('invalid', 'active', 'armed', 'busy', 'checked', 'collapsed', 'defunct', 'editable', 'enabled', 'expandable', 'expanded',
          'focusable', 'focused', 'has-tooltip', 'horizontal', 'iconified', 'modal', 'multi-line', 'multiselectable', 'opaque',
          'pressed', 'resizable', 'selectable', 'selected', 'sensitive', 'showing', 'single-line', 'stale', 'transient', 'vertical',
          'visible')
ACCESSIBLE = 'org.a11y.atspi.Accessible'
DIALOGS = ('dialog', 'alert dialog')
PATIENCE = 10000  # ms


class Node:
    """What is told of one thing."""

    def __init__(self, bus_name, path, parent):
        self.ref = (bus_name, path)
        self.parent = parent
        self.children = []
        self.name = self.description = self.role = ''
        self.states, self.interfaces, self.relations, self.actions = set(), set(), [], 0

    def __repr__(self):
        return f'{self.role} {self.name!r}'

    def above(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def path(self):
        """What it is in, for messages."""
        return ' in '.join([repr(node) for node in self.above() if node.name][:3])

    def below(self):
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.children))

    def is_shown(self):
        return {'showing', 'visible'} <= self.states


class Bus:
    """A connection to the accessibility bus of a desktop."""

    def __init__(self, desktop):
        import gi  # pylint: disable=import-outside-toplevel
        gi.require_version('Gio', '2.0')
        from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel
        self.gio, self.glib = Gio, GLib
        done = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path', '/org/a11y/bus', '--method',
                               'org.a11y.Bus.GetAddress'], env=desktop.env, capture_output=True, text=True, check=True)
        address = GLib.Variant.parse(None, done.stdout.strip(), None, None).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        self.pending = 0
        self.said = []
        self.connection.signal_subscribe(None, 'org.a11y.atspi.Event.Object', 'Announcement', None, None,
                                         Gio.DBusSignalFlags.NONE, self._heard)
        self.call('org.a11y.atspi.Registry', '/org/a11y/atspi/registry', 'org.a11y.atspi.Registry.RegisterEvent',
                  GLib.Variant('(sass)', ('object:announcement', [], '')))

    def _heard(self, _bus, _sender, _path, _interface, _name, values):
        self.said.append(values.unpack()[3])

    def announced(self):
        """What was announced so far."""
        context = self.glib.MainContext.default()
        while context.iteration(False):
            pass
        return self.said

    def call(self, name, path, method, values=None):
        interface, _, member = method.rpartition('.')
        return self.connection.call_sync(name, path, interface, member, values, None, self.gio.DBusCallFlags.NONE, PATIENCE,
                                         None).unpack()

    def ask(self, node, method, answer, values=None):
        """Asks without waiting: answer is called with what comes, and not when nothing does."""
        interface, _, member = method.rpartition('.')

        def done(connection, result):
            self.pending -= 1
            try:
                answer(connection.call_finish(result).unpack())
            except self.glib.Error:
                pass

        self.pending += 1
        self.connection.call(*node.ref, interface, member, values, None, self.gio.DBusCallFlags.NONE, PATIENCE, None, done)

    def wait(self):
        context = self.glib.MainContext.default()
        while self.pending:
            context.iteration(True)

    def find_program(self, process):
        """Its root, which is there once it is on this bus."""
        registry = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')

        def condition():
            for name, path in self.call(*registry, f'{ACCESSIBLE}.GetChildren')[0]:
                pid = self.call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetConnectionUnixProcessID',
                                self.glib.Variant('(s)', (name,)))[0]
                if pid == process.pid:
                    return name, path
            return None

        return private.wait(condition, 'the program on the accessibility bus')

    def read(self, root):
        """All that is shown of a program, asked level by level."""
        top = Node(*root, None)
        level = [top]
        while level:
            for node in level:
                self._ask_of(node)
            self.wait()
            below = []
            for node in level:
                if node.parent is not None and node.parent.parent is not None and not node.is_shown():
                    node.children = []
                below += node.children
            level = below
        for node in top.below():
            node.children = [child for child in node.children if child.is_shown() or node is top]
        return top

    def _ask_of(self, node):
        def properties(said):
            node.name, node.description = said[0].get('Name', ''), said[0].get('Description', '')

        def role(said):
            node.role = said[0]

        def states(said):
            bits = said[0][0] | said[0][1] << 32
            node.states = {name for number, name in enumerate(STATES) if bits >> number & 1}

        def children(said):
            node.children = [Node(name, path, node) for name, path in said[0]]

        def interfaces(said):
            node.interfaces = {name.rpartition('.')[2] for name in said[0]}

        self.ask(node, 'org.freedesktop.DBus.Properties.GetAll', properties, self.glib.Variant('(s)', (ACCESSIBLE,)))
        self.ask(node, f'{ACCESSIBLE}.GetRoleName', role)
        self.ask(node, f'{ACCESSIBLE}.GetState', states)
        self.ask(node, f'{ACCESSIBLE}.GetChildren', children)
        self.ask(node, f'{ACCESSIBLE}.GetInterfaces', interfaces)


def front(top):
    """What a person works with now: the last dialog, else the whole program."""
    dialogs = [node for node in top.below() if node.role in DIALOGS]
    return dialogs[-1] if dialogs else top
