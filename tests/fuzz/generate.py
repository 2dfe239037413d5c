"""A hostile repository from a number: always the same one from the same number."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from hashlib import md5
from random import Random
from typing import Any

from tests.fuzz import blocks, seeds, words
from tests.fuzz.hostile_files import hostile
from tests.fuzz.json_mutations import mutated_json, notebook, strange
from tests.fuzz.project import NOON, Commit, Project
from tests.fuzz.settings import baseline, settings
from tests.fuzz.text_mutations import mutated

SIDECAR = ".co-op-translator.json"
_DAY = 86_400
_GIT_FILES = (
    "HEAD", "index", "config", "refs/heads/main", "packed-refs", "shallow", "info/grafts",
    "objects/info/alternates", "info/exclude", "info/attributes", "refs/replace/x",
)  # fmt: skip
_REMOTES = (
    "git@github.com:owner/name.git", "https://github.com/owner/name", "https://gitlab.com/a/b/c.git",
    "https://user:secret@dev.azure.com/o/p/_git/r", "ssh://git@host:22/a.git", "../elsewhere", "",
    "https://github.com/a/b?c#d", "https://github.com/<script>/\"x", "https://[::1", "ext::sh -c x",
    "javascript:alert(1)", "https://github.com/::error::x/y", "file:///dev/zero", "\\u202e", "-x",
)  # fmt: skip
_GIT_DATA = (
    b"", b"\0", b"ref: refs/heads/gone\n", b"0" * 40 + b"\n", b"ref: ../../x\n", b"[core]\n\tx =",
    b"[core\n", b"\xff" * 99, b"DIRC\0\0\0\x02\0\0\0\x09", zlib.compress(b"blob 5\0wrong"),
    zlib.compress(b"tree 99\0"), zlib.compress(b"commit 3\0abc"),
)  # fmt: skip
_TIMES = (0, -1, -(2**40), 2**31, 2**35, 253_402_300_800, 2**53, 2**62)
_LINKS = (
    "guide.md",
    "..",
    "/etc/passwd",
    "/dev/zero",
    "loop.md",
    ".",
    "translations",
    "missing",
    "../" * 40,
)


def generate(seed: str) -> Project:
    """The project that belongs to the seed."""
    rng = Random(seed)
    start, before = _start(rng)
    files = dict(start)
    changes = rng.randint(10, 40) if rng.random() < 0.1 else words.count(rng, 8)
    for _ in range(changes):
        _mutate(rng, files)
    if rng.random() < 0.6:
        _record_anew(rng, files)
    if rng.random() < 0.12:
        files |= settings(rng, files)
    if rng.random() < 0.05:
        files[".transync-baseline.json"] = baseline(rng, files)
    if rng.random() < 0.1:
        _rename(rng, files)
    if rng.random() < 0.12:
        files |= hostile(rng, files)
    if rng.random() < 0.02:
        _grow(rng, files)
    return Project(
        files=files,
        commits=_commits(rng, before, start, files),
        links=_links(rng, files) if rng.random() < 0.08 else {},
        git=_inside_git(rng),
        is_git=rng.random() < 0.9,
        choice=rng.randrange(2**32),
    )


def _start(rng: Random) -> tuple[dict[str, bytes], Mapping[str, bytes]]:
    """A repository that is all right, or nearly so, and what stood there before."""
    match rng.randrange(7):
        case 0 | 1:
            now, before = seeds.repository(seeds.some_case(rng))
            return dict(now), before
        case 2:
            return _from_readme(rng), {}
        case 3:
            return _made(rng), {}
        case 4 | 5:
            return _faulty(rng), {}
        case _:
            now, _ = seeds.repository(seeds.some_case(rng))
            other, _ = seeds.repository(seeds.some_case(rng))
            return {**other, **now}, {}


def _from_readme(rng: Random) -> dict[str, bytes]:
    """Some sections of the project's README, and the same ones of translations."""
    sections = seeds.readme()
    most = min(map(len, sections.values()))
    chosen = sorted(rng.sample(range(most), rng.randint(1, 4)))
    texts = {language: [found[at] for at in chosen] for language, found in sections.items()}
    languages = rng.sample(sorted(texts.keys() - {""}), rng.randint(1, 5))
    pages = {language: texts[language] for language in ("", *languages)}
    return _translated(rng, pages)


