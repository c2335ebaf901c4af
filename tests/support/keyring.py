# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What the private keyring holds, read through its own interface on the bus."""

from desktop import wait

SERVICE = 'org.freedesktop.secrets'
PATH = '/org/freedesktop/secrets'
COLLECTION = '/org/freedesktop/secrets/collection/login'


def secrets(desktop):
    """Every secret in the login keyring."""
    from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel

    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(desktop.env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)

    def call(path, interface, method, arguments):
        return bus.call_sync(SERVICE, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()

    session = call(PATH, 'org.freedesktop.Secret.Service', 'OpenSession', GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))[1]
    items = call(COLLECTION, 'org.freedesktop.DBus.Properties', 'Get',
                 GLib.Variant('(ss)', ('org.freedesktop.Secret.Collection', 'Items')))[0]
    found = []
    for item in items:
        secret = call(item, 'org.freedesktop.Secret.Item', 'GetSecret', GLib.Variant('(o)', (session,)))[0]
        found.append(bytes(secret[2]).decode())
    bus.close_sync(None)
    return found


class Watch:
    """Hears who asks the keyring for anything."""

    def __init__(self, desktop):
        from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel

        def connect():
            flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
            return Gio.DBusConnection.new_for_address_sync(desktop.env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)

        def call(bus, name, path, method, arguments):
            interface, _, member = method.rpartition('.')
            bus.call_sync(name, path, interface, member, arguments, None, Gio.DBusCallFlags.NONE, 5000, None)

        def hear(_bus, message, incoming):
            if not incoming or message.get_message_type() != Gio.DBusMessageType.METHOD_CALL:
                return message
            self.heard.append(message.get_sender())
            return None

        self.heard = []  # the callers, one for each call
        self.monitor, self.own = connect(), connect()
        self.monitor.add_filter(hear)
        rule = f"type='method_call',destination='{SERVICE}'"
        call(self.monitor, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.Monitoring.BecomeMonitor',
             GLib.Variant('(asu)', ([rule], 0)))
        self.knock = lambda: call(self.own, SERVICE, PATH, 'org.freedesktop.DBus.Peer.Ping', None)

    def count(self):
        """How often it was asked so far. Asks itself, and waits until that was heard: then all before it was."""
        own = self.own.get_unique_name()
        knocks = self.heard.count(own)
        self.knock()
        wait(lambda: self.heard.count(own) > knocks, 'the call to the keyring to be heard')
        return sum(caller != own for caller in self.heard)
