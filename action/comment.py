"""The one comment on a pull request: found by its marker, and kept up to date.

https://docs.github.com/en/rest/issues/comments
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from action.excerpt import excerpt

_CHARACTERS = 65_536
_PAGE = 100
_SECONDS = 20


class Issue(NamedTuple):
    """A pull request, as GitHub's REST API knows it, and who speaks."""

    api: str
    token: str
    repository: str
    number: int


def marker(parts: Iterable[str]) -> str:
    """What the comment begins with, unseen; other parts (a job, its paths) are another comment."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f"<!-- transync {digest[:16]} -->"


def comment(issue: Issue, mark: str, markdown: str, footer: str, is_worth_it: bool) -> str:
    """Write or update the comment, and return what has become of it, for the log.

    Without anything worth saying, no comment is begun; one that is there is updated. Nothing that
    GitHub or the network refuses is an error: the summary has the same.
    """
    begin, end = f"{mark}\n", f"\n{footer}\n"
    body = begin + excerpt(markdown, _CHARACTERS - len(begin) - len(end)) + end
    try:
        existing = next(_own(issue, mark), None)
        if existing is None and not is_worth_it:
            return "there is nothing to say on the pull request"
        if existing is None:
            _ask(issue, "POST", f"issues/{issue.number}/comments", {"body": body})
            return "the comment on the pull request is written"
        _ask(issue, "PATCH", f"issues/comments/{existing}", {"body": body})
        return "the comment on the pull request is updated"
    except HTTPError as error:
        error.close()
        why = f"GitHub says {error.code} {error.reason}"
        if error.code in (401, 403, 404):
            why += "; it takes `pull-requests: write`, which forks and Dependabot don't have"
        return f"no comment on the pull request: {why}"
    except (OSError, HTTPException, ValueError, LookupError, TypeError, AttributeError) as error:
        return f"no comment on the pull request: {' '.join(str(error).split())}"


def _own(issue: Issue, mark: str) -> Iterator[int]:
    """The comments that this action made: a person's that quotes the marker is not one."""
    page = 1
    while True:
        path = f"issues/{issue.number}/comments?per_page={_PAGE}&page={page}"
        comments = _ask(issue, "GET", path)
        for found in comments:
            is_bot = (found.get("user") or {}).get("type") == "Bot"
            if is_bot and (found.get("body") or "").startswith(mark):
                yield int(found["id"])
        if len(comments) < _PAGE:
            return
        page += 1


def _ask(issue: Issue, method: str, path: str, sent: dict[str, str] | None = None) -> Any:
    request = Request(  # noqa: S310, the runner says where its API is
        f"{issue.api}/repos/{issue.repository}/{path}",
        data=None if sent is None else json.dumps(sent).encode(),
        headers={
            "Authorization": f"Bearer {issue.token}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
            "User-Agent": "transync",
            "X-GitHub-Api-Version": "2022-11-28",
        },
        method=method,
    )
    with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310, as above
        return json.load(answer)
