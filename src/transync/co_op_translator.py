"""The comments between which Co-op Translator writes into sources (its `readme_templates.py`)."""

import re

_REGION = r"CO-OP TRANSLATOR (LANGUAGES TABLE|OTHER COURSES)"
_START = rf"<!--\s*{_REGION} START\s*-->"

START_OF_REGION = re.compile(_START, re.IGNORECASE)
START_OF_REGION_IN_BYTES = re.compile(_START.encode(), re.IGNORECASE)
# A group for what the region is, one for START or END.
BORDER_OF_REGION = re.compile(rf"<!--\s*{_REGION} (START|END)\s*-->", re.IGNORECASE)


# Co-op Translator's own aliases (its `language_codes.py`), and `ph`, seen in repositories.
ALIASES = {
    "br": "pt-BR",
    "cn": "zh-CN",
    "hk": "zh-HK",
    "jp": "ja",
    "kr": "ko",
    "mo": "zh-MO",
    "ph": "tl",
    "pt": "pt-PT",
    "tw": "zh-TW",
    "zh": "zh-CN",
}


# The languages that Co-op Translator 0.23 writes.
# fmt: off
KNOWN = frozenset({
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "id", "it", "ja", "km", "kn", "ko", "lt", "ml", "mni", "mr", "ms", "my", "ne",
    "nl", "no", "pa", "pcm", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sl", "sr", "sv", "sw",
    "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh-CN", "zh-HK", "zh-MO", "zh-TW",
})


IMAGE_ROOTS = frozenset(("translated_images", "translated_images_fast"))


IMAGE_NAME = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{16})\.[A-Za-z]+")


OLDER_IMAGE_NAME = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{64})\.[A-Za-z-]+\.[A-Za-z]+")


# What Co-op Translator skips (`EXCLUDED_DIRS` in its `constants.py`), but for the folders of
# translations, which discovery knows better.
# fmt: off
SKIPPED_FOLDERS = frozenset({
    ".git", ".github", ".vscode", "__pycache__", "node_modules", "build", "dist", "venv", "env",
    "site-packages", ".venv", ".idea", ".devcontainer", ".pytest_cache",
})
# fmt: on


SIDECAR_NAME = ".co-op-translator.json"


FAILURES_KEY = "__translation_failures__"


NOTEBOOK_KEYS = ("metadata", "coopTranslator")


# `@@INLINE_CODE_3@@`, `@@LINK_DESTINATION_0@@`, … of Co-op Translator's `link_placeholders.py`.
PLACEHOLDER = re.compile(r"@@[A-Z]++(?:_[A-Z]++)*+_\d++@@")


CODE_PLACEHOLDER = re.compile(r"@@CODE_BLOCK_\d+@@")
