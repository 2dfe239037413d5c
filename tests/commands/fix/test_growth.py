"""`transync fix` checks a page again as often as its length allows, whatever its fixes do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

from tests.conftest import Repository
from transync.checking import run


def checks(work: Callable[[], object]) -> int:
    """How many times a piece of work checks the project, or a part of it."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        # Of what is called, neither the lines nor the end.
        nonlocal count
        count += frame.f_code is run.run.__code__

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def write_strays(repository: Repository, number: int) -> None:
    """A page with links that went astray, and with fewer paragraphs than its source."""
    repository.write("a.md", "# T\n\n" + "[a](b.md)\n\n" * number)
    repository.translate("a.md", "vi", "# T\n\n" + "[a] (b.md)\n\n" * (number - number // 10))
    repository.commit()


def test_a_short_page_is_checked_as_often_as_its_fixes_need(repository: Repository) -> None:
    write_strays(repository, 60)

    assert checks(lambda: repository.run("fix")) <= 60


def test_a_long_page_is_checked_a_few_times_and_what_is_not_tried_is_made_by_the_next_run(
    repository: Repository,
) -> None:
    write_strays(repository, 1_000)
    said = list[str]()

    assert checks(lambda: said.append(repository.run("fix").stdout)) <= 20
    assert "the file has too many fixes to try each of them: run `transync fix` again" in said[0]
    assert "repaired" in repository.run("fix").stdout


def test_a_huge_page_is_checked_before_and_after_and_told_to_be_too_large(
    repository: Repository,
) -> None:
    write_strays(repository, 5_500)
    said = list[str]()

    assert checks(lambda: said.append(repository.run("fix").stdout)) <= 2
    told = "all fixes of the file would bring up another finding, and it is too large to try each"
    assert told in said[0]


def test_a_page_without_a_wrong_edit_is_checked_before_and_after(repository: Repository) -> None:
    repository.write("a.md", "# T\n\n" + "[a](b.md)\n\n" * 1_000)
    repository.translate("a.md", "vi", "# T\n\n" + "[a] (b.md)\n\n" * 1_000)
    repository.commit()

    assert checks(lambda: repository.run("fix")) <= 3
