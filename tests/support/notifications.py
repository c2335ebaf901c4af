#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The part of a desktop that shows notifications: writes a JSON line for each that is shown or taken back.

A line `click ID` on standard input is somebody who clicks on one.
"""

import json
import subprocess
import sys

XML = '''<node><interface name='org.freedesktop.Notifications'>
<method name='GetCapabilities'><arg type='as' direction='out'/></method>
<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>
<arg type='s' direction='out'/><arg type='s' direction='out'/></method>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>'''
NAME = 'org.freedesktop.Notifications'
PATH = '/org/freedesktop/Notifications'


class Notifications:
    """The other end of the service: starts it on a private desktop, and tells what is shown there."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.process = desktop.run([sys.executable, __file__], log='notifications', stdin=subprocess.PIPE)
        desktop.wait_for_name(NAME)

    def lines(self):
        return [json.loads(line) for line in self.desktop.log('notifications').splitlines() if line.startswith('{')]

    def shown(self):
        """The summaries of what is shown now, by id."""
        found = {}
        for line in self.lines():
            if line['what'] == 'show':
                found[line['id']] = line['summary']
            else:
                found.pop(line['id'], None)
        return found

    def click(self, number):
        self.process.stdin.write(f'click {number}\n'.encode())
        self.process.stdin.flush()


def serve():
    from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel
    newest = [0]

    def say(**line):
        print(json.dumps(line), flush=True)

    def call(connection, _sender, _path, _interface, method, parameters, invocation):
        if method == 'Notify':
            _app, number, _icon, summary, body, _actions, _hints, _expire = parameters.unpack()
            if not number:
                newest[0] += 1
                number = newest[0]
            say(what='show', id=number, summary=summary, body=body)
            invocation.return_value(GLib.Variant('(u)', (number,)))
        elif method == 'CloseNotification':
            number = parameters.unpack()[0]
            say(what='close', id=number)
            invocation.return_value(None)
            connection.emit_signal(None, PATH, NAME, 'NotificationClosed', GLib.Variant('(uu)', (number, 3)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
        else:
            invocation.return_value(GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')))

    def read(channel, _condition):
        line = channel.readline().split()
        if not line:
            return False
        bus.emit_signal(None, PATH, NAME, 'ActionInvoked', GLib.Variant('(us)', (int(line[1]), 'default')))
        bus.emit_signal(None, PATH, NAME, 'NotificationClosed', GLib.Variant('(uu)', (int(line[1]), 2)))
        say(what='close', id=int(line[1]))
        return True

    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], call)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE)
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, read)
    GLib.MainLoop().run()


if __name__ == '__main__':
    serve()
