"""What is recorded of translations and images: each one's hash, and whose records changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from transync.co_op_translator import FAILURES_KEY
from transync.model import below, join
from transync.records import is_absolute, posix, sidecar_entries
from transync.repository.contents import load_sidecar
from transync.repository.pairing import resolved_keys
from transync.repository.project import LanguageFolder, Project, Translation
from transync.repository.record_marks import recorded_hash
from transync.untrusted.json_value import as_object


class RecordedHashes:
    """The hash that is recorded of each translation of a project: its sidecar's, then its own."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._beside: dict[str, Mapping[str, str]] = {}

    def of(self, folder: LanguageFolder, translation: Translation) -> str:
        """MD5 in hex; empty without a record."""
        if folder.sidecar not in self._beside:
            self._beside[folder.sidecar] = _in_sidecar(self._project, folder)
        in_sidecar = self._beside[folder.sidecar].get(translation.source)
        return in_sidecar or recorded_hash(self._project.tree, translation.path)


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
        now = {} if is_gone else sidecar_entries(project.tree.read(sidecar))
        if now is None:
            return ()
        return _differing(now, sidecar_entries(former(sidecar)) or {})

    for folder in project.folders:
        keys = changed(folder.sidecar)
        for translation in folder.translations if keys else ():
            if _is_named(below(translation.source, folder.layout.source_root), keys):
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
            failures_now = _failures(project.tree.read(folder.sidecar))
            failures_then = _failures(former(folder.sidecar))
            for key, failure in failures_now.items():
                if failure != failures_then.get(key):
                    yield join(folder.path, posix(key))


def _in_sidecar(project: Project, folder: LanguageFolder) -> Mapping[str, str]:
    """Source -> the hash that the folder's sidecar has of it."""
    sidecar = load_sidecar(project.tree, folder.sidecar, folder.language)
    keys = resolved_keys(sidecar, folder, project)
    records = ((source, sidecar.records.get(key)) for source, key in keys.items())
    return {source: record.original_hash for source, record in records if record}


def _failures(data: object) -> dict[str, object]:
    """The failures that a sidecar holds."""
    return as_object((sidecar_entries(data) or {}).get(FAILURES_KEY))


def _is_named(source: str | None, keys: Collection[str]) -> bool:
    """Whether one of the keys is that of a source, whose path is relative to the source root."""
    return any(key == source or (is_absolute(key) and key.endswith(f"/{source}")) for key in keys)


def _differing(now: Mapping[str, object], then: Mapping[str, object]) -> Collection[str]:
    keys = (now.keys() | then.keys()) - {FAILURES_KEY}
    return {posix(key) for key in keys if now.get(key) != then.get(key)}
