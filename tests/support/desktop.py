# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""A private desktop for tests, tours and pictures: its own X server, message bus, accessibility bus, keyring and folders.

Nothing of the user's session is read or written, and only what was started here is ended. The accessibility helpers wait for
what is expected, with a bound; there is no fixed pause.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
POLL = 0.02
PATIENCE = 20
SPINNER = 900  # pixels that may still move
TOOLS = ('Xvfb', 'dbus-daemon', 'xdotool', 'import', 'xclip', 'gnome-keyring-daemon')
BUS_LAUNCHERS = ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher', '/usr/lib/at-spi-bus-launcher')

BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>{services}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''

SETTINGS = '''[Settings]
gtk-font-name=Inter 11
gtk-enable-animations=0
gtk-cursor-blink=0
'''


def missing():
    """What a private desktop needs and is not here, in words; nothing when all is."""
    gaps = [tool for tool in TOOLS if not shutil.which(tool)]
    if not any(os.path.exists(path) for path in BUS_LAUNCHERS):
        gaps.append('at-spi-bus-launcher')
    try:
        import gi  # pylint: disable=import-outside-toplevel
        gi.require_version('Atspi', '2.0')
    except (ImportError, ValueError):
        gaps.append('Atspi for Python')
    return ', '.join(gaps)


