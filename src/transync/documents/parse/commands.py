"""Strings that are no texts: those that a program runs, and hosts without a scheme."""

from __future__ import annotations

import re
from functools import lru_cache

from transync.documents.parse.lexical import FAMILY

# How much of the code before a string is looked at, in characters.
_FAR = 200
_CALLED = re.compile(
    r"sh|eval|iex|cmd|python|node|exec|system|popen|subprocess|Function|invoke|trap|alias|PROMPT_"
    r"|PS[0-4]|_ENV|\bsu\b|watch|script|perl|ruby|php|awk|npx|npm|config|split|set(?:Timeout|Interval)"
    r"|execute|program|argument|content|profile|rc\b|file|bin/|hooks/|cron|tee"
    r"|>[ \t]*+[^\s.>]*+\.\w",
    re.I,
)
# What runs the string behind it, by the language of that string.
_RUNNING = tuple(
    (language, re.compile(rf"(?:{pattern})\Z"))
    for language, pattern in (
        (
            "bash",
            r"(?<![\w-])(?:(?:ba|z|da|k|a)?sh\b[^\n'\"|;&()]{0,99}[ \t]-\w{0,9}c|eval)"
            r"[ \t]{1,9}\\?\n?[ \t]{0,9}",
        ),
        (
            "bash",
            r"(?<![\w-])(?:trap[ \t]{1,9}(?:--[ \t]{1,9})?|alias[ \t]{1,9}[\w.:-]{1,40}="
            r"|(?:PROMPT_COMMAND|PS[0-4]|BASH_ENV)=|(?:ba|z|da|k|a)?sh[ \t]{1,9}<<<[ \t]{0,9}"
            r"|(?:su|ssh|watch|script)\b[^\n'\"|;&()]{0,99}[ \t]"
            r"|(?:npx|npm[ \t]{1,9}exec)\b[^\n'\"|;&()]{0,99}[ \t](?:-c|--call)[ \t=]{1,9}"
            r"|git[ \t]{1,9}config\b[^\n'\"|;&()]{0,99}[ \t]alias\.[\w-]{1,40}[ \t]{1,9})",
        ),
        (
            "php",
            r"(?<![\w-])(?:(?:perl|php)\b[^\n'\"|;&()]{0,99}[ \t]-\w{0,9}[er]"
            r"|[gmn]?awk\b[^\n'\"|;&()]{0,99})[ \t]{1,9}",
        ),
        ("text", r"(?<![\w-])ruby\b[^\n'\"|;&()]{0,99}[ \t]-\w{0,9}e[ \t]{1,9}"),
        (
            "sql",
            r"(?i:(?<!\w)(?:execute[ \t\n]{1,9}immediate|(?:exec|execute)[ \t]{0,9}\("
            r"|sp_executesql)[ \t\n]{0,9}N?)",
        ),
        (
            "powershell",
            r"(?i:(?<![\w-])(?:(?:pwsh|powershell)\b[^\n'\"|;&()]{0,99}[ \t]-c(?:ommand)?"
            r"|iex|invoke-expression(?:[ \t]{1,9}-command)?|(?:add|set)-content\b"
            r"[^\n'\"|;&()]{0,99}\$profile(?:[ \t]{1,9}-value)?)[ \t]{1,9})",
        ),
        (
            "cmd",
            r"(?i:(?<![\w-])(?:cmd\b[^\n'\"|;&()]{0,99}[ \t]/[ck]|xp_cmdshell"
            r"|\bfrom[ \t]{1,9}program|start-process\b[^\n'\"|;&()]{0,99}"
            r"[ \t]-argumentlist)[ \t]{1,9})",
        ),
        (
            "python",
            r"(?<![\w-])python[\d.]{0,9}(?:[ \t][^\n'\"|;&()]{0,99})?[ \t]-\w{0,9}c[ \t]{1,9}",
        ),
        (
            "js",
            r"(?<![\w-])node(?:[ \t][^\n'\"|;&()]{0,99})?[ \t](?:-e|-p|--eval|--print)[ \t]{1,9}",
        ),
        (
            "bash",
            r"(?:\bos\.(?:system|popen)|\bsubprocess\.\w{1,30}|\bchild_process\.\w{1,30}|\b(?:"
            r"shell_exec|execSync|execFileSync|spawnSync|getoutput|check_output|check_call|popen|proc_open"
            r"|passthru|Process\.Start|exec\.Command|Command::new|Popen|create_subprocess_shell"
            r"|create_subprocess_exec|exec_command|get_ipython\(\)\.system|shlex\.split"
            r"|require\(['\"]child_process['\"]\)\.\w{1,30})|(?<![.\w])(?:system|spawn))"
            r"[ \t]{0,9}\([^()]{0,199}",
        ),
        (
            "",
            r"(?<![.\w])(?:eval|exec|Function|set(?:Timeout|Interval))"
            r"[ \t]{0,9}\([ \t\n]{0,99}[A-Za-z]{0,2}",
        ),
    )
)
_QUOTED = re.compile(
    r"(?P<prefix>[A-Za-z@$]{0,2})(?P<quote>\"{3}|'{3}|[\"'`])(?P<text>.*)(?P=quote)", re.S
)
# Programs that run what they read, and how a line names a file that is written.
_READING = (
    ("bash", re.compile(r"(?<![\w.-])(?:(?:ba|z|da|k|a)?sh|ssh|crontab)(?![\w.-])")),
    ("php", re.compile(r"(?<![\w.-])(?:perl|php)(?![\w.-])")),
    ("python", re.compile(r"(?<![\w.-])python[\d.]*(?![\w.-])")),
    ("sql", re.compile(r"(?<![\w.-])(?:psql|mysql|sqlcmd|sqlite3|mariadb)(?![\w.-])")),
    ("js", re.compile(r"(?<![\w.-])node(?![\w.-])")),
    ("powershell", re.compile(r"(?<![\w.-])pwsh(?![\w.-])")),
)
_WRITTEN = re.compile(
    r"(?:>[ \t]*+|\btee(?:[ \t]{1,9}+-\w{1,30}+){0,9}+[ \t]{1,9}+)"
    r"[^\s<>|;&]{0,255}\.(?P<suffix>\w{1,30})"
)
# Files without a suffix that programs read, and where a shell keeps what it runs.
_WRITTEN_BY_NAME = re.compile(
    r"(?:>[ \t]*+|\btee(?:[ \t]{1,9}+-\w{1,30}+){0,9}+[ \t]{1,9}+)"
    r"(?P<name>[^\s<>|;&]{0,255}(?:\.\w{0,30}(?:rc|profile|aliases)|hooks/[\w-]{1,40}|/bin/[\w-]{1,40}"
    r"|(?i:docker|container|make)file))(?![\w.-])"
)
_PRINTING = re.compile(r"(?<![\w-])(?:echo|printf)(?:[ \t]{1,9}-\w{1,9}){0,3}[ \t]{1,9}\Z")
_BEHIND = re.compile(r"[ \t]*+(?:\||>)[^\n]{0,300}")
# How Python says behind a string that a shell runs it.
_IN_SHELL = re.compile(r"[^()\n]{0,200}\bshell[ \t]?=[ \t]?True\b")
# Escapes of quotes and line ends are all that is taken for what it stands for.
_OTHER_ESCAPE = re.compile(r"\\[^\\\"'$`n\n]")
_ESCAPE = re.compile(r"\\([\"'\\$`])")
_OPERATOR = re.compile(
    r"&&|\|\|?+|(?<![<=>-])>>?+(?=[ \t]*+[\w/$.&~])"
    r"|;(?=[ \t]*+(?:sudo[ \t]++)?(?:curl|wget|bash|sh|eval|exec|rm|nc|python3?|chmod|source)\b)"
)
_HOST = r"(?:[A-Za-z0-9_-]++\.)++(?:[A-Za-z]{2,}+|[0-9]{1,3}(?!\d))(?![A-Za-z0-9_-])(?::\d++)?+"
_WITH_PATH = re.compile(rf"(?<![\w.@/:%+-])(?:[\w.+-]++@)?+{_HOST}/[!#-&(-;=?-_a-z|~]*+")
_WHOLE = re.compile(rf"[A-Za-z@$]{{0,2}}[\"'`]++((?:[\w.+-]++@)?+{_HOST})[\"'`]++")


