"""Which tags make a browser do more than show a text."""

from __future__ import annotations

import pytest

from transync.documents.parse.active import actions
from transync.documents.parse.markup import tags


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<script>", ()),
        ("<SCRIPT SRC=a class=b>", (("src", "a"),)),
        ("<form name=a method=post>", (("method", "post"),)),
        ("<b onclick=go()>", (("onclick", "go()"),)),
        ("<p is=a-b x=1>", (("is", "a-b"), ("x", "1"))),
        ("<td background=a.png>", (("background", "a.png"),)),
        ("<a href=a ping=b>", (("ping", "b"),)),
        ("<img src=a srcset=b lowsrc=c>", (("lowsrc", "c"), ("srcset", "b"))),
        ("<iframe allowfullscreen sandbox>", (("allowfullscreen", ""), ("sandbox", ""))),
        ("<p style='a: url(b)'>", (("style", "a: url(b)"),)),
        ("<p style='a: u\\72l(b)'>", (("style", "a: u\\72l(b)"),)),
        ("<p style='a: -webkit-image-set(b)'>", (("style", "a: -webkit-image-set(b)"),)),
        ("<p style='a: u/**/rl(b)'>", (("style", "a: u/**/rl(b)"),)),
        ("<your-name onload=go()>", (("onload", "go()"),)),
        ("<link rel=stylesheet href=a>", (("href", "a"),)),
        ("<meta http-equiv=refresh content=1>", (("content", "1"), ("http-equiv", "refresh"))),
        ("<set to=a>", (("to", "a"),)),
    ],
)
def test_what_acts(tag: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert [actions(each) for each in tags(tag)] == [expected]


@pytest.mark.parametrize(
    "tag",
    [
        *("<p>", "</script>", "</form action=a>", "<your-name>", "<link>", "<object>", "<set>"),
        *("<b onclick>", "<your first name=a>", "<a href=a>", "<img src=a alt=b width=1>"),
        *("<input type=checkbox checked disabled>", "<details open>", "<ol start=3 type=a>"),
        *("<p style='a: rgb(1, 2, 3)'>", "<p style='margin: calc(1px + 2px)'>", "<p data-a=b>"),
        *("<p aria-label=a>", "<meta name=description content=a>", "<td colspan=2 align=left>"),
    ],
)
def test_what_does_not(tag: str) -> None:
    assert [actions(each) for each in tags(tag)] == [None]


def test_the_time_for_a_style_grows_with_it() -> None:
    styles = ("a" * 200_000, "a(" * 100_000, "-" * 200_000)

    assert [len(actions(each) or ()) for s in styles for each in tags(f"<p style='{s}'>")] == [
        0,
        1,
        0,
    ]
