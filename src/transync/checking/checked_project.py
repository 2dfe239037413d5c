"""A project and its settings, before or after a change, and what they hold against sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transync.config import Settings
from transync.languages.codes import canonical
from transync.repository.project import LanguageFolder, Project, Translation
from transync.repository.tree import Tree


class CheckedProject(NamedTuple):
    """A project before or after a change, with the settings that it was discovered by."""

    project: Project
    settings: Settings

    @property
    def tree(self) -> Tree:
        return self.project.tree

    def is_chosen(self, language: str) -> bool:
        """Whether the settings want this language, by its canonical code."""
        aliases, chosen = self.settings.aliases, self.settings.languages
        return not chosen or language in {canonical(code, aliases) for code in chosen}

    def compared(self) -> Mapping[LanguageFolder, Sequence[Translation]]:
        """The translations that are held against a source, by their folders."""
        found: dict[LanguageFolder, Sequence[Translation]] = {}
        for folder in self.project.folders:
            if folder.is_left_alone or not self.is_chosen(folder.language):
                continue
            translations = [each for each in folder.translations if each.source in self.tree.files]
            if translations:
                found[folder] = translations
        return found
