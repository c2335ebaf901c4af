#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The desktop's portal for programs without a window: writes a JSON line for each thing that is asked of it or told to it.

A line on standard input says what it answers from now on: `allow`, `once` (not with the session), `refuse`, or `wait`, which is a
question that stands before somebody who does not answer. After `vanish` it is gone, with whatever was asked.
"""

import json
import subprocess
import sys

XML = '''<node><interface name='org.freedesktop.portal.Background'>
<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
<arg type='o' direction='out'/></method>
<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>
</interface><interface name='org.freedesktop.portal.Request'>
<method name='Close'/>
<signal name='Response'><arg type='u'/><arg type='a{sv}'/></signal>
</interface></node>'''
NAME = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
REQUEST = 'org.freedesktop.portal.Request'


class Portal:
    """The other end of the service: starts it on a private desktop, and tells what came."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.process = desktop.run([sys.executable, __file__], log='portal', stdin=subprocess.PIPE)
        desktop.wait_for_name(NAME)

    def lines(self, what):
        found = [json.loads(line) for line in self.desktop.log('portal').splitlines() if line.startswith('{')]
        return [line for line in found if line['what'] == what]

    def statuses(self):
        return [line['message'] for line in self.lines('status')]

    def will(self, answer):
        self.process.stdin.write(f'{answer}\n'.encode())
        self.process.stdin.flush()


def serve():
    from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel
    answers = {'allow': (0, True), 'once': (0, False), 'refuse': (1, False)}
    wills = ['allow']

    def say(**line):
        print(json.dumps(line), flush=True)

    def close(_connection, _sender, path, _interface, _method, _parameters, invocation):
        say(what='close', handle=path)
        invocation.return_value(None)

    def respond(handle, autostart):
        response, started = answers[wills[-1]]
        results = {'background': GLib.Variant('b', response == 0), 'autostart': GLib.Variant('b', started and autostart)}
        bus.emit_signal(None, handle, REQUEST, 'Response', GLib.Variant('(ua{sv})', (response, results)))

    def call(connection, sender, _path, _interface, method, parameters, invocation):
        options = parameters.unpack()[-1]
        if method == 'SetStatus':
            say(what='status', **options)
            invocation.return_value(None)
            return
        handle = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options.pop('handle_token')}"
        connection.register_object(handle, node.interfaces[1], close)
        say(what='request', handle=handle, will=wills[-1], **options)
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        if wills[-1] != 'wait':
            respond(handle, options['autostart'])

    def read(channel, _condition):
        line = channel.readline().split()
        if not line or line[0] == 'vanish':
            loop.quit()
            return False
        wills.append(line[0])
        say(what='will', will=line[0])
        return True

    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    loop = GLib.MainLoop()
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    bus.register_object(PATH, node.interfaces[0], call)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: say(what='ready'))
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, read)
    loop.run()


if __name__ == '__main__':
    serve()
