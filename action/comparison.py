"""Which commit to compare with, and its history, which a shallow clone lacks."""

from __future__ import annotations

from action.checkout import Checkout
from action.errors import UsageError
from action.event import Event

_DEPTHS = (100, 1000)


def find_base(wanted: str, event: Event | None, checkout: Checkout) -> str | None:
    """The commit that `diff` asks for, with the history that leads to HEAD; None for none.

    Raises UsageError where it can't be had: to check everything instead would blame the change
    for all that was there before.
    """
    if wanted == "false" or (wanted == "auto" and event is None):
        return None
    if checkout.commit("HEAD") is None:
        raise UsageError(
            "diff: there is no commit here to compare; run actions/checkout before this"
        )
    base = _of_event(event, checkout) if wanted == "auto" and event else _named(wanted, checkout)
    if not _connect(base, checkout):
        raise UsageError(
            f"the history back to {base[:12]}, which to compare with, is not in this clone, and"
            " can't be fetched from origin; give actions/checkout `fetch-depth: 0`"
        )
    return base


def _of_event(event: Event, checkout: Checkout) -> str:
    """The first parent of GitHub's merge commit: the event's base is older, when others merged."""
    if checkout.commit("HEAD") == event.base:
        raise UsageError(
            f"HEAD is {event.base[:12]}, the base of this change, and not the change; on events"
            " other than pull_request, actions/checkout needs its `ref`"
        )
    parents = checkout.parents
    return parents[0] if len(parents) == 2 and parents[1] == event.head else event.base


def _named(name: str, checkout: Checkout) -> str:
    """The commit of a branch, tag or commit that a person named."""
    if commit := checkout.commit(name) or checkout.commit(f"origin/{name}"):
        return commit
    remote = name.removeprefix("origin/")
    depth = ["--depth=1"] if checkout.is_shallow else []
    if (
        not remote.startswith("-")
        and checkout.git("check-ref-format", "--allow-onelevel", remote) is not None
        and checkout.fetch(*depth, "origin", remote)
        and (commit := checkout.commit("FETCH_HEAD"))
    ):
        return commit
    raise UsageError(f"diff: there is no branch, tag or commit {name!r}, here or in origin")


def _connect(base: str, checkout: Checkout) -> bool:
    """Fetch the history between the base and HEAD where it is missing, in growing steps."""
    if checkout.is_connected(base):
        return True
    if not checkout.is_shallow:
        # A depth would make the clone a shallow one.
        return checkout.fetch("origin", base) and checkout.is_connected(base)
    head = checkout.commit("HEAD") or "HEAD"
    if base in checkout.parents:
        checkout.fetch("--depth=2", "origin", head)
    for depth in (*(f"--depth={number}" for number in _DEPTHS), "--unshallow"):
        if checkout.is_connected(base):
            return True
        # HEAD may be a commit that this workflow made, and origin lacks.
        checkout.fetch(depth, "origin", base, head) or checkout.fetch(depth, "origin", base)
    return checkout.is_connected(base)