def _faulty(rng: Random) -> dict[str, bytes]:
    """A page, and a translation with faults of which many can be repaired."""
    source, translation = seeds.faulty(rng)
    pages = {"": [source], rng.choice(words.CODES[:6]): [translation]}
    if rng.random() < 0.5:
        pages["vi"] = [seeds.faulty(rng)[1]]
    return _translated(rng, pages, "docs/guide")


def _made(rng: Random) -> dict[str, bytes]:
    """A page from nothing, and translations that are the same, or nothing like it."""
    page = [blocks.page(rng) for _ in range(rng.randint(1, 2))]
    pages = {"": page}
    for language in rng.sample(words.CODES[:6], rng.randint(1, 3)):
        pages[language] = page if rng.random() < 0.7 else [blocks.page(rng)]
    return _translated(rng, pages)


def _translated(rng: Random, pages: Mapping[str, list[str]], name: str = "") -> dict[str, bytes]:
    is_notebook = rng.random() < 0.25
    suffix = ".ipynb" if is_notebook else rng.choice((".md", ".md", ".mdx", ".MD"))
    name = (name or rng.choice(("guide", "docs/guide", "README"))) + suffix
    files = {
        "more.md": b"# More\n\nText.\n",
        "docs/more.md": b"# More\n\nText.\n",
        "code/run.sh": b"echo\n",
        "images/a.png": b"\x89PNG\0",
        "images/overview.png": b"\x89PNG\0",
    }
    for language, texts in pages.items():
        path = f"translations/{language}/{name}" if language else name
        files[path] = notebook(rng, texts) if is_notebook else words.encoded("\n".join(texts))
    for language in sorted(pages.keys() - {""}):
        _record(rng, files, name, language, is_in_page=rng.random() < 0.4)
    return dict(sorted(files.items()))


def _record(
    rng: Random, files: dict[str, bytes], source: str, language: str, is_in_page: bool
) -> None:
    digest = md5(files.get(source, b"")).hexdigest()
    record: dict[str, Any] = {
        "original_hash": digest
        if rng.random() < 0.8
        else rng.choice(("0" * 32, digest.upper(), "")),
        "translation_date": rng.choice(words.DATES) if rng.random() < 0.1 else words.DATES[0],
        "source_file": source,
        "language_code": language,
    }
    if rng.random() < 0.05:
        record[rng.choice(list(record))] = strange(rng)
    path = f"translations/{language}/{source}"
    if is_in_page and not source.endswith(".ipynb"):
        text = json.dumps(record, indent=2, ensure_ascii=rng.random() < 0.5)
        comment = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{text}\n-->\n"
        files[path] = words.encoded(comment) + files.get(path, b"")
        return
    sidecar = f"translations/{language}/{SIDECAR}"
    files[sidecar] = json.dumps({source: record}, indent=2).encode()


def _record_anew(rng: Random, files: dict[str, bytes]) -> None:
    """Records of the sources as they are now, so that their translations are compared."""
    for path in [path for path in files if path.endswith("/" + SIDECAR)]:
        try:
            entries = json.loads(files[path])
            for source, record in entries.items():
                record["original_hash"] = md5(files[source]).hexdigest()
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        files[path] = words.encoded(json.dumps(entries, indent=2))


def _mutate(rng: Random, files: dict[str, bytes]) -> None:
    """One change to one file; now and then the same to a source and to its translations."""
    path = rng.choice(sorted(files))
    alike = [path]
    if rng.random() < 0.25:
        name = path.rpartition("/")[2]
        alike = [other for other in sorted(files) if other.rpartition("/")[2] == name]
    seed = rng.random()
    for each in alike:
        change = mutated_json if each.endswith((".json", ".ipynb")) else mutated
        files[each] = change(Random(seed), files[each], seeds.pages())


