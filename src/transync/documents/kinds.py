"""The kinds of files by their names, and how large each may be."""

from __future__ import annotations

MARKDOWN_SUFFIXES = (".md", ".mdx", ".markdown")


NOTEBOOK_SUFFIX = ".ipynb"


SUFFIXES = (*MARKDOWN_SUFFIXES, NOTEBOOK_SUFFIX)


IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp")


# Prose is far smaller; parsing more than this would cost minutes and gigabytes for one file.
# Notebooks hold pictures too, which are not parsed, and images are only hashed.
_LARGEST_TEXT = 5 * 2**20


_LARGEST_WITH_PICTURES = 50 * 2**20


def largest_size(name: str) -> int:
    """The size in bytes beyond which a file of this name is not read."""
    has_pictures = is_notebook(name) or name.lower().endswith(IMAGE_SUFFIXES)
    if has_pictures:
        return _LARGEST_WITH_PICTURES
    return _LARGEST_TEXT


def is_notebook(path: str) -> bool:
    """Whether the path is that of a notebook; capitals in its suffix don't matter."""
    return path.lower().endswith(NOTEBOOK_SUFFIX)


def is_document(path: str) -> bool:
    """Whether the path is that of a file that Co-op Translator translates as text."""
    return path.lower().endswith(SUFFIXES)
