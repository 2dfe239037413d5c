"""Code in MDX pages that only a translation has."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import COMMENT_LINES

SOURCE = """---
title: "{One}"
---
import Tabs from '../site/tabs';

export const meta = {title: 'One'};

export const parts = {
  one: 'One',

  two: 2,
};

Those who read this text can
export it.

<TabItem value="a">
```js
import a from 'a'; // One
```
One.
</TabItem>

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
        '<b title=">\n```\n" />\n{run()}\n\n<b title="\n```\n" />',
        "<!-- */} {run()} {/* -->",
        "`<!--` {run()} -->",
        "```text\na\n    ```\n{run()}\n```",
        "```text\na\n\t```\n{run()}\n```",
        "    ```text\na\n\n```\n{run()}\n```",
        "text\n    ```text\na\n```\n{run()}\n```",
        "-      ```text\n  {run()}\n       ```",
        "- -      ```text\n    {run()}\n         ```",
        "- a\n\n      ```text\n      b\n          ```\n  {run()}\n  ```",
    ],
)
def test_an_expression_that_only_the_translation_has_is_an_error(
    folder: Repository, code: str
) -> None:
    messages = {message for _, message in found(folder, f"{GOOD}\n{code}\n")}

    assert messages == {"the expression of MDX is not in the source"}


@pytest.mark.parametrize(
    "code",
    [
        "```text\na\n    b ```\n{run()}\n```",
        "    ```text\n    {run()}\n    ```",
        "- a\n\n      ```text\n      {run()}\n      ```",
        "-    ```text\n     {run()}\n     ```",
    ],
)
def test_braces_in_code_are_text(folder: Repository, code: str) -> None:
    assert found(folder, f"{GOOD}\n{code}\n") == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import x from 'evil'", "import"),
        ("import '../../../evil.js'", "import"),
        ("import Tabs from '../../../site/other';", "import"),
        ("export const x = evil", "export"),
        ("export * from 'evil'", "export"),
        ("export const x\n=\nevil()", "export"),
        ("export const x = evil() /* | Two\n|---|---|\n| a | b */", "export"),
        ("# A\nexport const x = evil()", "export"),
        ("- a\n\nexport const x = evil()", "export"),
        ("{1}\nexport const x = evil()", "export"),
        ("<A b={c => 1} />\nexport const x = evil()", "export"),
        (":::note\nexport const x = evil()\n:::", "export"),
        ("<div>\nexport const x = evil()\n</div>", "export"),
        ('<b title=">\n```\n" />\nexport const x = evil()\n\n<b title="\n```\n" />', "export"),
        (
            '<b c={d => 1} title=">\n\n```\n" />\nexport const x = evil()\n\n<b title="\n```\n" />',
            "export",
        ),
        ("{/*}\n\n```\n*/}\nexport const x = evil()\n\n{/*\n```\n*/}", "export"),
        ("<div>\n{/*\n```\n*/}\nexport const x = evil()\n</div>", "export"),
        ("<div>\n```\na\n```\nexport const x = evil()\n</div>", "export"),
        ("<div>\n```\na\n    ```\nexport const x = evil()\n```\n</div>", "export"),
        ("```text\na\n    ```\nexport const x = evil()\n\n    ~~~\nb\n```\n    ~~~", "export"),
    ],
)
def test_a_module_that_only_the_translation_has_is_an_error(
    folder: Repository, code: str, kind: str
) -> None:
    messages = [message for _, message in found(folder, f"{GOOD}\n{code}\n")]

    # Behind a colon, the file that it names.
    assert f"the {kind} of MDX is not in the source" in [
        message.partition(":")[0] for message in messages
    ]


@pytest.mark.parametrize(
    ("written", "evil"),
    [
        ("{title: 'Một'};\n", "{title: 'Một'};\n- evil()\n"),
        ("{title: 'Một'};\n", "{title: 'Một'};\n```\n[evil()]\n```\n"),
        ("\n  two: 2,", "\n  two: evil(),"),
    ],
)
def test_a_module_that_goes_on_is_another_one(folder: Repository, written: str, evil: str) -> None:
    messages = {message for _, message in found(folder, GOOD.replace(written, evil))}

    assert "the export of MDX is not in the source" in messages


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


COMPONENTS = """# A

<Card url="https://example.com/x" title="One two" icon="one" {...props}>

Text with <Video.Player id="abc" /> and `<Name>` in it.

</Card>

<Link to="../b" label="x">one</Link> <site-tag to="x"/> <Tab href="#one"/>

```jsx
<Card url="https://example.com/y" />
```
"""


def components_told(folder: Repository, translation: str, name: str = "a.mdx") -> list[str]:
    folder.write(f"docs/{name}", COMPONENTS)
    folder.translate(f"docs/{name}", "vi", translation)
    return [
        f"{f['line'] - COMMENT_LINES}:{f['column']} {f['message']}"
        for f in folder.check().findings
        if "component" in f["message"]
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One two", "Một: hai"),
        ('icon="one"', 'icon="một"'),
        ("../b", "../../../b"),
        ('label="x"', 'label="y"'),
        ("<site-tag", "<tên-trang"),
        ("`<Name>`", "`<Tên>`"),
        ("`<Name>`", "`<TheName>`"),
        ("#one", "#một"),
        ("<Tab", "</Card> <Tab"),
    ],
)
def test_a_component_may_have_other_texts(folder: Repository, before: str, after: str) -> None:
    assert before in COMPONENTS
    assert components_told(folder, COMPONENTS.replace(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("example.com/x", "evil.example/x", "3:1 the component Card"),
        ("<Card url", "<Evil url", "3:1 the component Evil"),
        ("<Video.Player", "<Evil.Player", "5:11 the component Evil.Player"),
        ('id="abc"', 'id="evil"', "5:11 the component Video.Player"),
        ("../b", "//evil.example/b", "9:1 the component Link"),
        ("../b", "./evil", "9:1 the component Link"),
        ('label="x"', 'label="javascript:evil() + 1"', "9:1 the component Link"),
        ("One two", "https://evil.example", "3:1 the component Card"),
        ('title="One two"', 'videoId="evil"', "3:1 the component Card"),
        ("<site-tag", "<site.tag", "9:38 the component site.tag"),
        ("Text with", "Chữ <Evil/>", "5:5 the component Evil"),
    ],
)
def test_a_component_that_loads_or_leads_elsewhere_is_told(
    folder: Repository, before: str, after: str, place: str
) -> None:
    assert before in COMPONENTS
    (told,) = components_told(folder, COMPONENTS.replace(before, after))

    assert told.startswith(f"{place} is not in the source")


def test_components_are_words_in_brackets_elsewhere(folder: Repository) -> None:
    assert components_told(folder, COMPONENTS.replace("<Name>", "<Tên>"), "a.md") == []
