"""`transync stamp`: translations that a person brought up to date get records that say so."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import DATE, Repository
from transync.checking.plan import Resources
from transync.commands.stamp import StampResult
from transync.commands.stamp import stamp as run_stamp
from transync.config import load_settings
from transync.repository.tree import read_tree
from transync.rules import rule_names

THEN = "# Bread\n\nIt needs flour.\n"
NOW = "# Bread\n\nIt needs flour and water.\n"
VI = "# Bánh mì\n\nCần bột và nước.\n"
OLD_HASH = hashlib.md5(THEN.encode()).hexdigest()
NEW_HASH = hashlib.md5(NOW.encode()).hexdigest()
PAGE = "translations/vi/bread.md"
SIDECAR = "translations/vi/.co-op-translator.json"
COMMENT = f"""<!--
CO_OP_TRANSLATOR_METADATA:
{{
  "original_hash": "{OLD_HASH}",
  "translation_date": "{DATE}",
  "source_file": "bread.md",
  "language_code": "vi"
}}
-->
"""
ENTRY = {
    "original_hash": OLD_HASH,
    "translation_date": DATE,
    "source_file": "bread.md",
    "language_code": "vi",
}
# A page that tells transync that the folder is Co-op Translator's.
OTHER = f"""<!--
{json.dumps({**ENTRY, "source_file": "other.md"})}
-->
# Other
"""


@pytest.fixture
def bakery(repository: Repository) -> Repository:
    """A repository with one source, as it is now."""
    repository.write("bread.md", NOW)
    return repository


def stamp(repository: Repository, *arguments: str) -> str:
    """Stamp, which must succeed, and return what is said."""
    checked = repository.run("stamp", *arguments)
    assert (checked.exit_code, checked.stderr) == (0, ""), checked
    return checked.stdout


def refused(repository: Repository, *arguments: str) -> str:
    """Stamp, which must refuse something, and return what is said."""
    checked = repository.run("stamp", *arguments)
    assert (checked.exit_code, checked.stderr) == (1, ""), checked
    return checked.stdout


def complaint(repository: Repository, *arguments: str) -> str:
    """Stamp, which must be wrong usage, and return the complaint."""
    before = contents(repository)
    checked = repository.run("stamp", *arguments)
    assert (checked.exit_code, checked.stdout) == (2, ""), checked
    assert contents(repository) == before
    return checked.stderr.removeprefix("transync: ").removesuffix("\n")


def read(repository: Repository, path: str) -> bytes:
    return (repository.root / path).read_bytes()


def contents(repository: Repository) -> dict[str, bytes]:
    """Every file of the repository but git's and the cache."""
    return {
        path.relative_to(repository.root).as_posix(): path.read_bytes()
        for path in repository.root.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def today(data: bytes) -> str:
    """The one date of today in Co-op Translator's form, in UTC and of this minute."""
    dates: list[str] = re.findall(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", data.decode())
    (found,) = set(dates) - {DATE}
    assert timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(found) < timedelta(minutes=1)
    return found


def renewed(text: str | bytes, date: str) -> bytes:
    """A text with the new hash and date in place of the old ones."""
    data = text if isinstance(text, bytes) else text.encode()
    return data.replace(OLD_HASH.encode(), NEW_HASH.encode()).replace(DATE.encode(), date.encode())


def is_current(repository: Repository, path: str) -> bool:
    """Whether `check` finds nothing wrong, and counts the page as current."""
    checked = repository.check(path)
    states = {state for state, number in checked.report["summary"]["pairs"].items() if number}
    return checked.findings == [] and states == {"current"}


class TestComment:
    """A translation with the record in a comment gets the new one there."""

    @pytest.mark.parametrize(
        "text",
        [
            COMMENT + VI,
            (COMMENT + VI).replace("\n", "\r\n"),
            "\ufeff" + COMMENT + VI,
            "\ufeff" + (COMMENT + VI).replace("\n", "\r\n"),
            f"---\ntitle: Bánh\n---\n{COMMENT}\n{VI}",
            f"{COMMENT}---\ntitle: Bánh\n---\n\n{VI}",
            COMMENT + VI.rstrip("\n") + "  ",
            COMMENT + "\r\n" + VI,
        ],
        ids=[
            "LF",
            "CRLF",
            "BOM",
            "BOM and CRLF",
            "below front matter",
            "above front matter",
            "without final newline",
            "mixed line endings",
        ],
    )
    def test_nothing_but_hash_and_date_changes(self, bakery: Repository, text: str) -> None:
        if "title" in text:
            source = b"---\ntitle: Bread\n---\n\n" + NOW.encode()
            bakery.write("bread.md", source)
        new_hash = hashlib.md5(read(bakery, "bread.md")).hexdigest()
        bakery.write(PAGE, text)

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped\n"

        written = read(bakery, PAGE)
        expected = renewed(text, today(written)).replace(NEW_HASH.encode(), new_hash.encode())
        assert written == expected
        assert not (bakery.root / SIDECAR).exists()
        assert is_current(bakery, PAGE)

    def test_a_bare_record_of_the_oldest_form_stays_bare(self, bakery: Repository) -> None:
        text = f"<!-- {json.dumps(ENTRY)} -->\n{VI}"
        bakery.write(PAGE, text)

        stamp(bakery, PAGE)

        written = read(bakery, PAGE)
        assert written == renewed(text, today(written))
        assert is_current(bakery, PAGE)

    def test_other_keys_and_their_order_stay(self, bakery: Repository) -> None:
        entry = f'{{"evaluation": {{"score" :1.0}},"language_code":"vi", "note": "\\u1ebf",\n \
"original_hash":"{OLD_HASH}", "translation_date" : "{DATE}", "source_file": "bread.md"}}'
        text = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{entry}\n-->\n{VI}"
        bakery.write(PAGE, text)

        stamp(bakery, PAGE)

        written = read(bakery, PAGE)
        assert written == renewed(text, today(written))

    def test_a_copied_record_gets_its_own_source_and_language(self, bakery: Repository) -> None:
        text = COMMENT.replace('"vi"', '"ko"').replace("bread.md", "cake.md") + VI
        bakery.write(PAGE, text)

        stamp(bakery, PAGE)

        written = read(bakery, PAGE)
        assert written == renewed(COMMENT + VI, today(written))
        assert is_current(bakery, PAGE)

    def test_a_record_that_lacks_fields_gets_them_each_on_its_line(
        self, bakery: Repository
    ) -> None:
        bakery.write(
            PAGE,
            f'<!--\nCO_OP_TRANSLATOR_METADATA:\n{{\n  "original_hash": null,\n'
            f'  "source_file": "bread.md"\n}}\n-->\n{VI}',
        )

        stamp(bakery, PAGE)

        written = read(bakery, PAGE)
        assert written.decode() == (
            f'<!--\nCO_OP_TRANSLATOR_METADATA:\n{{\n  "original_hash": "{NEW_HASH}",\n'
            f'  "source_file": "bread.md",\n  "translation_date": "{today(written)}",\n'
            f'  "language_code": "vi"\n}}\n-->\n{VI}'
        )
        assert is_current(bakery, PAGE)

    def test_a_folder_with_an_old_name_of_its_language_is_that_language(
        self, bakery: Repository
    ) -> None:
        text = COMMENT.replace('"vi"', '"br"') + "# Pão\n\nPrecisa de farinha e água.\n"
        bakery.write("translations/pt-BR/bread.md", text)

        stamp(bakery, "translations/pt-BR/bread.md")

        written = read(bakery, "translations/pt-BR/bread.md")
        assert written == renewed(text.replace('"br"', '"pt-BR"'), today(written))

    def test_the_hash_is_that_of_the_bytes_as_they_are(self, bakery: Repository) -> None:
        source = NOW.replace("\n", "\r\n").encode()
        bakery.write("bread.md", source)
        bakery.write(PAGE, COMMENT + VI)

        stamp(bakery, PAGE)

        assert hashlib.md5(source).hexdigest().encode() in read(bakery, PAGE)

    def test_a_record_that_co_op_translator_overlooks_gets_an_entry_beside_it(
        self, bakery: Repository
    ) -> None:
        # It reads the first comment only, or a label on a line of its own.
        text = "<!-- hello -->\n" + COMMENT.replace("<!--\n", "<!-- ") + VI
        bakery.write(PAGE, text)

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped in {SIDECAR}\n"

        written = read(bakery, PAGE)
        assert written == renewed(text, today(written))
        assert json.loads(read(bakery, SIDECAR))["bread.md"]["original_hash"] == NEW_HASH
        assert is_current(bakery, PAGE)

    def test_a_broken_record_is_left_to_people_even_with_force(self, bakery: Repository) -> None:
        bakery.write("translations/vi/other.md", OTHER)
        bakery.write(PAGE, COMMENT.replace('"vi"', '"vi",') + VI)
        before = contents(bakery)

        said = refused(bakery, PAGE, "--force")

        assert said.startswith(f"{PAGE}: refused: the record is broken JSON: ")
        assert said.endswith("; mend it, or take it out, first\n")
        assert contents(bakery) == before


class TestNotebook:
    """A notebook with a record in its metadata gets the new one there."""

    CELL = '{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# %s\\n"]}'
    REST = '"nbformat": 4, "nbformat_minor": 5'
    SOURCE = f'{{"cells": [{CELL % "Bread"}], "metadata": {{}}, {REST}}}'
    PAGE = "translations/vi/bread.ipynb"

    def notebook(self, repository: Repository, metadata: str) -> str:
        """Write a translated notebook with this behind its metadata, and return it."""
        repository.write("bread.ipynb", self.SOURCE)
        text = (
            f'{{\n "metadata": {{"other": {{"a":1}}{metadata}}},\n'
            f' "cells": [\n{self.CELL % "Bánh mì"}],\n {self.REST}\n}}\n'
        )
        repository.write(self.PAGE, text)
        return text

    def test_nothing_but_hash_and_date_changes(self, repository: Repository) -> None:
        entry = json.dumps({**ENTRY, "source_file": "bread.ipynb"}, indent=3)
        text = self.notebook(repository, f', "coopTranslator" : {entry}, "more": 1.50')

        assert stamp(repository, self.PAGE) == f"{self.PAGE}: stamped\n"

        written = read(repository, self.PAGE)
        new_hash = hashlib.md5(self.SOURCE.encode()).hexdigest()
        expected = text.replace(OLD_HASH, new_hash).replace(DATE, today(written))
        assert written.decode() == expected
        assert is_current(repository, self.PAGE)

    def test_without_a_record_it_gets_an_entry_in_the_sidecar(self, repository: Repository) -> None:
        text = self.notebook(repository, "")
        repository.write("translations/vi/other.md", OTHER)

        assert stamp(repository, self.PAGE) == f"{self.PAGE}: stamped in {SIDECAR}\n"

        assert read(repository, self.PAGE).decode() == text
        assert list(json.loads(read(repository, SIDECAR))) == ["bread.ipynb"]
        assert is_current(repository, self.PAGE)

    def test_it_does_not_borrow_the_entry_of_another_notebook(self, repository: Repository) -> None:
        # Co-op Translator takes the sidecar's longest key that the path of the source ends with.
        nested = "translations/vi/solution/bread.ipynb"
        entry = {**ENTRY, "source_file": "solution/bread.ipynb"}
        text = self.notebook(repository, f', "coopTranslator": {json.dumps(entry)}')
        repository.write(nested, text)
        repository.write("solution/bread.ipynb", self.SOURCE + "\n")
        repository.sidecar("vi", {"bread.ipynb": repository.record("bread.ipynb", "vi")})

        assert stamp(repository, nested) == f"{nested}: stamped in {SIDECAR}\n"

        new_hash = hashlib.md5((self.SOURCE + "\n").encode()).hexdigest()
        entries = json.loads(read(repository, SIDECAR))
        assert entries["solution/bread.ipynb"]["original_hash"] == new_hash
        assert new_hash.encode() in read(repository, nested)


class TestSidecar:
    """A translation with an entry in its folder's sidecar, or with no record, gets one there."""

    def test_an_entry_is_written_as_co_op_translator_does(self, bakery: Repository) -> None:
        bakery.write(PAGE, VI)
        bakery.sidecar("vi", {"a.md": {"original_hash": "é"}, "bread.md": ENTRY, "z.md": ENTRY})

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped in {SIDECAR}\n"

        written = read(bakery, SIDECAR)
        assert (
            written.decode()
            == f"""\
{{
  "a.md": {{
    "original_hash": "é"
  }},
  "bread.md": {{
    "original_hash": "{NEW_HASH}",
    "translation_date": "{today(written)}",
    "source_file": "bread.md",
    "language_code": "vi"
  }},
  "z.md": {{
    "original_hash": "{OLD_HASH}",
    "translation_date": "{DATE}",
    "source_file": "bread.md",
    "language_code": "vi"
  }}
}}"""
        )
        assert read(bakery, PAGE).decode() == VI

    def test_a_new_entry_has_its_place_by_the_alphabet(self, bakery: Repository) -> None:
        bakery.write(PAGE, VI)
        bakery.sidecar("vi", {"a.md": ENTRY, "Z.md": ENTRY, "é.md": ENTRY})

        stamp(bakery, PAGE)

        assert list(json.loads(read(bakery, SIDECAR))) == ["Z.md", "a.md", "bread.md", "é.md"]
        assert b'"\xc3\xa9.md"' in read(bakery, SIDECAR)
        assert is_current(bakery, PAGE)

    def test_where_there_is_none_it_is_made_though_the_others_carry_comments(
        self, bakery: Repository
    ) -> None:
        # Co-op Translator moves their records into it on its next run.
        bakery.write("other.md", "# Other\n")
        bakery.write("translations/vi/other.md", OTHER)
        bakery.write(PAGE, VI)

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped in {SIDECAR}\n"

        written = read(bakery, SIDECAR)
        entry = {**ENTRY, "original_hash": NEW_HASH, "translation_date": today(written)}
        expected = json.dumps({"bread.md": entry}, indent=2, ensure_ascii=False)
        assert written.decode() == expected
        assert read(bakery, "translations/vi/other.md").decode() == OTHER
        assert is_current(bakery, PAGE)

    def test_an_evaluation_of_the_former_text_goes_and_those_of_others_stay(
        self, bakery: Repository
    ) -> None:
        bakery.write(PAGE, VI)
        entry = {**ENTRY, "evaluation": {"confidence_score": 0.5}}
        bakery.sidecar("vi", {"bread.md": entry, "z.md": entry})

        stamp(bakery, PAGE)

        entries = json.loads(read(bakery, SIDECAR))
        assert list(entries["bread.md"]) == list(ENTRY)
        assert entries["z.md"] == entry

    @pytest.mark.parametrize("key", ["docs\\bread.md", "C:\\work\\docs\\bread.md"])
    def test_a_key_of_windows_becomes_one_that_co_op_translator_reads(
        self, repository: Repository, key: str
    ) -> None:
        repository.write("docs/bread.md", NOW)
        repository.write("translations/vi/docs/bread.md", VI)
        repository.sidecar("vi", {key: {**ENTRY, "source_file": key}, "z.md": ENTRY})

        stamp(repository, "docs/bread.md")

        entries = json.loads(read(repository, SIDECAR))
        assert list(entries) == ["docs/bread.md", "z.md"]
        assert entries["docs/bread.md"]["source_file"] == "docs/bread.md"
        assert is_current(repository, "docs/bread.md")

    def test_a_key_that_only_transync_understands_is_not_called_current(
        self, repository: Repository
    ) -> None:
        repository.write("docs/bread.md", NOW)
        repository.write("translations/vi/docs/bread.md", VI)
        repository.sidecar("vi", {"docs\\bread.md": repository.record("docs/bread.md", "vi")})

        assert "already current" not in stamp(repository, "docs/bread.md")

        assert list(json.loads(read(repository, SIDECAR))) == ["docs/bread.md"]

    def test_line_endings_stay_and_what_co_op_translator_can_not_read_goes(
        self, bakery: Repository
    ) -> None:
        bakery.write(PAGE, VI)
        text = json.dumps({"bread.md": ENTRY}, indent=2).replace("\n", "\r\n")
        bakery.write(SIDECAR, "\ufeff" + text)

        stamp(bakery, PAGE)

        written = read(bakery, SIDECAR)
        assert written == renewed(text, today(written))

    def test_a_failed_attempt_at_the_source_is_forgotten(self, bakery: Repository) -> None:
        bakery.write(PAGE, VI)
        failure = {"original_hash": NEW_HASH, "status": "failed"}
        failures = {"bread.md": failure, "cake.md": failure}
        bakery.sidecar("vi", {"__translation_failures__": failures, "bread.md": ENTRY})

        stamp(bakery, PAGE)

        entries = json.loads(read(bakery, SIDECAR))
        assert entries["__translation_failures__"] == {"cake.md": failure}

    def test_the_last_failed_attempt_goes_with_its_key_also_from_a_comments_folder(
        self, bakery: Repository
    ) -> None:
        bakery.write(PAGE, COMMENT + VI)
        failures = {"bread.md": {"original_hash": NEW_HASH, "status": "failed"}}
        bakery.sidecar("vi", {"__translation_failures__": failures, "z.md": ENTRY})

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped\n"

        assert list(json.loads(read(bakery, SIDECAR))) == ["z.md"]
        assert is_current(bakery, PAGE)

    def test_an_invalid_entry_is_replaced(self, bakery: Repository) -> None:
        bakery.write(PAGE, VI)
        bakery.sidecar("vi", {"bread.md": {"original_hash": "?"}, "z.md": ENTRY})

        stamp(bakery, PAGE)

        assert json.loads(read(bakery, SIDECAR))["bread.md"]["original_hash"] == NEW_HASH
        assert is_current(bakery, PAGE)

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            ("<<<<<<< ours\n{}\n", "merge conflict markers in the sidecar"),
            ("{", "the sidecar is broken JSON"),
            ("[]", "the sidecar is no JSON object"),
            ('{"z.md": {"note": "\\ud800"}}', "holds half of a character"),
        ],
    )
    def test_a_broken_one_is_left_to_people_even_with_force(
        self, bakery: Repository, content: str, why: str
    ) -> None:
        bakery.write("translations/vi/other.md", OTHER)
        bakery.write(PAGE, VI)
        bakery.write(SIDECAR, content)
        before = contents(bakery)

        assert refused(bakery, PAGE, "--force").startswith(f"{PAGE}: refused: {SIDECAR}: {why}")

        assert contents(bakery) == before

    def test_it_stands_where_the_languages_of_a_folder_have_theirs(
        self, repository: Repository
    ) -> None:
        repository.write("docs/guide/bread.md", NOW)
        repository.write("docs/i18n/vi/guide/bread.md", VI)
        repository.sidecar("vi", {"a.md": ENTRY}, folder="docs/i18n")

        stamp(repository, "docs/guide/bread.md")

        entries = json.loads(read(repository, "docs/i18n/vi/.co-op-translator.json"))
        assert entries["guide/bread.md"]["source_file"] == "guide/bread.md"


