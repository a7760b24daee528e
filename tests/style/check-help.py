#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether --help, the man pages and the completions know the same commands and options, as TAP.

check-help.py SOURCE-FOLDER PROGRAM...: what each program's --help says is the measure.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = {**os.environ, 'LC_ALL': 'C.UTF-8', 'COLUMNS': '200', 'DISPLAY': '', 'WAYLAND_DISPLAY': ''}


class Skip(Exception):
    """Says why a check could not be made."""


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout


def options_in(text):
    return set(re.findall(r'(?<![\w-])--([a-z][a-z-]*)', text))


def help_of(program):
    """{command: options}; '' stands for the program itself."""
    text = output(program, '--help')
    listed = re.findall(r'^  ([a-z]+) {2,}\S', text, re.MULTILINE)
    found = {'': options_in('\n'.join(re.findall(r'^  (?:-\w, )?(--\S+)', text, re.MULTILINE)))}
    found[''] |= {'help', 'version'}
    for command in listed:
        lines = re.findall(r'^  (?:-\w, )?(--\S+)', output(program, command, '--help'), re.MULTILINE)
        found[command] = options_in('\n'.join(lines)) - {'help'}
    return found


def man_page(name):
    """The options that have a paragraph of their own, by the command whose section they are in."""
    found = {'': set()}
    section = command = before = ''
    for line in Path(f'data/man/{name}.1').read_text(encoding='utf-8').splitlines():
        if line.startswith('.SH '):
            section, command = line[4:], ''
        elif line.startswith('.SS ') and section == 'COMMANDS':
            command = line[4:]
            found[command] = set()
        elif section in ('COMMANDS', 'OPTIONS') and re.match(r'\.(B|BI|BR|I) ', line) and before == '.TP':
            found[command] |= options_in(line.replace('\\-', '-'))
        before = line
    return found


def bash_completion(name):
    """What the words after the last one are completed to, by the function itself."""
    library = next((path for path in ('/usr/share/bash-completion/bash_completion',
                                      '/usr/local/share/bash-completion/bash_completion')
                    if Path(path).exists()), None)
    if library is None:
        raise Skip('there is no bash-completion here')
    script = f'''
      . {library}; . data/completions/{name}.bash
      COMP_WORDS=({name} "$@"); COMP_CWORD=$#; COMP_LINE="${{COMP_WORDS[*]}}"; COMP_POINT=${{#COMP_LINE}}
      _{name.replace('-', '_')}; printf '%s\\n' "${{COMPREPLY[@]}}"'''

    def complete(*words):
        return output('bash', '--norc', '-c', script, 'bash', *words).split()
    return complete


def fish_completion(name):
    if shutil.which('fish') is None:
        raise Skip('there is no fish here')
    source = f'source data/completions/{name}.fish; complete -C "$argv"'

    def complete(*words):
        lines = output('fish', '--no-config', '-c', source, ' '.join((name, *words))).splitlines()
        return [line.split('\t')[0] for line in lines]
    return complete


def completed(complete, commands):
    found = {'': options_in('\n'.join(complete('--')))}
    for command in complete('') if commands else ():
        if re.fullmatch('[a-z]+', command):
            found[command] = options_in('\n'.join(complete(command, '--'))) - {'help'}
    return found


def zsh_completion(name):
    """As written, for zsh completes in a terminal only."""
    text = Path(f'data/completions/_{name}').read_text(encoding='utf-8')
    text = text.replace("'{-h,--help}'", "'--help")
    options = r"'(?:\([^)]*\))?(--[a-z][a-z-]*)"
    found = {'': options_in('\n'.join(re.findall(options, text.split('case $line[1] in')[0])))}
    for command in re.findall(r"^    '([a-z]+):", text, re.MULTILINE):
        body = re.search(rf'^    {command}\)\n(.*?);;', text, re.MULTILINE | re.DOTALL)
        found[command] = options_in('\n'.join(re.findall(options, body[1] if body else '')))
    return found


def differences(known, found, where):
    for command in sorted(known.keys() | found.keys()):
        if command not in found:
            yield f'{where} does not know the command {command}'
        elif command not in known:
            yield f'{where} knows a command {command}, which --help does not'
        else:
            called = f' of {command}' if command else ''
            for option in sorted(known[command] - found[command]):
                yield f'{where} does not know the option --{option}{called}'
            for option in sorted(found[command] - known[command]):
                yield f'{where} knows an option --{option}{called}, which --help does not'


def checks_of(program):
    name = Path(program).name
    known = help_of(program)
    commands = [command for command in known if command]
    return [
        (f'the man page of {name} knows what its --help does',
         lambda: differences(known, man_page(name), f'data/man/{name}.1')),
        (f'bash completes what {name} --help names',
         lambda: differences(known, completed(bash_completion(name), commands), f'data/completions/{name}.bash')),
        (f'fish completes what {name} --help names',
         lambda: differences(known, completed(fish_completion(name), commands), f'data/completions/{name}.fish')),
        (f'zsh completes what {name} --help names',
         lambda: differences(known, zsh_completion(name), f'data/completions/_{name}')),
    ]


def check_man(pages):
    if shutil.which('mandoc') is None:
        raise Skip('there is no mandoc here')
    command = ['mandoc', '-T', 'lint', '-W', 'warning', *pages]
    yield from subprocess.run(command, capture_output=True, text=True).stdout.splitlines()


def main():
    programs = [os.path.abspath(program) for program in sys.argv[2:]]
    os.chdir(sys.argv[1])
    pages = [f'data/man/{Path(program).name}.1' for program in programs]
    checks = [check for program in programs for check in checks_of(program)]
    checks.append(('the man pages are sound', lambda: check_man(pages)))
    failed = False
    print(f'1..{len(checks)}')
    for number, (title, check) in enumerate(checks, 1):
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
