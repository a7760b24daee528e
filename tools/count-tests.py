#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson test has found in a build folder, subtest by subtest.

Prints 'PASSED FAILED SKIPPED'. A program that broke off, or took too long, counts as one that
failed, whatever it had shown before.
"""
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def count_subtests(folder):
    passed = failed = skipped = 0
    failed_programs = set()
    for suite in ElementTree.parse(folder / 'testlog.junit.xml').iter('testsuite'):
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                failed += 1
                failed_programs.add(suite.get('name').split(' / ')[-1].split('.')[-1])
            elif case.find('skipped') is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped, failed_programs


def main():
    folder = Path(sys.argv[1]) / 'meson-logs'
    passed, failed, skipped, failed_programs = count_subtests(folder)
    for line in (folder / 'testlog.json').read_text(encoding='utf-8').splitlines():
        program = json.loads(line)
        if program['result'] in ('OK', 'SKIP', 'EXPECTEDFAIL'):
            continue
        if program['name'].split(' / ')[-1] not in failed_programs:
            failed += 1
    print(passed, failed, skipped)


if __name__ == '__main__':
    main()