def test_of_two_records_both_are_brought_up_to_date(bakery: Repository) -> None:
    bakery.write(PAGE, COMMENT + VI)
    bakery.sidecar("vi", {"bread.md": ENTRY})

    assert stamp(bakery, PAGE) == f"{PAGE}: stamped in {SIDECAR}\n"

    written = read(bakery, PAGE)
    assert written == renewed(COMMENT + VI, today(written))
    entry = {**ENTRY, "original_hash": NEW_HASH, "translation_date": today(written)}
    assert json.loads(read(bakery, SIDECAR)) == {"bread.md": entry}
    assert is_current(bakery, PAGE)


def test_a_current_sidecar_with_another_hash_in_the_comment_is_no_agreement(
    bakery: Repository,
) -> None:
    bakery.write(PAGE, COMMENT + VI)
    bakery.sidecar("vi", {"bread.md": bakery.record("bread.md", "vi")})

    stamp(bakery, PAGE)

    assert is_current(bakery, PAGE)


class TestChoice:
    """Paths are translations, sources with all their translations, and folders."""

    @pytest.fixture
    def shop(self, bakery: Repository) -> Repository:
        """Two stale pages in two languages."""
        bakery.write("guide/cake.md", NOW)
        for language, text in (("vi", VI), ("ko", "# 빵\n\n밀가루와 물이 필요합니다.\n")):
            comment = COMMENT.replace('"vi"', f'"{language}"')
            bakery.write(f"translations/{language}/bread.md", comment + text)
            cake = comment.replace("bread.md", "guide/cake.md")
            bakery.write(f"translations/{language}/guide/cake.md", cake + text)
        return bakery

    @pytest.mark.parametrize(
        ("arguments", "stamped"),
        [
            (["translations/vi/bread.md"], ["vi/bread.md"]),
            (["bread.md"], ["ko/bread.md", "vi/bread.md"]),
            (["bread.md", "--language", "ko"], ["ko/bread.md"]),
            (["translations/ko"], ["ko/bread.md", "ko/guide/cake.md"]),
            (["guide"], ["ko/guide/cake.md", "vi/guide/cake.md"]),
            ([".", "--language", "vi"], ["vi/bread.md", "vi/guide/cake.md"]),
            (
                ["guide/cake.md", "translations/ko/bread.md"],
                ["ko/bread.md", "ko/guide/cake.md", "vi/guide/cake.md"],
            ),
        ],
    )
    def test_what_is_asked_for_is_stamped_and_nothing_else(
        self, shop: Repository, arguments: list[str], stamped: list[str]
    ) -> None:
        before = contents(shop)

        said = stamp(shop, *arguments).splitlines()

        pages = [f"translations/{page}" for page in stamped]
        assert said[: len(pages)] == [f"{page}: stamped" for page in pages]
        after = contents(shop)
        assert sorted(path for path in after if after[path] != before.get(path)) == pages

    def test_several_are_summed_up(self, shop: Repository) -> None:
        stamp(shop, PAGE)

        assert stamp(shop, "bread.md") == (
            "translations/ko/bread.md: stamped\n"
            "translations/vi/bread.md: already current\n"
            "1 stamped, 1 already current\n"
        )

    def test_an_orphan_in_a_folder_is_passed_over(self, shop: Repository) -> None:
        (shop.root / "guide/cake.md").unlink()

        assert stamp(shop, "translations/vi") == "translations/vi/bread.md: stamped\n"

    def test_pages_by_hand_are_stamped_where_their_folder_is_named(self, shop: Repository) -> None:
        shop.write("translations/fr/bread.md", "# Pain\n\nIl faut de la farine et de l'eau.\n")

        assert "/fr/" not in stamp(shop, "bread.md")
        assert "/fr/" not in stamp(shop, ".")
        assert stamp(shop, "translations/fr") == (
            "translations/fr/bread.md: stamped in translations/fr/.co-op-translator.json\n"
        )

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["no.md"], "no.md: no such file or folder"),
            (["notes.txt"], "notes.txt: neither a source nor a translation, or the settings"),
            (["translations/vi/lost.md"], "translations/vi/lost.md: its source lost.md does not"),
            (["alone.md"], "alone.md: there is no translation"),
            (["alone.md", "--language", "ko"], "alone.md: there is no translation into ko"),
            (["bread.md", "--language", "ko,fi"], "language 'fi': no translations here"),
            ([PAGE, "--language", "ko"], f"{PAGE}: not a translation into ko"),
            (["notes"], "notes: no translations there"),
            (["notes", "--language", "ko"], "notes: no translations into ko there"),
            (["..", "--force"], "..: outside "),
            ([PAGE, "no.md"], "no.md: no such file or folder"),
        ],
    )
    def test_a_path_that_stands_for_no_pair_is_wrong_usage_and_nothing_is_written(
        self, shop: Repository, arguments: list[str], said: str
    ) -> None:
        shop.write("alone.md", NOW)
        shop.write("notes.txt", "")
        shop.write("notes/text.txt", "")
        shop.write("translations/vi/lost.md", COMMENT + VI)

        found = complaint(shop, *arguments)

        assert found.startswith(said)
        assert "\n" not in found

    def test_without_a_path_nothing_is_stamped(self, shop: Repository) -> None:
        before = contents(shop)

        checked = shop.run("stamp")

        assert checked.exit_code == 2
        assert "Missing argument 'PATHS...'" in checked.stderr
        assert contents(shop) == before


