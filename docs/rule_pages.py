"""The rules' docstrings -> their pages in `docs/rules`, and the index of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from transync.rules import Rule, all_rules

# In the order in which a maintainer cares. A name is listed once its rule exists.
GROUPS = {
    "Pages and records": (
        "stale", "hash-bumped", "missing-translation", "failed-translation", "orphan",
        "metadata-missing", "metadata-invalid", "metadata-mismatch", "metadata-leftover",
        "unreadable",
    ),
    "Structure": (
        "section-missing", "truncated", "heading", "block-missing", "table-shape", "alert", "html",
        "front-matter", "notebook-cell",
    ),
    "Links": (
        "link-table", "link-target", "anchor", "local-link", "untranslated-target", "tracking-id",
        "dead-tracking-id", "link-syntax",
    ),
    "Images": ("image", "image-stale"),
    "Code": ("code-block", "inline-code", "placeholder"),
    "Language": ("untranslated", "wrong-language"),
    "Settings": ("unused-suppression",),
}  # fmt: skip
PARTS = ("Fails", "Passes", "What to do")
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
    grouped = [name for names in GROUPS.values() for name in names]
    if forgotten := sorted(rules.keys() - set(grouped)):
        raise ValueError(f"in no group of docs/rule_pages.py: {', '.join(forgotten)}")
    parts = ["# Rules\n", INTRODUCTION]
    for title, names in GROUPS.items():
        if present := [rules[name] for name in names if name in rules]:
            rows = (
                f"| [`{r.id}`]({r.id}.md) | {r.severity} | {_cell(r.summary)} |" for r in present
            )
            table = "\n".join(("| Rule | Severity | What it says |", "| --- | --- | --- |", *rows))
            parts.append(f"## {title}\n\n{table}\n")
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
            "## Examples",
            f"[Small repositories](../../tests/cases/{rule.id}) with this fault and without it, "
            "on which transync is tested.",
            "[All rules](README.md)\n",
        )
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
