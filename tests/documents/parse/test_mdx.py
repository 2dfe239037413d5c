"""Code in MDX pages that only a translation has."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

SOURCE = """---
title: "{One}"
---
import Tabs from '../site/tabs';

export const meta = {title: 'One'};

# One {#one}

Text with `{name}` and {props.name}, {/* a note */} and \\{this\\}.

<Tabs values={[{label: 'One', value: 1}]}>

| a | b |
| - | - |
| `{a}` | text |

```js
run({one: 1})
```
"""
GOOD = (
    SOURCE.replace("One", "Một")
    .replace("../site", "../../../site")
    .replace("a note", "ghi chú")
    .replace("Text with", "Văn bản có")
    .replace("this", "này")
)


def found(folder: Repository, translation: str, name: str = "docs/a.mdx") -> list[tuple[int, str]]:
    folder.write(name, SOURCE)
    folder.translate(name, "vi", translation)
    return [
        (f["line"], f["message"])
        for f in folder.check().findings
        if f["rule"] == "html" and "of MDX" in f["message"]
    ]


def test_code_that_the_source_has_may_have_other_texts(folder: Repository) -> None:
    assert found(folder, GOOD) == []


@pytest.mark.parametrize(
    "code",
    [
        "{run('x')}",
        "{props.other}",
        "{\n  run()\n}",
        "{/* a */ run() /* b */}",
        "{`${run()}`}",
        "`a` {run()} `b`",
        "\\\\` a ` {run()} ` b `",
        "<a title='`'>x</a> {run()} `b`",
        "    {run()}",
        "> {run()}",
        "| a |\n| - |\n| x ` {run()} |\n| ` y |",
        "a `\n\n{run()}\n\n` b",
        "{\n```\n${run()}\n```\n}",
        "<Tabs values={run()} />",
        "{{ {run()}",
        "<!-- */} {run()} {/* -->",
        "`<!--` {run()} -->",
    ],
)
def test_an_expression_that_only_the_translation_has_is_an_error(
    folder: Repository, code: str
) -> None:
    messages = {message for _, message in found(folder, f"{GOOD}\n{code}\n")}

    assert messages == {"the expression of MDX is not in the source"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import x from 'evil'", "import"),
        ("import '../../../evil.js'", "import"),
        ("import Tabs from '../../../site/other';", "import"),
        ("export const x = evil", "export"),
        ("export * from 'evil'", "export"),
    ],
)
def test_a_module_that_only_the_translation_has_is_an_error(
    folder: Repository, code: str, kind: str
) -> None:
    messages = [message for _, message in found(folder, f"{GOOD}\n{code}\n")]

    # Behind a colon, the file that it names.
    assert [message.partition(":")[0] for message in messages] == [
        f"the {kind} of MDX is not in the source"
    ]


@pytest.mark.parametrize("text", ["{/* ghi chú */}", "{' '}", "`{x}`", "\\{x}", "```\n{x()}\n```"])
def test_what_runs_nothing_is_no_such_code(folder: Repository, text: str) -> None:
    assert found(folder, f"{GOOD}\n{text}\n") == []


def test_braces_in_other_pages_are_text(folder: Repository) -> None:
    assert found(folder, f"{GOOD}\n{{run()}}\n", "docs/a.md") == []


def test_an_expression_is_told_where_it_stands(folder: Repository) -> None:
    ((line, message),) = found(folder, GOOD.replace("text |", "text {run()} |"))
    written = (folder.root / "translations/vi/docs/a.mdx").read_text(encoding="utf-8")

    assert "{run()}" in written.split("\n")[line - 1]
    assert message == "the expression of MDX is not in the source"
