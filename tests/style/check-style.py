#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of CONTRIBUTING.md that a machine can check, as TAP: check-style.py SOURCE-FOLDER.

Each check yields its findings as lines "file: what is wrong"; none means that the rule is kept.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

FOLDERS = ('.ci', 'data', 'docs', 'flatpak', 'po', 'src', 'tests', 'tools', 'ui')
MAX_LINES = 700

# Formats that have no comments, or that are read by people.
NO_SPDX = ('.json', '.md', '.png', '.pyc')

# What each folder of src/ may include, besides itself; src/DESIGN.md says it in words.
BELOW = {
    'platform': set(),
    'core': {'platform'},
    'formats': {'platform', 'core'},
    'engine': {'platform', 'core', 'formats'},
    'layout': {'platform', 'core'},
    'worker': {'platform', 'core', 'formats', 'engine'},
    'server': {'platform', 'core', 'formats', 'engine'},
    'cli': {'platform', 'core', 'formats', 'engine', 'layout'},
    'view': {'platform', 'core', 'layout'},
    'app': {'platform', 'core', 'formats', 'engine', 'layout', 'view'},
}
# The libraries that not every folder may use.
LIBRARIES = {
    'gtk': {'view', 'app'},
    'gio': {'platform', 'formats', 'engine', 'worker', 'server', 'cli', 'view', 'app'},
    'json-glib': {'formats', 'engine', 'worker', 'server', 'cli'},
    'libsoup': {'engine', 'worker', 'server', 'cli'},
}


class Skip(Exception):
    """Says why a check could not be made."""


def all_files():
    found = [path for path in Path('.').iterdir() if path.is_file()]
    for folder in FOLDERS:
        found += [path for path in Path(folder).rglob('*') if path.is_file()]
    return sorted(path for path in found if '__pycache__' not in path.parts)


def code_files(*suffixes):
    return [path for path in all_files()
            if path.suffix in suffixes and path.parts[0] in ('src', 'tests')]


def lines_of(path):
    return path.read_text(encoding='utf-8').splitlines()


def check_spdx():
    for path in all_files():
        if path.suffix in NO_SPDX:
            continue
        if path.parent == Path('.') and path.suffix != '.build' and path.name != 'meson_options.txt':
            continue
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in lines_of(path)[:3]):
            yield f'{path}: has no line "SPDX-License-Identifier: GPL-3.0-or-later" at its top'


def check_length():
    for path in code_files('.c', '.h'):
        length = len(lines_of(path))
        if length > MAX_LINES:
            yield f'{path}: {length} lines, at most {MAX_LINES}: split it by what it is about'


def check_first_lines():
    for path in code_files('.c', '.h'):
        includes = [line for line in lines_of(path) if line.startswith('#include')]
        if path.suffix == '.c' and includes[:1] != ['#include "config.h"']:
            yield f'{path}: the first #include is to be "config.h"'
        if path.suffix == '.h' and '#pragma once' not in lines_of(path):
            yield f'{path}: has no "#pragma once"'


def check_dependencies():
    for path in code_files('.c', '.h'):
        if path.parts[0] != 'src':
            continue
        folder = path.parts[1]
        if folder not in BELOW:
            yield f'{path}: src/{folder} is not in the list of tests/style/check-style.py'
            continue
        for number, line in enumerate(lines_of(path), 1):
            own = re.match(r'\s*#\s*include\s+"(?:\.\./)*([a-z]+)/', line)
            if own and own[1] not in BELOW[folder] | {folder}:
                yield f'{path}:{number}: src/{folder} may not depend on src/{own[1]}'
            library = re.match(r'\s*#\s*include\s+<([a-z-]+)/', line)
            if library and folder not in LIBRARIES.get(library[1], {folder}):
                yield f'{path}:{number}: src/{folder} may not depend on {library[1]}'


def check_built():
    for path in code_files('.c'):
        names = {f"'{path.name}'"}
        for prefix in ('test-', 'bench-'):
            if path.name.startswith(prefix):
                names.add(f"'{path.stem[len(prefix):]}'")
        above = path.parent.parent / 'meson.build'
        text = (path.parent / 'meson.build').read_text(encoding='utf-8')
        if any(name in text for name in names):
            continue
        if f"'{path.parent.name}/{path.name}'" not in above.read_text(encoding='utf-8'):
            yield f'{path}: is in no list of {path.parent}/meson.build, so nothing builds it'


def check_test_names():
    seen = {}
    for path in code_files('.c'):
        if not path.name.startswith('test-'):
            continue
        if path.name in seen:
            yield f'{path}: has the name of {seen[path.name]}; meson wants each test name once'
        seen[path.name] = path


def newest_news():
    return next((line for line in lines_of(Path('NEWS.md')) if line.startswith('## ')), '')


