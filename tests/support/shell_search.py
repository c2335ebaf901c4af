# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The other end of a desktop's search: asks the program by the interface that GNOME Shell uses, and starts it through the bus."""

import contextlib
import fcntl
import os
import signal
import time
from pathlib import Path

APP = 'io.github.outpost_app.Outpost'
PATH = '/' + APP.replace('.', '/')
INTERFACE = 'org.gnome.Shell.SearchProvider2'
PATIENCE_MS = 20000


def install_service(folder, program):
    """What tells the bus how the program is started, as its package does; it is to be there before the bus."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = f'[D-BUS Service]\nName={APP}\nExec={program} --gapplication-service\n'
    (folder / f'{APP}.service').write_text(text, encoding='utf-8')
    return folder


@contextlib.contextmanager
def slow_disk(paths):
    """Lets whoever opens one of the files wait until the end. They must not be open anywhere."""
    signal.signal(signal.SIGIO, signal.SIG_IGN)  # says that somebody waits
    files = [open(path, 'rb') for path in paths]  # pylint: disable=consider-using-with
    try:
        for file in files:
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        yield
    finally:
        for file in files:
            file.close()


class Activated:
    """A program that the bus started, with as much of a process as a walk needs."""

    def __init__(self, pid):
        self.pid = pid
        self.returncode = None

    def poll(self):
        try:
            state = Path(f'/proc/{self.pid}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            state = 'Z'
        self.returncode = 0 if state == 'Z' else None
        return self.returncode

    def readers(self):
        """How many of its threads read the copies."""
        return sum(path.read_text(encoding='utf-8') == 'outpost-cache\n' for path in Path(f'/proc/{self.pid}/task').glob('*/comm'))


class Search:
    """A connection to a desktop's bus."""

    def __init__(self, desktop):
        from gi.repository import Gio, GLib  # pylint: disable=import-outside-toplevel
        self.glib = GLib
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(desktop.env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        self.no_flags = Gio.DBusCallFlags.NONE
        self.took = 0  # milliseconds, the last call

    def _call(self, name, path, interface, method, types, *arguments):
        began = time.monotonic()
        try:
            answer = self.bus.call_sync(name, path, interface, method, self.glib.Variant(types, arguments), None, self.no_flags,
                                        PATIENCE_MS, None)
        finally:
            self.took = 1000 * (time.monotonic() - began)
        return answer.unpack()

    def _ask(self, method, types, *arguments):
        return self._call(APP, f'{PATH}/SearchProvider', INTERFACE, method, types, *arguments)

    def ask_later(self, method, types, *arguments):
        """Asks and goes on; gives a function for the answer, None until it is there."""
        answers = []

        def answer():
            while self.glib.MainContext.default().iteration(False):
                pass
            return answers[0] if answers else None

        self.bus.call(APP, f'{PATH}/SearchProvider', INTERFACE, method, self.glib.Variant(types, arguments), None, self.no_flags,
                      PATIENCE_MS, None, lambda bus, result: answers.append(bus.call_finish(result).unpack()))
        return answer

    def main_loop_runs(self):
        """Whether what was asked so far has come to the program's main loop, and did not stop it; fails where it did."""
        return bool(self._call(APP, PATH, 'org.gtk.Actions', 'List', '()'))

    def refusal(self, method, types, *arguments):
        """The last word of the error's name that a call is answered with; None when it is no error."""
        from gi.repository import Gio  # pylint: disable=import-outside-toplevel
        try:
            self._ask(method, types, *arguments)
        except self.glib.Error as error:
            return (Gio.DBusError.get_remote_error(error) or str(error)).split('.')[-1]
        return None

    def find(self, *words):
        return self._ask('GetInitialResultSet', '(as)', list(words))[0]

    def narrow(self, ids, *words):
        return self._ask('GetSubsearchResultSet', '(asas)', list(ids), list(words))[0]

    def metas(self, *ids):
        return self._ask('GetResultMetas', '(as)', list(ids))[0]

    def names(self, *words):
        """The names of what is found."""
        return [meta['name'] for meta in self.metas(*self.find(*words))]

    def activate(self, id_, *words):
        self._ask('ActivateResult', '(sasu)', id_, list(words), 0)

    def launch(self, *words):
        self._ask('LaunchSearch', '(asu)', list(words), 0)

    def action(self, name):
        """What a launcher's menu does."""
        self._call(APP, PATH, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', name, [], {})

    def _of_bus(self, method, types, *arguments):
        return self._call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', method, types, *arguments)[0]

    def runs(self):
        return self._of_bus('NameHasOwner', '(s)', APP)

    def program(self):
        """What answers; None when nothing runs."""
        return Activated(self._of_bus('GetConnectionUnixProcessID', '(s)', APP)) if self.runs() else None

    def end(self):
        """Ends what the bus started."""
        program = self.program()
        if program is not None:
            os.kill(program.pid, 15)
        return program