class TestRefusal:
    """A translation with errors is not called up to date, unless somebody insists."""

    LINKS = "# Bread\n\nWith [flour](https://e.com/flour) and water.\n"

    @pytest.fixture
    def faulty(self, bakery: Repository) -> Repository:
        """A stale page that lacks a link of its source, and one that does not."""
        bakery.write("bread.md", self.LINKS)
        good = "# Bánh mì\n\nVới [bột](https://e.com/flour) và nước.\n"
        bakery.write(PAGE, COMMENT + VI)
        bakery.write("translations/ko/bread.md", COMMENT.replace('"vi"', '"ko"') + good)
        return bakery

    def test_the_errors_are_shown_as_check_shows_them_and_the_others_are_stamped(
        self, faulty: Repository
    ) -> None:
        before = read(faulty, PAGE)

        said = refused(faulty, "bread.md", "--language", "ko,vi")

        assert (
            "error link-target: the link to https://e.com/flour is missing [vi]\n    bread.md:3\n"
        ) in said
        assert said.endswith(
            "translations/ko/bread.md: stamped\n"
            "translations/vi/bread.md: refused: 1 error in it\n"
            "--force stamps translations with errors, too\n"
            "1 stamped, 1 refused\n"
        )
        assert "has changed since" not in said
        assert read(faulty, PAGE) == before
        assert is_current(faulty, "translations/ko/bread.md")

    def test_force_stamps_what_has_errors(self, faulty: Repository) -> None:
        assert stamp(faulty, PAGE, "--force") == f"{PAGE}: stamped\n"

        assert faulty.check(PAGE).rules == ["link-target"]

    def test_what_the_settings_or_the_baseline_silence_is_no_error(
        self, faulty: Repository
    ) -> None:
        faulty.write("transync.toml", '[per-file-ignores]\n"*.md" = ["link-target"]\n')

        assert stamp(faulty, PAGE) == f"{PAGE}: stamped\n"

    def test_what_only_warns_is_no_obstacle(self, faulty: Repository) -> None:
        faulty.write("transync.toml", '[severity]\nlink-target = "warning"\n')

        assert stamp(faulty, PAGE) == f"{PAGE}: stamped\n"

    def test_faults_of_the_source_are_no_obstacle(self, bakery: Repository) -> None:
        text = "# Bread\n\n[gone](gone.md)\n"
        bakery.write("bread.md", text)
        bakery.write(PAGE, COMMENT + text.replace("Bread", "Bánh mì"))

        assert stamp(bakery, PAGE) == f"{PAGE}: stamped\n"

        assert bakery.check(PAGE).exit_code in (0, 1)

    def test_a_source_that_can_not_be_read_has_no_hash_even_with_force(
        self, bakery: Repository, tmp_path: Path
    ) -> None:
        (tmp_path / "outside.md").write_text(NOW)
        (bakery.root / "bread.md").unlink()
        (bakery.root / "bread.md").symlink_to(tmp_path / "outside.md")
        bakery.write(PAGE, COMMENT + VI)

        said = refused(bakery, PAGE, "--force")

        assert said.startswith(f"{PAGE}: refused: bread.md: a symbolic link out of the repository")

    def test_a_translation_that_is_a_link_is_not_written_through(self, bakery: Repository) -> None:
        bakery.write("shared.md", COMMENT + VI)
        (bakery.root / "translations/vi").mkdir(parents=True)
        (bakery.root / PAGE).symlink_to("../../shared.md")
        bakery.write("translations/vi/other.md", OTHER)
        before = contents(bakery)

        said = refused(bakery, PAGE)

        assert said.startswith(f"{PAGE}: refused: can't be written: a symbolic link")
        assert contents(bakery) == before

    def test_a_sidecar_that_is_a_link_is_not_written_through(self, bakery: Repository) -> None:
        bakery.write(PAGE, VI)
        bakery.write("shared.json", json.dumps({"bread.md": ENTRY}))
        (bakery.root / SIDECAR).symlink_to("../../shared.json")
        before = contents(bakery)

        said = refused(bakery, PAGE)

        assert said.startswith(f"{PAGE}: refused: {SIDECAR}: can't be written: a symbolic link")
        assert contents(bakery) == before

    @pytest.mark.parametrize("path", [PAGE, SIDECAR])
    def test_what_has_another_name_is_not_parted_from_it(
        self, bakery: Repository, path: str
    ) -> None:
        bakery.write(PAGE, COMMENT + VI if path == PAGE else VI)
        if path == SIDECAR:
            bakery.write(SIDECAR, json.dumps({"bread.md": ENTRY}))
        (bakery.root / "copy.txt").hardlink_to(bakery.root / path)
        before = contents(bakery)

        assert "can't be written: it has other names (hard links)" in refused(bakery, PAGE)
        assert contents(bakery) == before