def wait(condition, what, patience=PATIENCE):
    """The first true value of condition(); fails with the words of `what` when there is none in time."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'waited {patience} s for {what() if callable(what) else what}')
        time.sleep(POLL)


class Desktop:
    """The desktop; a context manager."""

    def __init__(self, build, keyring=True, scale=1, size=(1280, 900)):
        self.build = Path(build).resolve()
        self.home = Path(tempfile.mkdtemp(prefix='outpost-'))
        self.started = []  # processes of the desktop
        self.programs = []  # programs that run on it
        self.commands = []  # every command line that was seen, for those who look for secrets
        self.scale = scale  # points of the screen for each that programs count
        self.size = (size[0] * scale, size[1] * scale)
        self.runtime = self.home / 'run'
        self.services = None  # the folder of what the bus may start
        self.with_keyring = keyring
        self.env = {}
        self.kept = {}

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.started + self.programs):
            self.end(process)
        for name, value in self.kept.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
        shutil.rmtree(self.home, ignore_errors=True)

    # ---- Start -------------------------------------------------------------------------------------------------------

    def _start(self):
        for name in ('config/gtk-4.0', 'cache', 'data', 'state', 'logs', 'pictures'):
            (self.home / name).mkdir(parents=True)
        (self.home / 'run').mkdir(mode=0o700)
        (self.home / 'config/gtk-4.0/settings.ini').write_text(SETTINGS, encoding='utf-8')
        drop = ('WAYLAND_DISPLAY', 'XAUTHORITY', 'AT_SPI_BUS_ADDRESS', 'NO_AT_BRIDGE', 'CODER_URL', 'CODER_SESSION_TOKEN',
                'GTK_THEME')
        self.env = {name: value for name, value in os.environ.items() if name not in drop}
        self.env.update({
            'HOME': str(self.home), 'XDG_CONFIG_HOME': str(self.home / 'config'), 'XDG_CACHE_HOME': str(self.home / 'cache'),
            'XDG_DATA_HOME': str(self.home / 'data'), 'XDG_STATE_HOME': str(self.home / 'state'),
            'XDG_RUNTIME_DIR': str(self.runtime), 'GDK_BACKEND': 'x11', 'GDK_SCALE': str(self.scale), 'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi', 'GSETTINGS_BACKEND': 'keyfile', 'GSETTINGS_SCHEMA_DIR': str(self.build / 'data'),
            'ADW_DISABLE_PORTAL': '1', 'GDK_DEBUG': 'no-portals', 'GIO_USE_PROXY_RESOLVER': 'dummy', 'GIO_USE_VFS': 'local',
            'LC_ALL': 'C.UTF-8', 'XDG_DATA_DIRS': f'{TOP}/data:/usr/local/share:/usr/share',
            'NO_PROXY': '127.0.0.1,localhost', 'no_proxy': '127.0.0.1,localhost',
        })
        self._start_display()
        self._start_bus()
        self._start_accessibility()
        if self.with_keyring:
            self._start_keyring()

    def _spawn(self, command, **options):
        log = open(self.home / 'logs' / f'{Path(command[0]).name}.log', 'ab')  # pylint: disable=consider-using-with
        options.setdefault('stdout', log)
        options.setdefault('stdin', subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.env, stderr=log, start_new_session=True, cwd=self.home, **options)
        log.close()
        self.started.append(process)
        return process

    def _start_display(self):
        reader, writer = os.pipe()
        screen = '{}x{}x24'.format(*self.size)
        self._spawn(['Xvfb', '-displayfd', str(writer), '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        assert number, 'Xvfb did not start'
        self._share('DISPLAY', ':' + number)

    def _start_bus(self):
        config = self.home / 'bus.conf'
        services = f'\n  <servicedir>{self.services}</servicedir>' if self.services else ''
        config.write_text(BUS.format(folder=self.home / 'run', services=services), encoding='utf-8')
        process = self._spawn(['dbus-daemon', f'--config-file={config}', '--nofork', '--print-address'], stdout=subprocess.PIPE)
        self._share('DBUS_SESSION_BUS_ADDRESS', process.stdout.readline().decode().strip())

    def _start_accessibility(self):
        launcher = next(path for path in BUS_LAUNCHERS if os.path.exists(path))
        self._spawn([launcher, '--launch-immediately'])
        self.wait_for_name('org.a11y.Bus')
        self._call('org.a11y.Bus', '/org/a11y/bus', 'org.freedesktop.DBus.Properties.Set', 'org.a11y.Status', 'IsEnabled', '<true>')

    def _start_keyring(self):
        process = self._spawn(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets',
                               f'--control-directory={self.home}/run/keyring'], stdin=subprocess.PIPE)
        process.stdin.write(b'a password')
        process.stdin.close()
        self.wait_for_name('org.freedesktop.secrets')

    def _share(self, name, value):
        """The accessibility library of this process reads these too."""
        self.env[name] = value
        self.kept.setdefault(name, os.environ.get(name))
        os.environ[name] = value

    def _call(self, name, path, method, *arguments):
        command = ['gdbus', 'call', '--session', '--dest', name, '--object-path', path, '--method', method, *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True).stdout

    def wait_for_name(self, name):
        bus = 'org.freedesktop.DBus'
        wait(lambda: 'true' in self._call(bus, '/', f'{bus}.NameHasOwner', name), f'{name} on the bus')

    # ---- Programs ----------------------------------------------------------------------------------------------------

    def program(self, name):
        """The path of a built program."""
        places = {'outpost': 'src/outpost', 'outpost-cli': 'src/cli/outpost-cli', 'outpost-demo': 'tests/support/outpost-demo',
                  'outpost-probe': 'tests/support/outpost-probe'}
        return str(self.build / places.get(name, name))

    def command(self, name):
        """How a program is started."""
        return [self.program(name)]

    def run(self, command, log='program', env=None, **options):
        """Starts a program on this desktop; what it writes goes to logs/LOG.log."""
        out = open(self.home / 'logs' / f'{log}.log', 'ab')  # pylint: disable=consider-using-with
        options.setdefault('stdout', out)
        options.setdefault('stdin', subprocess.DEVNULL)
        process = subprocess.Popen(command, env={**self.env, **(env or {})}, stderr=out, start_new_session=True,
                                   cwd=self.home, **options)
        out.close()
        self.programs.append(process)
        return process

    def log(self, name='program'):
        path = self.home / 'logs' / f'{name}.log'
        return path.read_text(encoding='utf-8', errors='replace') if path.exists() else ''

    def complaints(self, name='program'):
        """What a program warned of."""
        return [line for line in self.log(name).splitlines() if re.search('CRITICAL|WARNING|ERROR', line)]

    def end(self, process, number=signal.SIGTERM):
        """Ends a process that was started here, with its children."""
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe and not pipe.closed:
                pipe.close()
        if process in self.programs:
            self.programs.remove(process)

    def look_at_processes(self):
        """Remembers the arguments of all that runs here, for those who look for secrets in them."""
        sessions = {process.pid for process in self.programs + self.started}
        for folder in Path('/proc').glob('[0-9]*'):
            try:
                session = int((folder / 'stat').read_text(encoding='utf-8').rpartition(')')[2].split()[3])
                line = (folder / 'cmdline').read_bytes().replace(b'\0', b' ').decode(errors='replace').strip()
            except (OSError, ValueError, IndexError):
                continue
            if session in sessions and line and line not in self.commands:
                self.commands.append(line)

    # ---- Windows -----------------------------------------------------------------------------------------------------

    def windows(self, process):
        """The visible windows of a program."""
        command = ['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)]
        return subprocess.run(command, env=self.env, capture_output=True, text=True).stdout.split()

    def owns(self, process, pid):
        """Whether what calls itself PID on the accessibility bus is the program."""
        return process.pid == pid

    def focus(self, process):
        window = wait(lambda: self.windows(process), 'a window')[-1]
        subprocess.run(['xdotool', 'windowfocus', '--sync', window], env=self.env, capture_output=True)
        return window

    def resize(self, process, width, height):
        window = self.focus(process)
        subprocess.run(['xdotool', 'windowsize', '--sync', window, str(width), str(height)], env=self.env, capture_output=True,
                       timeout=10)

    def xdotool(self, *arguments):
        subprocess.run(['xdotool', *map(str, arguments)], env=self.env, check=True, capture_output=True)

    def key(self, process, *keys):
        self.focus(process)
        self.xdotool('key', *keys)

    def type(self, process, text):
        self.focus(process)
        self.xdotool('type', '--delay', '1', text)

    def clipboard(self):
        done = subprocess.run(['xclip', '-selection', 'clipboard', '-o'], env=self.env, capture_output=True, text=True, timeout=10)
        return done.stdout

    def picture(self, process, path):
        """Writes what a program's window shows, once two looks at it agree but for a spinner."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        window = self.windows(process)[-1]
        before = self.home / 'before.png'
        before.unlink(missing_ok=True)

        def settled():
            subprocess.run(['import', '-silent', '-window', window, str(path)], env=self.env, capture_output=True)
            done = subprocess.run(['compare', '-metric', 'AE', str(before), str(path), 'null:'], capture_output=True, text=True)
            shutil.copy(path, before)
            counted = done.stderr.split()
            return done.returncode < 2 and float(counted[0]) <= SPINNER

        wait(settled, 'the picture to settle')


