"""Language codes: BCP 47 form, and the aliases that older Co-op Translator folders used."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transync.co_op_translator import ALIASES, LANGUAGES

# Their names in English, by the code without region.
NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "lt": "Lithuanian",
    "ml": "Malayalam",
    "mni": "Manipuri",
    "mr": "Marathi",
    "ms": "Malay",
    "my": "Burmese",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "pa": "Punjabi",
    "pcm": "Nigerian Pidgin",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
# fmt: on

_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}")
_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")


def is_code(code: str) -> bool:
    """Whether a text has the form of a language code, known or not (BCP 47, section 2.1)."""
    return _CODE.fullmatch(code) is not None


def canonical(code: str, aliases: Mapping[str, str] = ALIASES) -> str:
    """The BCP 47 code for a folder's name or a recorded code: `br` and `pt_br` are `pt-BR`."""
    alias = aliases.get(code.lower())
    if alias:
        return alias
    parts = code.replace("_", "-").split("-")
    rest = (part.title() if len(part) == 4 else part.upper() for part in parts[1:])
    return "-".join((parts[0].lower(), *rest))


def without_region(code: str) -> str:
    """The language alone: `pt` of `pt-BR`."""
    return code.partition("-")[0]


def looks_like_code(name: str) -> bool:
    """Whether a folder's name has the shape of a language code (language, script, region)."""
    return _SHAPE.fullmatch(name) is not None


def is_known(name: str, aliases: Mapping[str, str] = ALIASES) -> bool:
    """Whether the name is a code or an alias that Co-op Translator uses."""
    return looks_like_code(name) and canonical(name, aliases) in LANGUAGES