def check_news():
    version = os.environ.get('LANES_VERSION', '')
    if version not in newest_news().split():
        yield f'NEWS.md: its first entry, "{newest_news()}", is not that of version {version}'


def check_releases():
    version = os.environ.get('LANES_VERSION', '')
    for path in sorted(Path('data').glob('*.metainfo.xml.in')):
        newest = ElementTree.parse(path).find('releases/release')
        if newest.get('version') != version:
            yield f'{path}: its newest release is {newest.get("version")}, not {version}'
        if f'({newest.get("date")})' not in newest_news():
            yield f'{path}: its newest release is of {newest.get("date")}, unlike "{newest_news()}" in NEWS.md'


def check_screenshots():
    for path in sorted(Path('data').glob('*.metainfo.xml.in')):
        for image in ElementTree.parse(path).iter('image'):
            name = image.text.rpartition('/docs/pictures/')[2]
            if not image.text.startswith('https://') or not (Path('docs/pictures') / name).is_file():
                yield f'{path}: {image.text} is not the address of a picture in docs/pictures'


def check_resources():
    listed = set()
    for path in all_files():
        if path.name.endswith('.gresource.xml'):
            files = {path.parent / file.text for file in ElementTree.parse(path).iter('file')}
            yield from (f'{path}: there is no {file}' for file in sorted(files) if not file.is_file())
            listed |= files
    installed = "install_subdir('icons/hicolor'" in Path('data/meson.build').read_text(encoding='utf-8')
    for path in all_files():
        if path.suffix not in ('.ui', '.css', '.svg') or path in listed or path.parts[0] == 'tests':
            continue
        if not (installed and path.is_relative_to('data/icons/hicolor')):
            yield f'{path}: is in no gresource, nor installed'


def speaks(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.c':
        return '<glib/gi18n.h>' in text and path.parts[0] == 'src'
    if path.suffix == '.ui':
        return 'translatable="yes"' in text
    return path.name.endswith(('.desktop.in', '.metainfo.xml.in', '.xml.in', '.gschema.xml'))


def check_translated():
    listed = [line for line in lines_of(Path('po/POTFILES')) if not line.startswith('#')]
    for path in all_files():
        if path.suffix in ('.c', '.ui', '.in', '.xml') and speaks(path) and str(path) not in listed:
            yield f'{path}: is not in po/POTFILES, so nobody can translate it'
    for name in listed:
        if not Path(name).is_file():
            yield f'po/POTFILES: there is no {name}'
    if listed != sorted(set(listed)):
        yield 'po/POTFILES: is not in the order of the alphabet, or names a file twice'


def check_shell():
    tool = shutil.which('shellcheck')
    if tool is None:
        raise Skip('there is no shellcheck here')
    scripts = [str(path) for path in all_files()
               if path.suffix in ('', '.sh', '.bash', '.in')
               and re.match(r'#!/(bin/sh|usr/bin/env bash)\n|.*\n# shellcheck shell=', path.read_text('utf-8'))]
    command = [tool, '--external-sources', '--format=gcc', '--severity=warning', *scripts]
    words = subprocess.run(command, capture_output=True, text=True).stdout
    yield from words.splitlines()


def check_format():
    tool = shutil.which('clang-format-14')
    if tool is None:
        raise Skip('there is no clang-format-14 here')
    command = [tool, '--dry-run', '--ferror-limit=1', *map(str, code_files('.c', '.h'))]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    for found in re.finditer(r'^(\S+:\d+):\d+: (?:warning|error): ', words, re.MULTILINE):
        yield f'{found[1]}: is not as clang-format-14 writes it; run clang-format-14 -i on the file'


CHECKS = [
    ('every file names its licence', check_spdx),
    ('no file of C is too long', check_length),
    ('config.h and pragma once are where they belong', check_first_lines),
    ('dependencies fall one way', check_dependencies),
    ('every source is built', check_built),
    ('no two tests have one name', check_test_names),
    ('the news are those of this version', check_news),
    ('the newest release is this version', check_releases),
    ('screenshots are pictures that are there', check_screenshots),
    ('every resource is built in or installed', check_resources),
    ('every source that speaks can be translated', check_translated),
    ('scripts are sound', check_shell),
    ('code is formatted', check_format),
]


def main():
    os.chdir(sys.argv[1])
    failed = False
    print(f'1..{len(CHECKS)}')
    for number, (title, check) in enumerate(CHECKS, 1):
        try:
            findings = list(check())
        except Skip as reason:
            print(f'ok {number} {title} # SKIP {reason}')
            continue
        for finding in findings:
            print(f'# {finding}')
        print(f'{"not ok" if findings else "ok"} {number} {title}')
        failed = failed or bool(findings)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
