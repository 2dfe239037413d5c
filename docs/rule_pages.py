"""The rules' docstrings -> their pages in `docs/rules`, and the index of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transync.rules import PARTS, Rule, all_rules
from transync.rules._groups import Group

# Known to fail are no repositories, and one that is not compared is too large to be looked at.
WITHOUT_CASES = ("not-compared", "internal-error")
INTRODUCTION = """\
What `transync check` reports, and what to do about it. `transync rule anchor` shows the text of a
page in the terminal.

An **error** makes the exit code 1; a **warning** does with `--fail-on warning`. `--select`,
`--ignore` and `--severity` choose for one run, the
[settings](../../README.md#choose-what-is-checked) for everybody.
"""


def pages() -> dict[str, str]:
    """The text of each page by its file's name."""
    rules = all_rules()
    return {
        "README.md": _index(rules),
        **{f"{rule.id}.md": _page(rule, _mention(rules)) for rule in rules.values()},
    }


def _index(rules: Mapping[str, Rule]) -> str:
    parts = ["# Rules\n", INTRODUCTION]
    for group in Group:
        if present := [rule for rule in rules.values() if rule.group is group]:
            rows = (
                f"| [`{r.id}`]({r.id}.md) | {r.severity} | {_cell(r.summary)} |" for r in present
            )
            table = "\n".join(("| Rule | Severity | What it says |", "| --- | --- | --- |", *rows))
            parts.append(f"## {group}\n\n{table}\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(rule: Rule, mention: re.Pattern[str]) -> str:
    """A rule's page: its docstring, with a heading for each of the parts that all of them have."""

    def linked(found: re.Match[str]) -> str:
        name = found[1]
        return found[0] if name == rule.id else f"[`{name}`]({name}.md)"

    return "\n\n".join(
        (
            f"# `{rule.id}`",
            f"**{rule.severity.capitalize()}:** {mention.sub(linked, rule.summary)}",
            *(mention.sub(linked, paragraph) for paragraph in _paragraphs(rule)),
            *_examples(rule),
            "[All rules](README.md)\n",
        )
    )


def _examples(rule: Rule) -> Iterator[str]:
    if rule.id not in WITHOUT_CASES:
        yield "## Examples"
        yield (
            f"[Small repositories](../../tests/cases/{rule.id}) with this fault and without it, "
            "on which transync is tested."
        )


def _paragraphs(rule: Rule) -> Iterator[str]:
    """What stands below the summary; a part's first sentence begins like any other."""
    for paragraph in rule.documentation.partition("\n")[2].strip().split("\n\n"):
        part, colon, text = paragraph.partition(":")
        if colon and part in PARTS:
            text = text.strip()
            yield f"## {part}"
            yield text[:1].upper() + text[1:]
        else:
            yield paragraph


def _mention(rules: Mapping[str, Rule]) -> re.Pattern[str]:
    """A rule that is named in another's text.

    In an enumeration (`yaml`, `html`, `text`) the name is likely to be something else.
    """
    return re.compile(rf"(?<!`, )`({'|'.join(map(re.escape, rules))})`(?!, `)")
