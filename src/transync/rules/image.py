"""An image is missing, added, or another one.

Images are compared by their source: a translated image counts as the image that it was made from,
which its name or its sidecar tells. Badges of shields.io are the same in whatever language their
words are. An image that is there but whose file is not is `local-link`.

Fails: the source shows `images/map.png` below its second heading, the translation shows nothing.

Passes: `images/map.png` became `../../translated_images/vi/map.0123456789abcdef.webp`.

What to do: restore the image that the source has.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch
from transync.comparison.comparison import Comparison
from transync.links.target import Reach, Target
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import unlike

GROUP = Group.IMAGES
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        if match.difference is LinkDifference.TARGET and _is_ours(match):
            for problem in unlike(comparison, match, "is another one"):
                yield problem._replace(fix=_fix(comparison, match))


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_target(comparison, match)


def _is_ours(match: LinkMatch) -> bool:
    """Whether it is an image that no rule of tables reports, and that can be told from others."""
    link = match.source or match.translation
    if link is None or not link.written.is_image:
        return False
    if match.source and match.translation:
        source, translation = match.source.target, match.translation.target
        if translation.is_of_unknown_source and _may_be_made_from(source, translation):
            return False
    return link.is_own_image or link.written.cell is None


def _may_be_made_from(source: Target, translation: Target) -> bool:
    """Whether a translated image may be of this source, which has moved or is gone since then."""
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    translated = translation.path.rpartition("/")[2]
    return source.reach is Reach.BROKEN or translated.startswith(f"{name}.")
