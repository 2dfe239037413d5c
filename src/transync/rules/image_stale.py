"""The source image has changed since this translated image was made.

Co-op Translator records the MD5 of the source image with each translated image, in the
`.co-op-translator.json` of its folder. Images of the older naming have no record, so nothing is
known of their age. Nor is anything said where the name of a translated image contradicts its
record, or where the source image is not there as such (a sparse checkout, Git LFS).

Fails: `images/map.png` was drawn anew, and `translated_images/vi/map.0123456789abcdef.webp` still
shows the old one.

Passes: the recorded `original_hash` is that of `images/map.png` as it is.

What to do: translate the image again, or draw the translated one anew and correct its record.
"""

from collections.abc import Iterator

from transync.model import Problem, Severity, TranslatedImage
from transync.rules._groups import Group

GROUP = Group.IMAGES
SEVERITY = Severity.ERROR


def check_image(image: TranslatedImage) -> Iterator[Problem]:
    record = image.record
    if record.original_hash not in image.source_hashes:
        yield Problem(
            "the source image has changed since this translated image was made",
            detail=f"translated {record.translation_date[:10]} from {record.original_hash}, "
            f"the source is now {image.source_hashes[0]}",
            identity="image-stale",
        )
