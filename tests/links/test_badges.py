"""Badges: words may be translated, nothing else."""

from __future__ import annotations

import pytest

from transync.links.badges import is_same_badge

HOST = "https://img.shields.io"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("/badge/Made%20by-us-blue", "/badge/Von%20uns-uns-blue", id="words"),
        pytest.param("/badge/Beginners-22C55E", "/badge/Pemula-22c55e", id="a label alone"),
        pytest.param("/badge/a--b-c-red", "/badge/x-y--z-red", id="hyphens in words"),
        pytest.param("/github/stars/a/b", "/github/stars/a/b.svg", id="a suffix"),
        pytest.param(
            "/github/stars/a/b?label=Stars&style=flat",
            "/github/stars/a/b?style=flat&label=Sterne",
            id="a parameter",
        ),
    ],
)
def test_a_badge_in_another_language_is_the_same(source: str, translation: str) -> None:
    assert is_same_badge(HOST + source, HOST + translation)


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param(f"{HOST}/badge/a-b-blue", f"{HOST}/badge/a-b-red", id="another colour"),
        pytest.param(f"{HOST}/github/stars/a/b", f"{HOST}/github/stars/a/c", id="another project"),
        pytest.param(f"{HOST}/github/stars/a/b", f"{HOST}/github/forks/a/b", id="another count"),
        pytest.param(f"{HOST}/badge/a-b-blue", "https://evil.example/badge/a-b-blue", id="a host"),
        pytest.param(
            f"{HOST}/badge/a-b-blue", "https://img.shields.io@evil.example/badge/a-b-blue", id="@"
        ),
        pytest.param(f"{HOST}/badge/a-b-blue", "http://[img.shields.io/badge/a-b-blue", id="none"),
        pytest.param("https://e.com/a.svg", "https://e.com/a", id="no badges"),
        pytest.param(
            f"{HOST}/badge/dynamic/json?url=https://a.example&query=x",
            f"{HOST}/badge/dynamic/json?url=https://evil.example&query=x",
            id="a badge that reads elsewhere",
        ),
    ],
)
def test_another_badge_is_another_image(source: str, translation: str) -> None:
    assert not is_same_badge(source, translation)