def _grow(rng: Random, files: dict[str, bytes]) -> None:
    """Blocks of one page, or of all of its name, many times: time grows with the text."""
    path = rng.choice(sorted(files))
    size = rng.choice((20_000, 60_000, 150_000))
    at, length = rng.random(), words.count(rng, 400)
    alike = rng.random() < 0.5
    for each in sorted(files):
        if each == path or (alike and each.rpartition("/")[2] == path.rpartition("/")[2]):
            data = files[each]
            start = int(at * len(data))
            piece = data[start : start + length] or b"x"
            files[each] = data[:start] + piece * (size // len(piece)) + data[start:]


def _rename(rng: Random, files: dict[str, bytes]) -> None:
    """A file under another name, maybe a hostile one."""
    path = rng.choice(sorted(files))
    hostile = rng.choice(words.HOSTILE)[:60].replace("/", "").replace("\0", "")
    new = rng.choice(
        (
            hostile + path, path + hostile, f"{hostile}/{path}",
            f"translations/{rng.choice(words.CODES)}/{path}",
            path.replace("/", f"/{hostile}x/", 1), path.upper(), "--config=evil.md", "a\udcff.md",
            "x" * 240 + ".md", "a" * 60, "a\nb.md",
            path.replace("translations", rng.choice(("i18n", "docs", "l10n/x"))),
        )
    )  # fmt: skip
    if any("\ud800" <= c < "\udc80" or (c > "\udcff" and c <= "\udfff") for c in new):
        return
    files[new] = files[path] if rng.random() < 0.4 else files.pop(path)


def _commits(
    rng: Random, before: Mapping[str, bytes], start: Mapping[str, bytes], files: Mapping[str, bytes]
) -> tuple[Commit, ...]:
    """A history that ends with the files as they are, or as they were."""
    states: list[Mapping[str, bytes]] = [before] if before else []
    states.append(start)
    states += [_other_state(rng, start) for _ in range(rng.choice((0, 0, 0, 1, 3)))]
    if rng.random() < 0.7:
        states.append(files)
    commits, now, time = [], dict[str, bytes](), NOON
    for state in states:
        gone = {path: None for path in now if path not in state}
        new = {
            path: data for path, data in state.items() if now.get(path) != data and _is_name(path)
        }
        time += rng.choice((_DAY, _DAY * 9, 0, -_DAY))
        stamp = rng.choice(_TIMES) if rng.random() < 0.03 else time
        commits.append(Commit(stamp, {**gone, **new}))
        now = {path: data for path, data in state.items() if _is_name(path)}
    return tuple(commits)


def _is_name(path: str) -> bool:
    """Whether git takes the path into a commit."""
    parts = path.split("/")
    return "\0" not in path and all(
        part not in ("", ".", "..", ".git") and part.lower() != ".git" for part in parts
    )


def _other_state(rng: Random, start: Mapping[str, bytes]) -> Mapping[str, bytes]:
    files = dict(start)
    for _ in range(words.count(rng, 3)):
        _mutate(rng, files)
    if rng.random() < 0.3:
        _rename(rng, files)
    return files


def _links(rng: Random, files: Mapping[str, bytes]) -> Mapping[str, str]:
    names = (
        *sorted(files),
        "loop.md",
        "translations/vi/linked.md",
        ".transync-baseline.json",
        "transync.toml",
        ".gitignore",
        "docs",
    )
    return {rng.choice(names): rng.choice(_LINKS) for _ in range(rng.randint(1, 2))}


def _inside_git(rng: Random) -> Mapping[str, bytes]:
    """What is written over files of git's own: damage, or where the repository comes from."""
    chance = rng.random()
    if chance < 0.04:
        name = rng.choice((*_GIT_FILES, *(f"objects/{rng.randrange(99)}" for _ in range(4))))
        return {name: rng.choice(_GIT_DATA)}
    if chance < 0.2:
        url = rng.choice(_REMOTES)
        return {"config": f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n'.encode()}
    return {}
