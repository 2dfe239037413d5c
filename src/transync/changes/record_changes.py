"""What is recorded of translations and images: each one's hash, and whose records changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from transync.model import below, join
from transync.records import FAILURES_KEY, is_absolute, posix
from transync.repository.contents import load_sidecar
from transync.repository.layouts import recorded_hash
from transync.repository.pairing import resolved_keys
from transync.repository.project import LanguageFolder, Project, Translation
from transync.untrusted.json_value import load_json


class RecordedHashes:
    """The hash that is recorded of each translation of a project: its sidecar's, then its own."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._beside: dict[str, Mapping[str, str]] = {}

    def of(self, folder: LanguageFolder, translation: Translation) -> str:
        """MD5 in hex; empty without a record."""
        if folder.sidecar not in self._beside:
            self._beside[folder.sidecar] = _in_sidecar(self._project, folder)
        own = self._beside[folder.sidecar].get(translation.source)
        return own or recorded_hash(self._project.tree, translation.path)


def changed_records(
    project: Project, sidecars: Collection[str], former: Callable[[str], object]
) -> Iterator[str]:
    """The translations and translated images that have other records in these sidecars now.

    `former` gives the bytes of a sidecar before the change, or anything else where it was none.
    """

    def changed(sidecar: str) -> Collection[str]:
        if sidecar not in sidecars:
            return ()
        is_gone = sidecar not in project.tree.files
        now = {} if is_gone else _entries(project.tree.read(sidecar))
        return () if now is None else _differing(now, _entries(former(sidecar)) or {})

    for folder in project.folders:
        keys = changed(folder.sidecar)
        for translation in folder.translations if keys else ():
            own = below(translation.source, folder.layout.source_root)
            if any(key == own or (is_absolute(key) and key.endswith(f"/{own}")) for key in keys):
                yield translation.path
    for images in project.image_folders:
        yield from (join(images.path, name) for name in changed(images.sidecar))


def changed_failures(
    project: Project, sidecars: Collection[str], former: Callable[[str], object]
) -> Iterator[str]:
    """The translations, missing ones included, whose failures these sidecars have not had before.

    `former` is that of `changed_records`.
    """
    for folder in project.folders:
        if folder.sidecar in sidecars:
            now, then = (
                _failures(project.tree.read(folder.sidecar)),
                _failures(former(folder.sidecar)),
            )
            changed = (key for key, failure in now.items() if failure != then.get(key))
            yield from (join(folder.path, posix(key)) for key in changed)


def _in_sidecar(project: Project, folder: LanguageFolder) -> Mapping[str, str]:
    """Source -> the hash that the folder's sidecar has of it."""
    sidecar = load_sidecar(project.tree, folder.sidecar, folder.language)
    keys = resolved_keys(sidecar, folder, project.sources)
    records = ((source, sidecar.records.get(key)) for source, key in keys.items())
    return {source: record.original_hash for source, record in records if record}


def _entries(data: object) -> dict[str, object] | None:
    """What a sidecar holds; None where it can't be read."""
    entries = load_json(data) if isinstance(data, bytes) else None
    return entries if isinstance(entries, dict) else None


def _failures(data: object) -> dict[str, object]:
    """The failures that a sidecar holds."""
    failures = (_entries(data) or {}).get(FAILURES_KEY)
    return failures if isinstance(failures, dict) else {}


def _differing(now: Mapping[str, object], before: Mapping[str, object]) -> Collection[str]:
    keys = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
    return {posix(key) for key in keys - {FAILURES_KEY}}
