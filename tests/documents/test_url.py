"""Addresses are read as browsers read them (https://url.spec.whatwg.org/#url-parsing)."""

from __future__ import annotations

import pytest

from transync.documents.url import cleaned, parse_url, scheme_of


def place(target: str) -> str | None:
    url = parse_url(cleaned(target))
    return url.place if url else None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("https://e.com", "https://e.com/", id="no path"),
        pytest.param("HTTPS://E.com/A", "https://e.com/A", id="upper case"),
        pytest.param("//e.com/a", "https://e.com/a", id="no scheme"),
        pytest.param("https://evil.example\\@e.com/a", "https://evil.example/@e.com/a", id="\\"),
        pytest.param("https:\\\\evil.example\\a", "https://evil.example/a", id="only \\"),
        pytest.param("/\\evil.example/a", "https://evil.example/a", id="/ and \\"),
        pytest.param("\\/evil.example/a", "https://evil.example/a", id="\\ and /"),
        pytest.param("https:////e.com/a", "https://e.com/a", id="more slashes"),
        pytest.param("ht\ntps:/\t/e.\rcom/a", "https://e.com/a", id="line breaks and tabs"),
        pytest.param("\x00\x1f https://e.com/a \n", "https://e.com/a", id="space around"),
        pytest.param("https://e.com@evil.example/", "https://e.com@evil.example/", id="a user"),
        pytest.param("https://a@b@e.com/", "https://a@b@e.com/", id="the last @ counts"),
        pytest.param("https://e.com:443/", "https://e.com/", id="the port of the scheme"),
        pytest.param("http://e.com:443/", "http://e.com:443/", id="the port of another scheme"),
        pytest.param("http://e.com:0080/", "http://e.com/", id="zeros before a port"),
        pytest.param("https://e.com:/", "https://e.com/", id="an empty port"),
        pytest.param("https://e\u3002com/", "https://e.com/", id="an ideographic full stop"),
        pytest.param("https://ｅ．ｃｏｍ/", "https://e.com/", id="wide letters"),
        pytest.param("https://%65.com/", "https://e.com/", id="an escape in the host"),
        pytest.param("https://bücher.e.com/", "https://xn--bcher-kva.e.com/", id="a host's umlaut"),
        pytest.param("https://[::1]:8080/", "https://[::1]:8080/", id="a number for a host"),
        pytest.param("https://e.com/a b/é", "https://e.com/a%20b/%C3%A9", id="what is escaped"),
        pytest.param("https://e.com/%61%28%29", "https://e.com/a()", id="what need not be"),
        pytest.param(
            "https://e.com/a%2fb%5cc%252f", "https://e.com/a%2Fb%5Cc%252f", id="what must"
        ),
        pytest.param("https://e.com/%ff%FE", "https://e.com/%FF%FE", id="escapes that are no text"),
        pytest.param("https://e.com/a/../b/./c/..", "https://e.com/b/", id="segments of dots"),
        pytest.param(
            "https://e.com/../%2E%2e/a", "https://e.com/a", id="segments of their escapes"
        ),
        pytest.param("https://e.com\\a\\..\\b", "https://e.com/b", id="the same with \\"),
        pytest.param("https://e.com?a=/../b", "https://e.com/", id="a query is no path"),
        pytest.param("https://e.com#@evil.example", "https://e.com/", id="a fragment is no host"),
        pytest.param("https://e.com/\ud800", "https://e.com/%ED%A0%80", id="half of a character"),
    ],
)
def test_addresses_have_one_spelling(target: str, expected: str) -> None:
    assert place(target) == expected


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("https:evil.example", id="relative to a page of the same scheme"),
        pytest.param("https:/evil.example", id="one slash"),
        pytest.param("https://", id="no host"),
        pytest.param("https://@/", id="a user without a host"),
        pytest.param("https://e.com:port/", id="no number for a port"),
        pytest.param("https://e<.com/", id="no name of a host"),
        pytest.param("https://e%2f.com/", id="an escape that is no name of a host"),
        pytest.param("https://e\u2100.com/", id="a letter that is one with a slash"),
        pytest.param(f"https://{'e' * 4000}.com/", id="a name that no server has"),
        pytest.param("javascript://e.com/%0Ago()", id="another scheme"),
        pytest.param("a/b.md", id="a place beside the page"),
        pytest.param("\\a", id="a place on the same server"),
    ],
)
def test_what_is_no_address_of_the_web_has_none(target: str) -> None:
    assert place(target) is None


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("mailto:me@e.com", "mailto"),
        ("JavaScript:go()", "javascript"),
        ("java\nscript:go()", "javascript"),
        ("\x01javascript:go()", "javascript"),
        ("java\x01script:go()", None),
        ("//e.com", ""),
        ("a:b", "a"),
        ("1:b", None),
        ("/a:b", None),
        ("", None),
    ],
)
def test_schemes(target: str, scheme: str | None) -> None:
    assert scheme_of(cleaned(target)) == scheme


def test_query_and_fragment_stay() -> None:
    url = parse_url("https://e.com/a?b=\\c%20d?#e\\f#g")

    assert url == ("https://e.com/a", "b=\\c%20d?", "e\\f#g")