def test_what_is_current_stays_as_it_is(bakery: Repository) -> None:
    bakery.write("cake.md", NOW)
    bakery.translate("bread.md", "vi", VI)
    bakery.write("translations/vi/cake.md", VI)
    # Not as Co-op Translator writes it.
    entry = json.dumps({"cake.md": {**bakery.record("cake.md", "vi"), "evaluation": 1}}) + "\n"
    bakery.write(SIDECAR, entry)
    before = contents(bakery)

    assert stamp(bakery, "translations") == (
        "translations/vi/bread.md: already current\n"
        "translations/vi/cake.md: already current\n"
        "2 already current\n"
    )

    assert contents(bakery) == before


def test_of_many_current_pages_only_the_number_is_told(repository: Repository) -> None:
    for number in range(30):
        repository.write(f"{number}.md", NOW)
        repository.translate(f"{number}.md", "vi", VI)

    assert stamp(repository, "translations") == "30 already current\n"


def test_stamping_twice_changes_nothing_the_second_time(bakery: Repository) -> None:
    bakery.write(PAGE, COMMENT + VI)
    bakery.write("cake.md", NOW)
    bakery.write("translations/vi/cake.md", VI)
    stamp(bakery, "translations")
    before = contents(bakery)

    assert stamp(bakery, "translations").endswith("2 already current\n")

    assert contents(bakery) == before


