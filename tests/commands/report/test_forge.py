"""Where a repository and its files are shown in a browser."""

from __future__ import annotations

import pytest

from transync.commands.report.forge import browser_address, compare_link, file_link, file_pattern

GITHUB = "https://github.com/owner/name"
GITLAB = "https://gitlab.com/group/sub/name"
AZURE = "https://dev.azure.com/org/project/_git/name"
BITBUCKET = "https://bitbucket.org/owner/name"


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/owner/name.git", GITHUB),
        ("https://github.com/owner/name/", GITHUB),
        ("http://github.com/owner/name", GITHUB),
        ("git@github.com:owner/name.git", GITHUB),
        ("ssh://git@github.com/owner/name.git", GITHUB),
        ("ssh://git@github.com:22/owner/name.git", GITHUB),
        ("ssh://git@ssh.github.com:443/owner/name.git", GITHUB),
        ("git://GitHub.com/owner/name.git", GITHUB),
        ("https://gitlab.com/group/sub/name.git", GITLAB),
        ("git@gitlab.com:group/sub/name.git", GITLAB),
        ("git@gitlab.example.org:group/name.git", "https://gitlab.example.org/group/name"),
        ("https://gitlab.example.org:8443/a/b", "https://gitlab.example.org:8443/a/b"),
        ("ssh://git@gitlab.example.org:2222/a/b", "https://gitlab.example.org/a/b"),
        ("https://dev.azure.com/org/project/_git/name", AZURE),
        ("https://org@dev.azure.com/org/project/_git/name", AZURE),
        ("git@ssh.dev.azure.com:v3/org/project/name", AZURE),
        ("https://org.visualstudio.com/project/_git/name", AZURE),
        ("https://org.visualstudio.com/DefaultCollection/project/_git/name", AZURE),
        ("org@vs-ssh.visualstudio.com:v3/org/project/name", AZURE),
        ("https://dev.azure.com/org/_git/name", "https://dev.azure.com/org/name/_git/name"),
        (
            "https://dev.azure.com/org/my%20project/_git/name",
            "https://dev.azure.com/org/my%20project/_git/name",
        ),
        ("git@bitbucket.org:owner/name.git", BITBUCKET),
        ("https://someone@bitbucket.org/owner/name.git", BITBUCKET),
    ],
)
def test_the_remote_of_a_forge_has_an_address_in_a_browser(remote: str, address: str) -> None:
    assert browser_address(remote) == address


@pytest.mark.parametrize(
    "remote",
    [
        "https://user:s3cret@github.com/owner/name.git",
        "https://s3cret@github.com/owner/name",
        "https://oauth2:s3cret@gitlab.com/owner/name",
        "https://s3cret@dev.azure.com/org/project/_git/name",
        "ssh://s3cret:s3cret@bitbucket.org/owner/name",
    ],
)
def test_no_name_or_password_is_in_an_address(remote: str) -> None:
    address = browser_address(remote)

    assert address is not None
    assert "s3cret" not in address
    assert "@" not in address


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/name.git",
        "../name",
        "C:/git/name",
        "file:///srv/git/name.git",
        "https://example.com/owner/name",
        "https://github.com.evil.example/owner/name",
        "https://evil.example/github.com/owner/name",
        "https://github.com/owner",
        "https://github.com/owner/name/tree/main",
        "javascript://github.com/owner/name",
        "https://dev.azure.com/org/project",
    ],
)
def test_what_nobody_knows_has_none(remote: str) -> None:
    assert browser_address(remote) is None


@pytest.mark.parametrize(
    ("forge", "link"),
    [
        (GITHUB, f"{GITHUB}/blob/abc/docs/1%20a.md?plain=1#L7"),
        (GITLAB, f"{GITLAB}/-/blob/abc/docs/1%20a.md?plain=1#L7"),
        (BITBUCKET, f"{BITBUCKET}/src/abc/docs/1%20a.md#lines-7"),
        (
            AZURE,
            f"{AZURE}?path=/docs/1%20a.md&version=GCabc"
            "&line=7&lineEnd=7&lineStartColumn=1&lineEndColumn=999",
        ),
    ],
)
def test_a_link_leads_to_a_line_of_a_file(forge: str, link: str) -> None:
    assert file_link(forge, "abc", "docs/1 a.md", 7) == link


def test_a_page_is_shown_as_such_unless_a_line_of_it_is_meant() -> None:
    assert file_link(GITHUB, "abc", "a.md") == f"{GITHUB}/blob/abc/a.md"
    assert file_link(GITHUB, "abc", "a.ipynb", 7) == f"{GITHUB}/blob/abc/a.ipynb#L7"


@pytest.mark.parametrize("forge", [GITHUB, GITLAB, AZURE, BITBUCKET])
def test_a_hostile_name_stays_inside_its_link(forge: str) -> None:
    link = file_link(forge, "abc", 'a"><script>?#&%0A) [x](y).md', 1)

    assert "a%22%3E%3Cscript%3E%3F%23%26%250A%29%20%5Bx%5D%28y%29.md" in link
    assert not set('"<>()[] ') & set(link)


@pytest.mark.parametrize("forge", [GITHUB, GITLAB, AZURE, BITBUCKET])
@pytest.mark.parametrize("path", ["docs/a.md", "code/a.py"])
def test_the_pattern_of_all_links_makes_the_same_ones(forge: str, path: str) -> None:
    pattern = file_pattern(forge, "abc")
    address = pattern.file.replace("{path}", path)
    as_text = pattern.as_text if path.endswith(".md") else ""

    assert address == file_link(forge, "abc", path)
    assert address + as_text + pattern.line.replace("{line}", "7") == (
        file_link(forge, "abc", path, 7)
    )


@pytest.mark.parametrize(
    ("forge", "link"),
    [
        (GITHUB, f"{GITHUB}/compare/old...new"),
        (GITLAB, f"{GITLAB}/-/compare/old...new"),
        (BITBUCKET, f"{BITBUCKET}/branches/compare/new%0Dold"),
        (AZURE, f"{AZURE}/branchCompare?baseVersion=GCold&targetVersion=GCnew&_a=files"),
    ],
)
def test_a_link_leads_to_what_has_changed(forge: str, link: str) -> None:
    assert compare_link(forge, "old", "new") == link


def test_on_github_it_leads_to_the_file() -> None:
    # printf README.md | sha256sum
    digest = "b335630551682c19a781afebcf4d07bf978fb1f8ac04c6bf87428ed5106870f5"

    link = compare_link(GITHUB, "old", "new", "README.md")

    assert link == f"{GITHUB}/compare/old...new#diff-{digest}"
