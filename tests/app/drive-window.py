#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""drive-window.py PROGRAM: reads labels, presses Run and reads the total over AT-SPI, as TAP.

Starts a session bus of its own, where the bus of assistive technology comes up by itself.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

DEADLINE = 60
TAP_FD = 9
TITLES = ('Download Pages', 'Compute Squares', 'One Task', 'Two Tasks', 'Shopping Carts')
TABS = ('Sequential', 'Threads', 'Processes', 'Event Loop', 'Combined', 'Compare')


def skip(reason):
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)


def import_atspi():
    try:
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        return Atspi
    except (ImportError, ValueError):
        return None


class Desktop:
    def __init__(self, atspi):
        self.atspi = atspi

    def find_app(self, pid):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_process_id() == pid:
                return app
        return None

    def walk(self, accessible):
        yield accessible
        for i in range(accessible.get_child_count()):
            child = accessible.get_child_at_index(i)
            if child:
                yield from self.walk(child)

    def text_of(self, accessible):
        name = accessible.get_name()
        if name:
            return name
        try:
            count = self.atspi.Text.get_character_count(accessible)
            return self.atspi.Text.get_text(accessible, 0, count)
        except Exception:
            return ''

    def texts(self, app):
        return {self.text_of(accessible) for accessible in self.walk(app)}

    def find(self, app, name, roles):
        for accessible in self.walk(app):
            if accessible.get_name() == name and accessible.get_role_name() in roles:
                return accessible
        return None


def wait_for(what):
    until = time.monotonic() + DEADLINE
    while time.monotonic() < until:
        try:
            found = what()
        except Exception:
            found = None
        if found:
            return found
        time.sleep(0.1)
    return None


def drive(program):
    desktop = Desktop(import_atspi())
    results = []
    child = subprocess.Popen([program], env={**os.environ, 'G_DEBUG': 'fatal-warnings',
                                             'GDK_DEBUG': 'no-portals'})
    try:
        app = wait_for(lambda: desktop.find_app(child.pid))
        results.append((app is not None, 'the window is there for assistive technology'))
        if app is None:
            return results
        wait_for(lambda: set(TITLES) <= desktop.texts(app))
        texts = desktop.texts(app)
        missing = [text for text in TITLES + TABS if text not in texts]
        results.append((not missing, 'workloads and tabs have their names' + ''.join(
            f'; no {text}' for text in missing)))
        buttons = ('push button', 'button')
        unnamed = [accessible for accessible in desktop.walk(app)
                   if accessible.get_role_name() in buttons and not desktop.text_of(accessible)
                   and not any(desktop.text_of(inner) for inner in desktop.walk(accessible))]
        results.append((not unnamed, f'every button has a name ({len(unnamed)} without)'))
        run = desktop.find(app, 'Run Shopping Carts', buttons)
        results.append((run is not None, 'the carts have their Run button'))
        if run is None:
            return results
        desktop.atspi.Action.do_action(run, 0)
        done = wait_for(lambda: 'total of 5 carts' in desktop.texts(app))
        results.append((bool(done), 'the run ends'))
        results.append(('31,056.82' in desktop.texts(app), 'the total is there to be read'))
        sentences = [text for text in desktop.texts(app) if 'above the bound' in text]
        results.append((bool(sentences), 'the sentence is there to be read'))
    finally:
        child.send_signal(signal.SIGTERM)
        status = child.wait(DEADLINE)
    results.append((status == 0, f'SIGTERM ends the program cleanly ({status})'))
    return results


def main():
    warnings.simplefilter('ignore')
    if import_atspi() is None:
        skip('there is no AT-SPI for Python 3')
    if 'LANES_TEST_DRIVEN' not in os.environ:
        os.environ['LANES_TEST_DRIVEN'] = '1'
        # Services that the bus starts are not ours to be strict with, and write where they like.
        for name in ('GTK_A11Y', 'DBUS_SESSION_BUS_ADDRESS', 'G_DEBUG', 'G_ENABLE_DIAGNOSTIC'):
            os.environ.pop(name, None)
        os.dup2(1, TAP_FD)
        os.dup2(2, 1)
        command = ['dbus-run-session', '--', sys.executable, *sys.argv]
        try:
            os.execvp(command[0], command)
        except FileNotFoundError:
            os.dup2(TAP_FD, 1)
            skip('there is no dbus-run-session')
    os.dup2(TAP_FD, 1)

    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / 'glib-2.0' / 'settings' / 'keyfile'
        settings.parent.mkdir(parents=True)
        settings.write_text('[io/github/lanes_app/Lanes]\ntime-scale=0.05\n')
        os.environ['GSETTINGS_BACKEND'] = 'keyfile'
        os.environ['XDG_CONFIG_HOME'] = folder
        results = drive(sys.argv[1])

    print(f'1..{len(results)}')
    for number, (passed, title) in enumerate(results, 1):
        print(f'{"ok" if passed else "not ok"} {number} {title}')
    return 0 if all(passed for passed, _ in results) else 1


if __name__ == '__main__':
    sys.exit(main())
