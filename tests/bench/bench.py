#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""bench.py BUILD: one line a figure, `NAME VALUE UNIT (goal ≤ X)`; 1 when a goal was missed.

Medians of nine, the programs taking turns, on a private X server with the cairo renderer. Windows are timed from exec to mapped and
drawn, looked at every two milliseconds. `floor-…` is a bare libadwaita window by the same measure.
"""

import os
import re
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'support'))
import demo  # noqa: E402
import shell_search  # noqa: E402
from desktop import Desktop, missing, wait  # noqa: E402

RUNS = 9
WORKSPACES = 1000
TEMPLATES = 500
QUESTIONS = 200
ROW_BANDS = 8
EVENTS = 50
IDLE_SECONDS = 40
EDITOR = ['gnome-text-editor', '--standalone', '--ignore-session']
missed = []


def figure(name, value, unit, goal=None):
    text = f'{value:.2f}' if unit == 'ratio' else f'{value:.1f}'
    line = f'{name} {text} {unit}'
    if goal is not None:
        line += f' (goal ≤ {goal})'
        if value > goal:
            line += ' MISSED'
            missed.append(name)
    print(line, flush=True)


def private_memory(pid):
    """MiB that belong to one process alone."""
    text = Path(f'/proc/{pid}/smaps_rollup').read_text(encoding='utf-8')
    return sum(int(kib) for kib in re.findall(r'^Private_\w+:\s+(\d+) kB', text, re.M)) / 1024


def settled_memory(pid):
    """Private memory once it stays the same (to 1 %) for half a second."""
    values = []

    def same():
        values.append(private_memory(pid))
        recent = values[-25:]
        return len(recent) == 25 and max(recent) - min(recent) < 0.01 * max(recent)

    wait(same, 'memory to settle', 30)
    return values[-1]


def has_ended(pid):
    try:
        return Path(f'/proc/{pid}/stat').read_text(encoding='utf-8').rpartition(')')[2].split()[0] == 'Z'
    except (FileNotFoundError, ProcessLookupError):
        return True


def end(pid):
    os.kill(pid, signal.SIGTERM)
    wait(lambda: has_ended(pid), 'an end')


def start_window(desktop, bands, command):
    """Milliseconds from exec to the drawn window, and the process."""
    clock = str(desktop.build / 'tests/bench/time-window')
    with open(desktop.home / 'logs/bench.log', 'ab') as log:
        done = subprocess.run([clock, str(bands), *command], env=desktop.env, stdout=subprocess.PIPE, stderr=log, text=True,
                              check=True)
    milliseconds, pid = done.stdout.split()
    return float(milliseconds), int(pid)


def windows(desktop, programs):
    """Median start and private memory of each program, taking turns; the first turn warms up."""
    starts = {name: [] for name in programs}
    memory = {name: [] for name in programs}
    for turn in range(RUNS + 1):
        for name, (bands, command) in programs.items():
            milliseconds, pid = start_window(desktop, bands, command)
            if turn:
                starts[name].append(milliseconds)
            if turn in (1, 4, 7):
                memory[name].append(settled_memory(pid))
            end(pid)
    return {n: statistics.median(v) for n, v in starts.items()}, {n: statistics.median(v) for n, v in memory.items()}


def sign_in(desktop, deployment):
    """Keeps an account as a person would, and lets the window fetch its list once, so that there is a copy on disk."""
    command = [desktop.program('outpost-cli'), 'login', deployment.url]
    subprocess.run(command, env=desktop.env, input=deployment.key + '\n', text=True, check=True, capture_output=True)
    process = desktop.run([desktop.program('outpost')])
    # A copy of this many workspaces is larger than one of the first page.
    wait(lambda: any(p.stat().st_size > WORKSPACES * 300 for p in (desktop.home / 'cache/outpost').glob('*.workspaces')),
         'the copy on disk')
    desktop.end(process)


def measure_windows(desktop):
    starts, memory = windows(desktop, {
        'outpost': (ROW_BANDS, [desktop.program('outpost')]),
        'editor': (1, EDITOR),
        'bare': (1, [str(desktop.build / 'tests/bench/bare-window')]),
    })
    figure('start-cached-list', starts['outpost'] / starts['editor'], 'ratio', 0.75)
    figure('floor-start', starts['bare'] / starts['editor'], 'ratio')
    figure('start-cached-list-time', starts['outpost'], 'ms')
    figure('start-text-editor-time', starts['editor'], 'ms')
    figure('private-memory-1000', memory['outpost'] / memory['editor'], 'ratio', 1.0)
    figure('floor-private-memory', memory['bare'] / memory['editor'], 'ratio')
    figure('private-memory-1000-size', memory['outpost'], 'MiB')


def medians(desktop, deployment, program, *arguments):
    """What a program that measures itself from inside prints, `NAME VALUE` lines: the medians."""
    values = {}
    for _ in range(RUNS):
        done = subprocess.run([str(desktop.build / 'tests/bench' / program), deployment.url, *map(str, arguments)],
                              env=desktop.env, input=deployment.key + '\n', stdout=subprocess.PIPE, text=True, check=True,
                              timeout=120)
        for line in done.stdout.splitlines():
            name, value = line.split()
            values.setdefault(name, []).append(float(value))
    return {name: statistics.median(found) for name, found in values.items()}


def measure_search(desktop):
    """From a question over the bus to the names of what is found, the program started by the bus for it."""
    search = shell_search.Search(desktop)
    times = []
    for _ in range(RUNS):
        start = time.monotonic()
        names = search.metas(*search.find('node-00042'))
        times.append((time.monotonic() - start) * 1000)
        assert names, 'nothing was found'
        search.end()
        wait(lambda: not search.runs(), 'the program to end')
    figure('search-cold-1000', statistics.median(times), 'ms', 100)


def measure_list(desktop, deployment):
    """First rows and the longest blocks."""
    median = medians(desktop, deployment, 'bench-list', WORKSPACES)
    figure('first-rows-1000', median['first-rows'], 'ms', 300)
    for what in ('load', 'scroll', 'search'):
        figure(f'longest-block-{what}', median[f'block-{what}'], 'ms', 16)
        figure(f'longest-paint-{what}', median[f'paint-{what}'], 'ms')


def measure_wizard(desktop):
    """The longest frames of the wizard with very many templates and questions."""
    options = ('--templates', str(TEMPLATES), '--questions', str(QUESTIONS))
    with demo.Deployment(desktop, 0, *options) as deployment:
        median = medians(desktop, deployment, 'bench-wizard', TEMPLATES, QUESTIONS)
    for what in ('templates', 'templates-scroll', 'templates-search', 'questions', 'questions-answer', 'questions-scroll'):
        figure(f'longest-frame-{what}', median[f'frame-{what}'], 'ms', 50)


def measure_attach(desktop):
    """From what an agent does to the words on the screen, and what is asked for meanwhile."""
    done = subprocess.run([str(desktop.build / 'tests/bench/bench-attach'), str(EVENTS), str(IDLE_SECONDS)], env=desktop.env,
                          stdout=subprocess.PIPE, text=True, check=True, timeout=300)
    found = {name: float(value) for name, value in
             (line.split() for line in done.stdout.splitlines() if not line.startswith('#'))}
    figure('event-to-screen-median', found['event-median'], 'ms', 100)
    figure('event-to-screen-worst', found['event-worst'], 'ms', 1000)
    figure('requests-idle-visible', found['requests-visible'], 'per-minute')
    figure('requests-idle-watching', found['requests-watching'], 'per-minute')
    figure('requests-idle-hidden', found['requests-hidden'], 'per-minute', 0)


def wake_ups(pid):
    """How often all threads of a process went to sleep so far."""
    return sum(int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)', path.read_text(encoding='utf-8'), re.M)[1])
               for path in Path(f'/proc/{pid}/task').glob('*/status'))


def measure_idle(desktop):
    """Wake-ups in a second of the window with its list at rest, and on the average with the list asked for every half minute."""
    _, pid = start_window(desktop, ROW_BANDS, [desktop.program('outpost')])
    settled_memory(pid)
    counts = [wake_ups(pid)]
    for _ in range(IDLE_SECONDS):
        time.sleep(1)  # what is measured is that nothing happens for so long
        counts.append(wake_ups(pid))
    seconds = [later - former for former, later in zip(counts, counts[1:])]
    figure('wake-ups-idle', statistics.median(seconds), 'per-second', 1)
    figure('wake-ups-refreshing-1000', statistics.mean(seconds), 'per-second')
    end(pid)


def measure_command_line(desktop, deployment):
    environment = {**desktop.env, 'CODER_URL': deployment.url, 'CODER_SESSION_TOKEN': deployment.key}
    times, peaks = [], []
    for _ in range(RUNS):
        start = time.monotonic()
        process = subprocess.Popen([desktop.program('outpost-cli'), 'list'], env=environment, stdout=subprocess.PIPE, text=True)
        lines = process.stdout.read().splitlines()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        times.append((time.monotonic() - start) * 1000)
        peaks.append(usage.ru_maxrss / 1024)
        assert process.returncode == 0 and len(lines) > WORKSPACES * 0.9, (process.returncode, len(lines))
    figure('cli-list-1000', statistics.median(times), 'ms', 150)
    figure('cli-list-1000-peak-memory', statistics.median(peaks), 'MB', 30)


def main():
    gaps = missing()
    if gaps:
        sys.exit(f'Missing here: {gaps}')
    desktop = Desktop(sys.argv[1])
    desktop.services = shell_search.install_service(desktop.home / 'services', desktop.program('outpost'))
    with desktop, demo.Deployment(desktop, WORKSPACES) as deployment:
        measure_command_line(desktop, deployment)
        measure_list(desktop, deployment)
        measure_wizard(desktop)
        measure_attach(desktop)
        sign_in(desktop, deployment)
        measure_search(desktop)
        measure_idle(desktop)
        measure_windows(desktop)
    if missed:
        print(f'Missed: {", ".join(missed)}', file=sys.stderr)
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
