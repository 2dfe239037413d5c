"""`transync fix` on a page with a hole: no link that was right before is changed."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Repository
from tests.injections.chunk_faults import CHUNK_FAULTS
from tests.injections.guide import write_guide
from tests.injections.pages import Page, on_disk

_TARGET = re.compile(r"\]\(([^()\s]+)\)")


@pytest.fixture
def page(repository: Repository) -> Page:
    return write_guide(repository)


@pytest.mark.parametrize("kind", CHUNK_FAULTS)
@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.randoms(use_true_random=False))
def test_no_link_that_was_right_is_changed(
    kind: str, page: Page, repository: Repository, rng: Random
) -> None:
    injection = CHUNK_FAULTS[kind](page, rng)
    if injection is None:
        return
    with on_disk(injection.after):
        repository.run("fix", "--no-cache")
        fixed = (repository.root / page.translation_path).read_text(encoding="utf-8")

    # The page had no fault: each link that it still has is as it should be.
    assert targets(injection.after.translation) - targets(fixed) == Counter()


def targets(text: str) -> Counter[str]:
    """How often the text links to each target, in code as well."""
    return Counter(_TARGET.findall(text))


FOREIGN = """\
## Die Suppe

Waschen Sie den Lauch, und schneiden Sie ihn in Ringe, die so dick wie ein Finger sind.

Lassen Sie alles zwanzig Minuten kochen, und zerdrücken Sie es mit der Gabel.

"""
BACKTAG = ("## Backtag\n", "## Wenn es misslingt\n")
OPEN_CODE = ("        jar.stir()\n", "Nach fünf Tagen")
# What is cut out of the page, from where up to where, and what is put there; the anchors of one
# link, in the source, in the translation, and there after the fix.
CASES = {
    "a section is not led to where it may be another one": (
        (*BACKTAG, FOREIGN),
        ("baking-day", "backtag", "backtag"),
    ),
    "a whole section is led to, though another one is lost": (
        ("### Am Leben halten\n", "## Backtag\n", ""),
        ("baking-day", "baking-day", "backtag"),
    ),
    "a section with a gap is led to where code above it shows which one it is": (
        ("Nach fünf Tagen", "### Am Leben halten\n", ""),
        ("grow-your-own", "grow-your-own", "selbst-gezogen"),
    ),
    "a section with a gap is not led to where nothing above it shows which one it is": (
        ("![Der gefaltete", "## Wenn es misslingt\n", ""),
        ("baking-day", "baking-day", "baking-day"),
    ),
    "headings that lost code swallows are not taken for others": (
        (*OPEN_CODE, ""),
        ("baking-day", "backtag", "backtag"),
    ),
    "headings below such code are found": (
        (*OPEN_CODE, ""),
        ("what-comes-next", "what-comes-next", "was-danach-kommt"),
    ),
}


@pytest.mark.parametrize(("cut", "anchors"), CASES.values(), ids=CASES)
def test_a_link_leads_to_a_section_that_is_sure(
    cut: tuple[str, str, str], anchors: tuple[str, str, str], page: Page, repository: Repository
) -> None:
    start, stop, new = cut
    source, before, after = anchors
    text = page.translation
    text = text[: text.index(start)] + new + text[text.index(stop) :]
    repository.write(page.translation_path, text)
    repository.replace(page.translation_path, "[am Anfang](#backtag)", f"[am Anfang](#{before})")
    repository.replace(
        page.source_path, "[the beginning](#baking-day)", f"[the beginning](#{source})"
    )
    repository.sidecar("de", {page.source_path: repository.record(page.source_path, "de")})

    repository.run("fix")

    fixed = (repository.root / page.translation_path).read_text(encoding="utf-8")
    assert f"[am Anfang](#{after})" in fixed
