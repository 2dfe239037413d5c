"""HTML is read as browsers read it (https://html.spec.whatwg.org/multipage/parsing.html)."""

from __future__ import annotations

import pytest

from transync.documents.parse.markup import Comment, Tag, read_html, unescaped

Read = list[tuple[str, dict[str, str]] | str]


def read(text: str) -> Read:
    """The whole tags, and `comment` for each whole comment."""
    return [
        (each.name, each.attributes) if isinstance(each, Tag) else "comment"
        for each in read_html(text)
        if each.is_whole
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('<a href="1" href="2">', {"href": "1"}, id="the first of two counts"),
        pytest.param("<a HREF=1 hReF=2>", {"href": "1"}, id="in whatever case"),
        pytest.param("<a href = 1>", {"href": "1"}, id="space around the sign"),
        pytest.param("<a\n href\n=\n'1\n2'\n>", {"href": "1\n2"}, id="on several lines"),
        pytest.param("<a/href=1/>", {"href": "1/"}, id="slashes"),
        pytest.param("<a b=1 / c>", {"b": "1", "c": ""}, id="a slash between"),
        pytest.param("<a b='1'c=\"2\"d=3>", {"b": "1", "c": "2", "d": "3"}, id="no space between"),
        pytest.param("<a =b=c>", {"=b": "c"}, id="a sign that begins a name"),
        pytest.param("<a b= >", {"b": ""}, id="no value"),
        pytest.param("<a b=\"'>\" c='\">'>", {"b": "'>", "c": '">'}, id="brackets in quotes"),
        pytest.param("<a b=c'd\"e`>", {"b": "c'd\"e`"}, id="quotes within a value"),
        pytest.param("<a \u212aey=1 key=2>", {"\u212aey": "1", "key": "2"}, id="letters of ASCII"),
        pytest.param("<a b=1\fc=2\xa0d>", {"b": "1", "c": "2\xa0d"}, id="space of ASCII"),
        pytest.param("<a b='&lt;&#106;&#x6A'>", {"b": "<jj"}, id="references"),
    ],
)
def test_attributes(text: str, expected: dict[str, str]) -> None:
    assert read(text) == [("a", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<B></B >", [("b", {}), ("/b", {})], id="names in lower case"),
        pytest.param("a < b <3 <> </> <é>", [], id="brackets in a text"),
        pytest.param("<a<b>", [("a<b", {}), ("b", {})], id="a bracket in a name"),
        pytest.param("<!-- <a> --><b>", ["comment", ("b", {})], id="a comment"),
        pytest.param("<!--><a>-->", ["comment", ("a", {})], id="a comment that ends at once"),
        pytest.param("<!---><a>-->", ["comment", ("a", {})], id="a comment that ends soon"),
        pytest.param("<!----><a>-->", ["comment", ("a", {})], id="an empty comment"),
        pytest.param("<!----!><a>-->", ["comment", ("a", {})], id="an empty comment with a mark"),
        pytest.param("<!-- --!><a>-->", ["comment", ("a", {})], id="a comment that ends early"),
        pytest.param("<!-- -- ><a>-->", ["comment"], id="no end of a comment"),
        pytest.param("<!-- <!-- --><a>", ["comment", ("a", {})], id="a comment in a comment"),
        pytest.param("<!x --><a>", ["comment", ("a", {})], id="a declaration"),
        pytest.param("<?x ><a>?>", ["comment", ("a", {})], id="an instruction"),
        pytest.param("<![CDATA[><a>]]>", ["comment", ("a", {})], id="CDATA"),
        pytest.param("</ x><a>", ["comment", ("a", {})], id="an end tag without a name"),
        pytest.param("<a b='", [], id="a tag that does not end"),
        pytest.param("<!-- a", [], id="a comment that does not end"),
        pytest.param(
            "<style><!--</style><a>--></style>",
            [("style", {}), ("/style", {}), ("a", {}), ("/style", {})],
            id="no comment in a style",
        ),
        pytest.param(
            "<script><a></script x><b>",
            [("script", {}), ("a", {}), ("/script", {"x": ""}), ("b", {})],
            id="tags in a script, which may be none",
        ),
        pytest.param(
            "<title><a></titles></TITLE/><b>",
            [("title", {}), ("a", {}), ("/titles", {}), ("/title", {}), ("b", {})],
            id="the end of a title is that of no other name",
        ),
    ],
)
def test_tags_and_comments(text: str, expected: Read) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("&amp;&AMP&amp", "&&&"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("&copy;=&copyright&copyright;", "©=&copyright&copyright;"),
        ("&copy &notit; &not", "© &notit; ¬"),
        ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\ufffd" * 4),
        ("&#1;&#x80;&#128;&#13;", "\x01€€\r"),
        ("&#x00000000006A;&#0000000000106", "jj"),
        ("&#;&#x;&;&", "&#;&#x;&;&"),
    ],
)
def test_character_references_of_attributes(written: str, value: str) -> None:
    assert unescaped(written) == value


def test_what_does_not_end_is_told() -> None:
    open_tag, open_comment = read_html("<b c='"), read_html("d <!-- ")

    assert open_tag == [Tag("b", {"c": ""}, 0, 6, is_whole=False)]
    assert open_comment == [Comment(2, 7, is_whole=False)]


def test_offsets_are_those_of_the_text() -> None:
    text = "a <b c='<d>'> <!-- e --></b>"

    assert [text[each.offset : each.end] for each in read_html(text)] == [
        "<b c='<d>'>",
        "<!-- e -->",
        "</b>",
    ]


def test_what_somebody_forgot_to_end_holds_the_next() -> None:
    text = "<strongYes, it is</strong> warm"

    assert [(each.name, each.offset) for each in read_html(text) if isinstance(each, Tag)] == [
        ("strongyes,", 0),
        ("/strong", 17),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a", "<a ", "<a <", "<a/", "<a =", "<a b>", "<a b=<", "<a b='", '<a b="'),
        *("</", "</ ", "<!", "<!>", "<!--", "<!-- --", "<?", "<b><!-- -->", "<x <!--"),
        *("<style>", "<style></style>", "<style><title>", "<script><!--", "<title", "</style"),
        *("<a b='&#1", "<a b=&#", "<a b='&a"),
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    assert len(read_html(text)) <= len(text)