class App:
    """What assistive technology sees of a program, and does to it.

    What is shown in another language is read by read(), which makes English of it again.
    """

    def __init__(self, desktop, process, read=str):
        import gi  # pylint: disable=import-outside-toplevel
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi, GLib  # pylint: disable=import-outside-toplevel
        self.atspi = Atspi
        self.error = GLib.Error
        self.desktop = desktop
        self.process = process
        self.read = read
        Atspi.init()
        Atspi.set_timeout(2000, 5000)
        self.root = wait(self._find_root, 'the program on the accessibility bus')

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}: {self.desktop.complaints()}')
        try:
            top = self.atspi.get_desktop(0)
            top.clear_cache()
            for index in range(top.get_child_count()):
                app = top.get_child_at_index(index)
                if app is not None and self.desktop.owns(self.process, app.get_process_id()):
                    return app
        except self.error:
            pass
        return None

    def nodes(self, start=None):
        """All that is shown below a node, in order."""
        root = start or self.root
        root.clear_cache()
        pending = [root]
        while pending:
            node = pending.pop()
            try:
                if node is not self.root and start is not node and not node.get_state_set().contains(self.atspi.StateType.VISIBLE):
                    continue
                yield node
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            except self.error:
                continue
            pending.extend(child for child in reversed(children) if child is not None)

    def texts(self, start=None):
        """Names, descriptions and contents of all that is shown, for looking and for messages."""
        found = []
        for node in self.nodes(start):
            try:
                found.append((node.get_role_name(), self.name(node), node.get_description() or '', self.text(node)))
            except self.error:
                continue
        return found

    def name(self, node):
        return self.read(node.get_name() or '')

    def text(self, node):
        try:
            return self.read(self.atspi.Text.get_text(node, 0, -1)) if 'Text' in (node.get_interfaces() or []) else ''
        except self.error:
            return ''

    def _matches(self, node, role, name, contains):
        if role and node.get_role_name() not in ((role,) if isinstance(role, str) else role):
            return False
        if name is not None and self.name(node) != name:
            return False
        return contains is None or contains in self.name(node) or contains in self.text(node)

    def look(self, role=None, name=None, contains=None, start=None, showing=True):
        """The first node with a role and a name, now; None when there is none."""
        for node in self.nodes(start):
            try:
                if self._matches(node, role, name, contains):
                    if not showing or node.get_state_set().contains(self.atspi.StateType.SHOWING):
                        return node
            except self.error:
                continue
        return None

    def dump(self):
        return '\n'.join(f'  {role}: {name!r} {description!r} {text!r}' for role, name, description, text in self.texts()
                         if name or text)

    def find(self, role=None, name=None, contains=None, start=None, patience=PATIENCE):
        """As look(), waiting for it."""
        def what():
            return f'{role or "anything"} {name or contains!r}; there is:\n{self.dump()}'

        def condition():
            if self.process.poll() is not None:
                raise AssertionError(f'the program ended with {self.process.returncode}: {self.desktop.complaints()}')
            return self.look(role, name, contains, start)

        return wait(condition, what, patience)

    def gone(self, role=None, name=None, contains=None, patience=PATIENCE):
        wait(lambda: self.look(role, name, contains) is None, lambda: f'{role} {name or contains!r} to go:\n{self.dump()}',
             patience)

    @staticmethod
    def look_again(node):
        """Forgets what is known of a node; before at-spi 2.50 that is all below it too."""
        getattr(node, 'clear_cache_single', node.clear_cache)()

    def is_sensitive(self, node):
        self.look_again(node)
        return node.get_state_set().contains(self.atspi.StateType.SENSITIVE)

    def has_focus(self, node):
        self.look_again(node)
        return node.get_state_set().contains(self.atspi.StateType.FOCUSED)

    def click(self, role='button', name=None, contains=None, start=None, patience=PATIENCE):
        """Does the first action of a node once it is sensitive; clicks on it where it has none."""
        node = self.find(role, name, contains, start, patience)
        wait(lambda: self.is_sensitive(node), lambda: f'{name or contains} to be sensitive:\n{self.dump()}')
        self.press(node)
        return node

    def press(self, node):
        try:
            if 'Action' in (node.get_interfaces() or []) and self.atspi.Action.get_n_actions(node):
                self.atspi.Action.do_action(node, 0)
                return
        except self.error:
            pass
        self.press_with_mouse(node)

    def place(self, node):
        """Where a node is in its window, once it stays there."""
        seen = []

        def settled():
            box = self.atspi.Component.get_extents(node, self.atspi.CoordType.WINDOW)
            seen.append((box.x, box.y, box.width, box.height))
            return len(seen) > 4 and len(set(seen[-5:])) == 1 and seen[-1][2] > 0

        wait(settled, 'a node to stand still')
        return seen[-1]

    def scroll_to(self, node):
        """Turns the mouse's wheel over the page until the node is in the window."""
        window = self.desktop.focus(self.process)
        frame = self.place(self.find('frame'))
        over = self.look('grouping', contains='nothing here is real')  # the bar that says that this is the demo
        end = frame[3] - (self.place(over)[3] if over else 0)

        def inside():
            _, y, _, height = self.place(node)
            if 0 <= y and y + height <= end:
                return True
            self.move_mouse(window, frame[2] // 2, frame[3] // 2)
            self.desktop.xdotool('click', '5' if y > 0 else '4')
            return False

        wait(inside, 'a node to be scrolled into the window')

    def move_mouse(self, window, x, y):
        self.desktop.xdotool('mousemove', '--window', window, x * self.desktop.scale, y * self.desktop.scale)

    def press_with_mouse(self, node, button=1):
        self.scroll_to(node)
        window = self.desktop.focus(self.process)
        x, y, width, height = self.place(node)
        # GTK counts from the content's origin less the frame's edge, twice: the frame itself says how much.
        edge = -2 * min(self.place(self.find('frame'))[0], 0)
        self.move_mouse(window, x + edge + min(width // 2, 60), y + edge + height // 2)
        self.desktop.xdotool('click', str(button))

    def enter(self, node, text):
        """Puts text into an entry as a person would: focus, all of it selected, typed over."""
        self.desktop.focus(self.process)
        wait(lambda: self.take_focus(node), 'the focus to be in the entry')
        self.enter_here(text)

    def take_focus(self, node):
        """A page that is still sliding in refuses the focus."""
        try:
            return self.has_focus(node) or (self.atspi.Component.grab_focus(node) and self.has_focus(node))
        except self.error:
            return False

    def enter_here(self, text):
        """Types over all of the entry that has the focus."""
        self.desktop.xdotool('key', 'ctrl+a')
        self.desktop.xdotool('type', '--delay', '1', text)

    def picture(self, path):
        self.desktop.picture(self.process, path)
