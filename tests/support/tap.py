# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Outpost developers
"""The Test Anything Protocol, for tests that are steps of one walk or cases of their own."""

import sys
import traceback


class Skip(Exception):
    """Raised by a test that cannot run here; its text says why."""


def say(text):
    """A line for people among the points."""
    for line in str(text).splitlines():
        print(f'# {line}', flush=True)


def run(tests, walk=False, judges=()):
    """Runs the functions in order and ends the program.

    In a walk each step stands on the one before: the first that fails ends it. The judges stand on the whole walk, not on each
    other.
    """
    print(f'1..{len(tests) + len(judges)}', flush=True)
    failed = False
    for number, test in enumerate([*tests, *judges], 1):
        walk = walk and not (number == len(tests) + 1 and not failed)
        name = (test.__doc__ or test.__name__).strip().splitlines()[0].rstrip('.')
        if failed and walk:
            print(f'ok {number} {name} # SKIP a step before it failed', flush=True)
            continue
        try:
            test()
            print(f'ok {number} {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} {name} # SKIP {reason}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed = True
            say(traceback.format_exc())
            print(f'not ok {number} {name}', flush=True)
    sys.exit(0)


def skip_all(reason):
    print(f'1..0 # SKIP {reason}', flush=True)
    sys.exit(0)