def may_run_strings(code: str) -> bool:
    """Whether something in code may run one of its strings."""
    return _CALLED.search(code) is not None


def command_in(found: re.Match[str], is_shell: bool) -> tuple[str, str] | None:
    """The command in a string of code, and its language, which is empty for that of the code.

    None for a string that nothing runs. A command with other escapes than those of quotes is text
    of no language: what they stand for may end a string.
    """
    before = found.string[max(0, found.start() - _FAR) : found.start()]
    language = _language_behind(before)
    if language is None and is_shell:
        language = _reader_of(found) or None
    if language is None:
        language = "bash" if _IN_SHELL.match(found.string, found.end()) else None
    if language is None:
        return None
    quoted = _QUOTED.fullmatch(found[0])
    if quoted is None or quoted["prefix"]:
        return "text", found[0]
    text = quoted["text"]
    if is_shell and quoted["quote"] == "'":
        return language, text.replace("'\\''", "'")
    if _OTHER_ESCAPE.search(text):
        return "text", text
    return language, _ESCAPE.sub(r"\1", text)


# The code above most strings is the same in all translations of a page.
@lru_cache(2**12)
def _language_behind(before: str) -> str | None:
    """The language of a string that the code above it runs; None where it runs none."""
    return next((name for name, pattern in _RUNNING if pattern.search(before)), None)


def _reader_of(found: re.Match[str]) -> str:
    """The language of what reads or keeps a string that a shell prints; nothing for a text."""
    printed = _PRINTING.search(found.string, max(0, found.start() - _FAR), found.start())
    behind = _BEHIND.match(found.string, found.end())
    language = language_of_document(behind[0]) if printed and behind else ""
    return language if language in FAMILY else ""


def language_of_document(line: str) -> str:
    """The language of a here-document by the line on which it begins; nothing for a text."""
    if found := _WRITTEN_BY_NAME.search(line):
        return _language_of_name(found["name"])
    if found := _WRITTEN.search(line):
        return found["suffix"]
    return next((name for name, pattern in _READING if pattern.search(line)), "")


def _language_of_name(name: str) -> str:
    name = name.rpartition("/")[2].lower()
    return "dockerfile" if "docker" in name or "container" in name else "bash"


def operators_in(text: str) -> list[str]:
    """The operators of a shell in a string, and the commands behind a semicolon.

    They are text there, unless a shell gets to see the string once more.
    """
    return [found[0] for found in _OPERATOR.finditer(text)]


def hosts_in(text: str) -> list[str]:
    """The hosts with a path in a string, and the one that is all of it."""
    if "." not in text:
        return []
    whole = _WHOLE.fullmatch(text)
    if whole:
        return [whole[1]]
    return (
        [found[0].rstrip(".,:;!?*_\\") for found in _WITH_PATH.finditer(text)]
        if "/" in text
        else []
    )
