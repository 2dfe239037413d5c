"""`transync fix` checks a page again as often as its length allows, whatever its fixes do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from tests.conftest import Repository
from transync.checking import run


def checks(work: Callable[[], object]) -> int:
    """How many times a piece of work checks the project, or a part of it."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is run.run.__code__

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def write_strays(repository: Repository, number: int) -> None:
    """A page with links that went astray, and with fewer paragraphs than its source."""
    repository.write("a.md", "# T\n\n" + "[a](b.md)\n\n" * number)
    repository.translate("a.md", "vi", "# T\n\n" + "[a] (b.md)\n\n" * (number - number // 10))
    repository.commit()


@pytest.mark.parametrize(
    ("number", "most"),
    [
        pytest.param(60, 60, id="a short page as often as its fixes need"),
        pytest.param(1_000, 20, id="a long one a few times"),
        pytest.param(5_500, 2, id="a huge one before and after"),
    ],
)
def test_a_page_is_checked_as_often_as_its_length_allows(
    repository: Repository, number: int, most: int
) -> None:
    write_strays(repository, number)

    assert checks(lambda: repository.run("fix")) <= most


def test_what_is_not_tried_is_said_and_made_by_the_next_run(repository: Repository) -> None:
    write_strays(repository, 1_000)

    first, second = repository.run("fix"), repository.run("fix")

    assert (
        "the file has too many fixes to try each of them: run `transync fix` again" in first.stdout
    )
    assert "repaired" in second.stdout


def test_what_is_too_large_to_be_tried_is_said(repository: Repository) -> None:
    write_strays(repository, 5_500)

    fixed = repository.run("fix")

    told = "all fixes of the file would bring up another finding, and it is too large to try each"
    assert told in fixed.stdout


def test_a_page_without_a_wrong_edit_is_checked_before_and_after(repository: Repository) -> None:
    repository.write("a.md", "# T\n\n" + "[a](b.md)\n\n" * 1_000)
    repository.translate("a.md", "vi", "# T\n\n" + "[a] (b.md)\n\n" * 1_000)
    repository.commit()

    assert checks(lambda: repository.run("fix")) <= 3
