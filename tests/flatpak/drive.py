#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the Flatpak, presses Run on the shopping carts, reads the total, takes a picture, quits.

drive.py APPLICATION-ID PICTURE COMMAND...: COMMAND starts it. Where it opens a saved run there is
nothing to press.
"""

import subprocess
import sys
import time
import warnings

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

TOTAL = '31,056.82'
warnings.simplefilter('ignore')


def text_of(item):
    try:
        return Atspi.Text.get_text(item, 0, Atspi.Text.get_character_count(item))
    except GLib.Error:
        return ''


def walk(item):
    yield item
    for index in range(item.get_child_count()):
        child = item.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def application(names):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_name() in names:
            return child
    return None


def wait_for(what, seconds, find):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = find()
        except GLib.Error:
            found = None  # it is gone by now
        if found:
            return found
        time.sleep(0.1)
    sys.exit(f'{what} did not come within {seconds} s')


def said(item):
    return f'{item.get_name()} {text_of(item)} {item.get_description()}'


def run_button(window):
    for item in walk(window):
        if item.get_role_name() in ('push button', 'button') and 'Run Shopping Carts' in said(item):
            return item
    return None


def is_running(app_id):
    listed = subprocess.run(['flatpak', 'ps', '--columns=application'], capture_output=True, text=True)
    return app_id in listed.stdout.split()


def main():
    app_id, picture, *command = sys.argv[1:]
    process = subprocess.Popen(command)
    try:
        window = wait_for('the window', 30, lambda: application((app_id, 'lanes', 'Lanes')))
        if command[-1] == app_id:
            button = wait_for('the carts with their Run button', 10, lambda: run_button(window))
            Atspi.Action.do_action(button, 0)
        wait_for(f'the total {TOTAL}', 60, lambda: any(TOTAL in said(item) for item in walk(window)))
        time.sleep(0.5)  # for the picture alone: what has just been said is drawn by then
        subprocess.run(['import', '-window', 'root', picture], check=True)
        # It may be gone before it has answered.
        subprocess.run(['gapplication', 'action', app_id, 'quit'], stderr=subprocess.DEVNULL)
        wait_for('its end', 20, lambda: not is_running(app_id))
        if process.wait(timeout=20) != 0:
            sys.exit(f'it ended with status {process.returncode}')
    finally:
        if is_running(app_id):
            subprocess.run(['flatpak', 'kill', app_id])
        process.wait()


if __name__ == '__main__':
    main()
