"""Where a repository is shown in a browser, told from the address that git fetches it from."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

from transync.untrusted.file_name import name_bytes

_HOST = r"(?P<host>[a-z0-9][a-z0-9.-]*)"
_REMOTE = re.compile(
    # https://user:token@host:port/path, ssh://git@host:port/path
    rf"(?P<scheme>https?|ssh|git\+ssh|git)://(?:[^@/]*@)?{_HOST}(?::(?P<port>\d+))?/++(?P<path>.+)"
    # git@host:path
    rf"|(?:[^@/:]+@){_HOST.replace('host', 'host2')}:(?P<path2>[^:]+)",
    re.IGNORECASE,
)
_AZURE_SSH = re.compile(r"v3/([^/]+)/([^/]+)/([^/]+)")
_OF_PAGES = re.compile(r"\.(?:md|mdx|markdown)$", re.IGNORECASE)


class _AddressForms(NamedTuple):
    """How a kind of forge addresses a file in a commit, a line of it, and what has changed."""

    file: str
    line: str
    compare: str
    # What makes it show the text of a page, which has lines, in place of the page.
    as_text: str = ""


class FilePattern(NamedTuple):
    """An address with `{path}` in it, and what follows it for a `{line}`.

    `as_text` goes between the two where the file is a page in Markdown.
    """

    file: str
    line: str
    as_text: str


_KINDS = {
    "github": _AddressForms(
        "/blob/{commit}/{path}", "#L{line}", "/compare/{old}...{new}", as_text="?plain=1"
    ),
    "gitlab": _AddressForms(
        "/-/blob/{commit}/{path}", "#L{line}", "/-/compare/{old}...{new}", as_text="?plain=1"
    ),
    "bitbucket": _AddressForms(
        "/src/{commit}/{path}", "#lines-{line}", "/branches/compare/{new}%0D{old}"
    ),
    "azure": _AddressForms(
        "?path=/{path}&version=GC{commit}",
        "&line={line}&lineEnd={line}&lineStartColumn=1&lineEndColumn=999",
        "/branchCompare?baseVersion=GC{old}&targetVersion=GC{new}&_a=files",
    ),
}
_KINDS_BY_HOST = {"github.com": "github", "gitlab.com": "gitlab", "bitbucket.org": "bitbucket"}


def browser_address(remote: str) -> str | None:
    """The repository's address in a browser; None of a host that nobody knows, or of a folder.

    Names and passwords that stand in the remote's address are not in it.
    """
    found = _REMOTE.fullmatch(remote.strip())
    if found is None:
        return None
    host = (found["host"] or found["host2"]).lower().removesuffix(".")
    path = unquote(found["path"] or found["path2"]).strip("/").removesuffix(".git")
    if host in ("ssh.dev.azure.com", "vs-ssh.visualstudio.com"):
        parts = _AZURE_SSH.fullmatch(path)
        if parts:
            return _azure(*parts.groups())
        return None
    if host == "dev.azure.com" or host.endswith(".visualstudio.com"):
        return _azure_by_http(host, path)
    host = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com"}.get(host, host)
    host = {"altssh.bitbucket.org": "bitbucket.org"}.get(host, host)
    kind, depth = _kind_of_host(host), path.count("/")
    # Only GitLab has groups in groups.
    if kind is None or depth < 1 or (depth > 1 and kind != "gitlab"):
        return None
    is_web = (found["scheme"] or "").lower() in ("http", "https")
    if found["port"] and is_web:
        host = f"{host}:{found['port']}"
    return f"https://{host}/{_quoted(path)}"


def file_link(forge: str, commit: str, path: str, line: int | None = None) -> str:
    """The address of a file as it is in a commit, at a line of it."""
    links = _links(forge)
    address = forge + links.file.format(commit=_quoted(commit), path=_quoted(path))
    if line and _OF_PAGES.search(path):
        address += links.as_text
    if line:
        address += links.line.format(line=line)
    return address


def file_pattern(forge: str, commit: str) -> FilePattern:
    """What the addresses of all files in a commit have in common, for programs that build them."""
    links = _links(forge)
    file = links.file.replace("{commit}", _quoted(commit))
    return FilePattern(forge + file, links.line, links.as_text)


def compare_link(forge: str, old: str, new: str, path: str = "") -> str:
    """The address of what has changed from one commit to another, at a file where that can be."""
    links = _links(forge)
    # GitHub names the part of a file by a digest of its path.
    place = ""
    if links is _KINDS["github"] and path:
        place = f"#diff-{sha256(path.encode(errors='surrogatepass')).hexdigest()}"
    return forge + links.compare.format(old=_quoted(old), new=_quoted(new)) + place


def _links(forge: str) -> _AddressForms:
    host = forge.removeprefix("https://").partition("/")[0].partition(":")[0]
    return _KINDS[_kind_of_host(host) or "azure"]


def _kind_of_host(host: str) -> str | None:
    """Also of a forge that somebody runs under the product's own name: `gitlab.example.org`."""
    if host in _KINDS_BY_HOST:
        return _KINDS_BY_HOST[host]
    product, _, domain = host.partition(".")
    is_own = product in ("github", "gitlab") and not domain.startswith("com.")
    if is_own:
        return product
    return "github" if host.endswith(".ghe.com") else None


def _azure(organization: str, project: str, name: str) -> str:
    return "https://dev.azure.com/" + _quoted(f"{organization}/{project}/_git/{name}")


def _azure_by_http(host: str, path: str) -> str | None:
    """From `dev.azure.com/org/project/_git/name` or `org.visualstudio.com/project/_git/name`."""
    before, _, name = path.partition("_git/")
    parts = [part for part in before.split("/") if part and part != "DefaultCollection"]
    if host != "dev.azure.com":
        parts.insert(0, host.removesuffix(".visualstudio.com"))
    # A project's first repository has its name, which is left out then.
    if len(parts) == 1:
        parts.append(name)
    if len(parts) != 2 or not name or "/" in name:
        return None
    return _azure(parts[0], parts[1], name)


def _quoted(path: str) -> str:
    return quote(name_bytes(path), safe="/")
