"""Finding what belongs together takes as long as there are folders, however they lie."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from tests.conftest import Repository
from tests.stepping import steps

# Some more than the factor for sorting.
SMALL, FACTOR, MOST_GROWTH = 12, 5, 5.3
# What is done with each pair, one after the other.
OF_PAIRS = ("checking", "cli", "comparison", "documents", "output", "records", "rules", "untrusted")


def pages_with_sidecars(repository: Repository, number: int, key: str, root: str = "") -> None:
    """Folders with a page, whose translations have a sidecar in each: below one root, or each."""
    for n in range(number):
        source = f"d{n}/p.md"
        repository.write(source, f"# About {n}\n\n[next](../d{number - 1 - n}/p.md)\n")
        for code in ("es", "vi"):
            folder = f"d{n}/translations/{code}" if root else f"translations/{code}/d{n}"
            repository.write(f"{folder}/p.md", f"# {n}\n")
            place, _, last = folder.rpartition("/")
            repository.sidecar(last, {key: repository.record(source, code)}, place)


def one_root(repository: Repository, number: int) -> None:
    pages_with_sidecars(repository, number, "p.md")


def one_root_beside_a_page_of_the_same_name(repository: Repository, number: int) -> None:
    repository.write("p.md", "# Above\n")
    pages_with_sidecars(repository, number, "p.md")


def absolute_keys(repository: Repository, number: int) -> None:
    pages_with_sidecars(repository, number, "/home/writer/project/p.md")


def many_roots(repository: Repository, number: int) -> None:
    pages_with_sidecars(repository, number, "p.md", root="each")


def many_roots_with_images(repository: Repository, number: int) -> None:
    many_roots(repository, number)
    for n in range(number):
        repository.write(f"d{n}/i{n}.png", f"image {n}")
        name = f"i{n}.{sha256(f'i{n}.png'.encode()).hexdigest()[:16]}.png"
        repository.write(f"d{n}/translated_images/es/{name}", "image")
        record = repository.record(f"d{n}/i{n}.png", "es", source_file=f"i{n}.png")
        repository.sidecar("es", {name: record}, f"d{n}/translated_images")


TREES = (
    one_root,
    one_root_beside_a_page_of_the_same_name,
    absolute_keys,
    many_roots,
    many_roots_with_images,
)


@pytest.mark.parametrize("make", TREES, ids=[make.__name__ for make in TREES])
def test_five_times_as_many_folders_take_about_five_times_as_many_steps(
    repository: Repository, make: Callable[[Repository, int], None]
) -> None:
    make(repository, SMALL)
    few = steps_of_check(repository)
    make(repository, SMALL * FACTOR)
    many = steps_of_check(repository)

    assert many <= MOST_GROWTH * few


def steps_of_check(repository: Repository) -> int:
    return steps(lambda: repository.check("--no-cache", "--jobs", "1"), without=OF_PAIRS)