def test_a_checkout_with_other_line_endings_is_the_same_source(bakery: Repository) -> None:
    bakery.write(PAGE, COMMENT.replace(OLD_HASH, NEW_HASH) + VI)
    bakery.write("bread.md", NOW.replace("\n", "\r\n"))
    before = contents(bakery)

    assert stamp(bakery, PAGE) == f"{PAGE}: already current\n"

    assert contents(bakery) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_keep_their_modes(bakery: Repository) -> None:
    bakery.write(PAGE, COMMENT + VI).chmod(0o755)
    bakery.sidecar("vi", {"bread.md": ENTRY})
    (bakery.root / SIDECAR).chmod(0o600)

    stamp(bakery, PAGE)

    modes = [stat.S_IMODE((bakery.root / path).stat().st_mode) for path in (PAGE, SIDECAR)]
    assert modes == [0o755, 0o600]


def test_a_page_whose_length_co_op_translator_mistrusts_is_told(bakery: Repository) -> None:
    bakery.write(PAGE, COMMENT + VI + "\n" * 16)
    bakery.write("cake.md", NOW)
    bakery.write("translations/vi/cake.md", COMMENT.replace("bread", "cake") + VI + "\n" * 15)

    assert stamp(bakery, "translations") == (
        f"{PAGE}: stamped\n"
        "  Co-op Translator will translate it anew all the same: it is 16 lines longer than its "
        "source\n"
        "translations/vi/cake.md: stamped\n"
        "2 stamped\n"
    )


