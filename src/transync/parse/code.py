"""Code without what a translator may change: comments and string literals."""

from __future__ import annotations

import re

# fmt: off
# The languages whose comments begin with `#`, those with `//` and `/* */`, and those with `--`.
_HASH = frozenset({
    "bash", "sh", "shell", "zsh", "console", "azurecli", "python", "py", "yaml", "yml", "toml",
    "ini", "env", "dotenv", "properties", "dockerfile", "makefile", "hcl", "terraform",
    "powershell", "ps1", "pwsh", "ruby", "r",
})
_SLASHES = frozenset({
    "javascript", "js", "jsx", "typescript", "ts", "tsx", "csharp", "cs", "java", "go", "bicep",
    "json", "jsonc", "json5", "c", "cpp", "rust", "kotlin", "swift", "php", "scss", "kusto",
    "kql",
})
_DASHES = frozenset({
    "sql", "lua", "haskell",
})
# What stands in these is text for people, or a drawing with labels.
_PROSE = frozenset({
    "", "text", "txt", "plaintext", "plain", "mermaid", "markdown", "md", "output", "log",
    "diff",
})
# fmt: on

_TRIPLE_QUOTED = re.compile(r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)", re.DOTALL)
_STRING = re.compile(
    r"\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`|(?<![A-Za-z])'(?:\\.|[^'\\\n])*'", re.DOTALL
)
_BLOCK_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z)|<#.*?(?:#>|\Z)", re.DOTALL)
_HASH_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
_SLASHES_COMMENT = re.compile(r"(?<!:)//.*")
_DASHES_COMMENT = re.compile(r"--.*")


def is_prose(info: str) -> bool:
    """Whether a block with this info string holds text that may be translated as a whole."""
    return _language(info) in _PROSE


def bare_lines(content: str, info: str) -> list[tuple[int, str]]:
    """The lines of code by their number from 0, without strings, comments, indentation.

    Lines of which nothing is left are left out, so that a comment may take more lines.
    """
    language = _language(info)
    text = _TRIPLE_QUOTED.sub(_blank, content)
    text = _BLOCK_COMMENT.sub(_blank, text) if language not in _HASH or "<#" in text else text
    text = _STRING.sub(_blank, text)
    if language in _HASH:
        text = _HASH_COMMENT.sub("", text)
    elif language in _SLASHES:
        text = _SLASHES_COMMENT.sub("", text)
    elif language in _DASHES:
        text = _DASHES_COMMENT.sub("", text)
    lines = ((number, " ".join(line.split())) for number, line in enumerate(text.split("\n")))
    return [(number, line) for number, line in lines if line]


def _language(info: str) -> str:
    return info.split()[0].strip("{}").lower() if info.split() else ""


def _blank(found: re.Match[str]) -> str:
    """A mark for what was there, with its line breaks, so that lines keep their numbers."""
    return "\0" + "\n" * found[0].count("\n")
