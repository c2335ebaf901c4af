# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""What the private keyring holds, read through its own interface on the bus."""

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
