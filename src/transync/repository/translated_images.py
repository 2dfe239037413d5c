"""Records of translated images -> those whose source image is known, and what can't be used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from posixpath import normpath
from typing import NamedTuple

from transync.co_op_translator import HASH_IN_IMAGE_NAME
from transync.documents.decoding import Unreadable
from transync.documents.kinds import is_document
from transync.model import Fault, Leftovers, Record, TranslatedImage, folders_above, join
from transync.records import posix
from transync.records.hashes import possible_hashes
from transync.repository.contents import load_sidecar
from transync.repository.leftover_records import find_leftovers
from transync.repository.project import ImageFolder, Project
from transync.repository.tree import Tree
from transync.untrusted.isolation import attempt

# What stands for an image in a clone without Git LFS.
_LFS_POINTER = b"version https://git-lfs.github.com/"


@dataclass
class Images:
    """Every translated image that was asked for and can be judged.

    `faults` are those of sidecars, `leftovers` what these keep of images in vain.
    """

    images: list[TranslatedImage] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    leftovers: list[Leftovers] = field(default_factory=list)


def find_images(
    project: Project,
    is_wanted: Callable[[str], bool],
    is_whole_wanted: Callable[[str], bool],
    languages: Collection[str] = (),
) -> Images:
    """The translated images of the project with a record.

    `is_wanted` says of an image, a source image or a sidecar whether the user asks for it,
    `is_whole_wanted` of a sidecar whether all of its images are asked for; `languages` are
    canonical codes, without any every language counts.
    """
    found = Images()
    wanted = [path for path in project.files if is_wanted(path)]
    search = _ImageSearch(project, is_wanted, _hashes_by_path(project.tree), found=found)
    # Any language may translate an image that is wanted, but no page is an image.
    wants_source = any(not is_document(path) for path in wanted)
    is_whole = all(is_whole_wanted(folder.sidecar) for folder in project.image_folders)
    touched = () if is_whole else {above for path in wanted for above in folders_above(path)}
    for folder in project.image_folders:
        if languages and folder.language not in languages:
            continue
        wants_inside = folder.path in touched
        wants_all = is_whole_wanted(folder.sidecar)
        if wants_source or wants_inside or wants_all:
            stopped = attempt(partial(search.add, folder, wants_inside, wants_all))
            if stopped:
                found.faults.append(stopped.fault(folder.sidecar, folder.language))
    return found


class _ImageSearch(NamedTuple):
    """Looks for images; `hashes` gives those of an image."""

    project: Project
    is_wanted: Callable[[str], bool]
    hashes: Callable[[str], tuple[str, ...]]
    found: Images

    def add(self, folder: ImageFolder, wants_inside: bool, wants_all: bool) -> None:
        """Add the images of one folder, all that its sidecar tells of or those that are wanted."""
        project, hashes, found = self.project, self.hashes, self.found
        sidecar = load_sidecar(project.tree, folder.sidecar, folder.language)
        chosen = []
        for name, record in sidecar.records.items():
            path, sources = join(folder.path, name), sources_of(project, folder, name, record)
            if sources and (wants_all or any(map(self.is_wanted, (path, *sources)))):
                current = (s for s in sources if record.original_hash in hashes(s))
                source = next(current, sources[0])
                image = TranslatedImage(
                    path, folder.language, source, source_hashes=hashes(source), record=record
                )
                chosen.append(image)
        if chosen or wants_all or wants_inside:
            found.faults += (fault._replace(source=None) for fault in sidecar.faults)
        if self.is_wanted(folder.sidecar):
            images = ((join(folder.path, name), name) for name in sidecar.records)
            found.leftovers += find_leftovers(project.tree, sidecar, folder.language, images)
        found.images += (image for image in chosen if image.source_hashes)


def sources_of(project: Project, folder: ImageFolder, name: str, record: Record) -> Sequence[str]:
    """The image that a translated image was made from; nothing if either is gone, or in doubt.

    The record's path is relative to a source root: that in which the folder of images stands, or
    one of the layouts'. Where several of them have such an image, nobody knows which is meant.
    """
    written = posix(record.source_file)
    named = HASH_IN_IMAGE_NAME.search(name)
    if named and sha256(written.encode(errors="replace")).hexdigest()[:16] != named[1]:
        return ()
    path = join(folder.path, name)
    if path not in project.files or path in project.tree.absent:
        return ()
    above = folder.path.rpartition("/")[0].rpartition("/")[0]
    end = normpath(written.lstrip("/"))
    found = []
    for file in project.files_by_name.get(end.rpartition("/")[2], ()):
        root = file.removesuffix(end).removesuffix("/")
        if join(root, end) == file and (root == above or root in project.source_roots):
            found.append((root != above, project.source_roots.get(root, 0), file))
    return [file for _, _, file in sorted(found)]


def _hashes_by_path(tree: Tree) -> Callable[[str], tuple[str, ...]]:
    """Hashes of images: each is read once, however many languages translate it."""

    @cache
    def hashes(path: str) -> tuple[str, ...]:
        data = tree.read(path)
        # An empty file is a stand-in: no image has no bytes.
        if isinstance(data, Unreadable) or not data or data.startswith(_LFS_POINTER):
            return ()
        return tuple(possible_hashes(data))

    return hashes
