"""Errors and a note for what a check does not compare: to have nothing to compare is no success."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transync.config import Settings
from transync.errors import UsageError
from transync.model import Pair, Report, State
from transync.repository.project import Project, discover
from transync.wording import count

_CONFIGURE = "name their folders as `layouts` in transync.toml"


def require_translations(project: Project, settings: Settings) -> None:
    """Raise UsageError where there is no folder of translations, or of translated images."""
    if not project.folders and not project.image_folders:
        raise UsageError(f"nothing to check: {_why_no_folder(project, settings)}")


def require_checked(project: Project, report: Report) -> None:
    """Raise UsageError where the report is on everything, and nothing of it was compared."""
    is_compared = any(not pair.is_left_alone for pair in report.pairs)
    if not (is_compared or report.images or report.findings or report.known):
        raise UsageError(f"nothing to check: {_why_no_pair(project, report)}")


def has_translations(project: Project) -> bool:
    """Whether there is anything that a check would compare."""
    has_pages = any(not folder.is_left_alone for folder in project.folders)
    return has_pages or bool(project.image_folders)


def notes_on_left_alone(pairs: Iterable[Pair]) -> Iterator[str]:
    """What to say of those pairs whose translation is in a folder that holds no record."""
    alone = [pair for pair in pairs if pair.is_left_alone and pair.state is not State.MISSING]
    if alone:
        number = count(len(alone), "translation")
        names = ", ".join(sorted({pair.language for pair in alone}))
        yield (
            f"{number} not compared ({names}): no record of Co-op Translator stands in the folder, "
            "so it is left to whoever made it"
        )


def _why_no_folder(project: Project, settings: Settings) -> str:
    for folder, reason in sorted(project.unreadable.items()):
        return f"{folder}: can't be read: {reason}; let the user read it who runs transync"
    if settings.layouts:
        patterns = ", ".join(layout.pattern for layout in settings.layouts)
        return f"no folder is named as `layouts` says ({patterns}); correct it in the settings"
    everything = settings.model_copy(update={"exclude": ()})
    if settings.exclude and has_translations(discover(project.tree, everything)):
        return "`exclude` matches every translation; take out of the settings what does"
    return (
        f"no folder in {project.tree.root} holds Co-op Translator's records; go to where the "
        f"translations are, or {_CONFIGURE}"
    )


def _why_no_pair(project: Project, report: Report) -> str:
    if report.pairs:
        languages = ", ".join(sorted({pair.language for pair in report.pairs}))
        return (
            f"the folders of the translations ({languages}) hold no record of Co-op Translator, so "
            f"they count as somebody's own work; to have them compared, {_CONFIGURE}"
        )
    if project.tree.absent & project.translations:
        return "no translation is checked out here with its source; check them out"
    return "there is no page in the folders of the translations; translate some first"
