"""Prose -> in which language it is, if not in the one that is expected: script first, then words.

Nothing is said of little text, of mixed text, of languages that nobody can tell apart, and of those
that Co-op Translator does not write.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from transync.languages.codes import NAMES, without_region
from transync.languages.common_words import COMMON_WORDS

# The letters of each script, and the languages that use it; all the others write Latin.
_LATIN = "Latin"
_SCRIPTS = {
    _LATIN: (r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff", "sr ms"),
    "Cyrillic": (r"\u0400-\u052f", "bg ru sr uk"),
    "Arabic": (
        r"\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
        "ar fa ur pa ms",
    ),
    "Devanagari": (r"\u0900-\u0963\u0971-\u097f", "hi mr ne"),
    "Bengali": (r"\u0980-\u09e3", "bn mni"),
    "Meitei": (r"\uabc0-\uabea", "mni"),
    "Gurmukhi": (r"\u0a00-\u0a63\u0a70-\u0a7f", "pa"),
    "Tamil": (r"\u0b80-\u0be5", "ta"),
    "Telugu": (r"\u0c00-\u0c63", "te"),
    "Kannada": (r"\u0c80-\u0ce3", "kn"),
    "Malayalam": (r"\u0d00-\u0d63\u0d7a-\u0d7f", "ml"),
    "Thai": (r"\u0e00-\u0e4f", "th"),
    "Burmese": (r"\u1000-\u103f\u1050-\u108f", "my"),
    "Khmer": (r"\u1780-\u17d3", "km"),
    "Greek": (r"\u0370-\u03ff\u1f00-\u1fff", "el"),
    "Hebrew": (r"\u0591-\u05f4", "he"),
    "Korean": (r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3", "ko"),
    "Japanese": (r"\u3041-\u3096\u30a1-\u30fa\u30fc", "ja"),
    "Chinese": (r"\u3400-\u4dbf\u4e00-\u9fff", "zh"),
}
_LETTERS = {script: re.compile(f"[{letters}]+") for script, (letters, _) in _SCRIPTS.items()}
_WRITERS = {script: frozenset(languages.split()) for script, (_, languages) in _SCRIPTS.items()}
# Neighbours are no evidence against each other: detectors take one for the other, or people do.
_NEIGHBOURS = tuple(
    frozenset(languages.split())
    for languages in ("id ms", "hr sr sl", "da no", "cs sk", "hi mr ne", "bn mni", "en pcm")
)
# English itself, and Nigerian Pidgin.
_ENGLISH = ("en", "pcm")
# Less is hardly any prose.
_FEWEST_LETTERS, _FEWEST_WORDS = 80, 30
# Names and terms in Latin letters stand in texts of any script, so this share of another script
# makes it the text's; hardly any text has a smaller share of its own script than the least.
_MAIN_SHARE, _LEAST_EXPECTED_SHARE = 0.4, 0.05
# Of the words of a text, at least this share is common in its language.
_LEAST_COMMON = 0.03
_LEAST_SURENESS = 0.9


class Other(NamedTuple):
    """The language of a text that should be in another one, or its script if that says enough.

    `sureness` is a probability; None where the script decides.
    """

    name: str
    sureness: float | None = None


# A stale translation is held against two sources, and asked for its language each time.
@lru_cache(maxsize=64)
def other_language(text: str, expected: str) -> Other | None:
    """In what the text is, if it is clearly not in the expected language (a BCP 47 code)."""
    language = without_region(expected)
    if language not in NAMES:
        return None
    text = normalize("NFC", text)
    scripts = _scripts_of(language)
    script = _main_script(text, scripts)
    if not script or (script in scripts and language not in COMMON_WORDS):
        return None
    if script in scripts or script == _LATIN:
        return _by_words(_words(text, script), language)
    latin = _words(text, _LATIN) if _LATIN in scripts else []
    is_mixed = _speaks(latin, language) and 3 * _size(text, _LATIN) > _size(text, script)
    if is_mixed:
        return None
    return Other(_name(script))


def speaks_english(language: str) -> bool:
    """Whether sentences of a language (a BCP 47 code) may well be English ones."""
    return without_region(language) in _ENGLISH


def writes_latin(language: str) -> bool:
    """Whether a language (a BCP 47 code) is written in Latin letters, as far as is known."""
    return _LATIN in _scripts_of(without_region(language))


def _scripts_of(language: str) -> Sequence[str]:
    scripts = [script for script, writers in _WRITERS.items() if language in writers]
    return scripts or [_LATIN]


def _words(text: str, script: str) -> list[str]:
    """The words in small letters, or in letters that are neither: names begin with a capital."""
    return [word for word in _LETTERS[script].findall(text) if word == word.lower()]


def _main_script(text: str, expected: Sequence[str]) -> str:
    """The script that a text is written in; none for little or mixed text.

    The `expected` scripts are those of its language.
    """
    if "Japanese" not in expected and "Chinese" not in expected:
        # What nearly every text is needs no look at the other scripts.
        for script in expected:
            if _size(text, script) > max(len(text) / 2, _FEWEST_LETTERS):
                return script
    sizes = {script: _size(text, script) for script in _SCRIPTS}
    kana, han = sizes["Japanese"], sizes["Chinese"]
    if kana > han / 10:
        sizes["Japanese"], sizes["Chinese"] = kana + han, 0
    elif kana > han / 100:
        # Neither Chinese nor Japanese, or both.
        return ""
    letters = sum(sizes.values())
    latin = sizes.pop(_LATIN)
    script = max(sizes, key=lambda name: sizes[name])
    size = sizes[script]
    if size < letters * _MAIN_SHARE:
        script, size = _LATIN, latin
    expected_size = sum(sizes.get(name, 0) for name in expected)
    is_mixed = script not in expected and expected_size > letters * _LEAST_EXPECTED_SHARE
    if is_mixed or size < _FEWEST_LETTERS:
        return ""
    return script


def _size(text: str, script: str) -> int:
    return sum(map(len, _LETTERS[script].findall(text)))


def _by_words(words: Sequence[str], expected: str) -> Other | None:
    """A language that its common words and langdetect find where the expected one has no words."""
    if len(words) < _FEWEST_WORDS or _speaks(words, expected):
        return None
    spoken = [name for name in COMMON_WORDS if name not in _near(expected) and _speaks(words, name)]
    if not spoken:
        return None
    detector = _detectors().create()
    detector.append(" ".join(words))
    found = {guess.lang: guess.prob for guess in detector.get_probabilities()}
    best = max(found, key=lambda name: found[name], default="")
    # What neighbours share between them is sure of both.
    sureness = sum(found[name] for name in _near(best) & found.keys())
    is_sure = best in spoken and sureness >= _LEAST_SURENESS
    if is_sure:
        return Other(NAMES[best], sureness)
    return None


def _near(language: str) -> frozenset[str]:
    """The language and its neighbours."""
    return frozenset((language,)).union(*(group for group in _NEIGHBOURS if language in group))


def _speaks(words: Sequence[str], language: str) -> bool:
    """Whether enough of the words are common ones of the language."""
    common = COMMON_WORDS.get(language, ())
    return sum(word in common for word in words) > len(words) * _LEAST_COMMON


def _name(script: str) -> str:
    writers = _WRITERS[script]
    if len(writers) == 1:
        return NAMES[next(iter(writers))]
    return f"{script} script"


@cache
def _detectors() -> Any:
    """langdetect, seeded; its own loader takes the profiles in the order of the file system."""
    from langdetect import (  # type: ignore[import-untyped]  # it has no types
        PROFILES_DIRECTORY,
        DetectorFactory,
    )

    factory = DetectorFactory()
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([profile.read_text(encoding="utf-8") for profile in profiles])
    factory.set_seed(0)
    return factory