def test_so_is_one_whose_record_is_current_already(bakery: Repository) -> None:
    bakery.write("bread.md", NOW + "\n" * 16)
    bakery.translate("bread.md", "vi", VI)

    assert stamp(bakery, PAGE) == (
        f"{PAGE}: already current\n"
        "  Co-op Translator will translate it anew all the same: it is 16 lines shorter than its "
        "source\n"
    )


@pytest.mark.parametrize("changed", [PAGE, SIDECAR])
def test_what_changes_while_it_is_checked_is_not_written(bakery: Repository, changed: str) -> None:
    bakery.write(PAGE, COMMENT + VI)
    bakery.sidecar("vi", {"bread.md": ENTRY})
    tree = read_tree(bakery.root)

    def advance(done: int, total: int) -> None:
        bakery.write(changed, "somebody's work")

    stamping = run_stamp(
        tree,
        load_settings(tree.root, None, rule_names()),
        [bakery.root / PAGE],
        Resources(advance=advance),
        now=datetime.now(UTC),
    )

    (outcome,) = stamping.outcomes
    assert outcome.verdict is StampResult.REFUSED
    assert "has changed since it was read, so it is not written" in outcome.said
    assert read(bakery, changed) == b"somebody's work"


def test_without_git_it_works_as_well(folder: Repository) -> None:
    folder.write("bread.md", NOW)
    folder.write(PAGE, COMMENT + VI)

    assert stamp(folder, "bread.md") == f"{PAGE}: stamped\n"


def test_a_path_is_taken_from_where_one_stands(
    bakery: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    bakery.write(PAGE, COMMENT + VI)
    monkeypatch.chdir(bakery.root / "translations/vi")

    assert stamp(bakery, "bread.md") == f"{PAGE}: stamped\n"
