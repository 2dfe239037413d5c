"""What is known of Co-op Translator: how it names, marks and records what it writes.

It imports nothing of transync, and nothing else of transync spells any of this out. The names in
backticks are those of Co-op Translator's own modules and constants, in version 0.23.
"""

import re

# Languages.

# Its own aliases (`language_codes.py`), and `ph`, seen in repositories.
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

# It renames the folders of the aliases that it knows.
RENAMED_ALIASES = ALIASES.keys() - {"ph"}

# The languages that it writes.
# fmt: off
LANGUAGES = frozenset({
    "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "id", "it", "ja", "km", "kn", "ko", "lt", "ml", "mni", "mr", "ms", "my", "ne",
    "nl", "no", "pa", "pcm", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sl", "sr", "sv", "sw",
    "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh-CN", "zh-HK", "zh-MO", "zh-TW",
})
# fmt: on

# Records of translations.

SIDECAR_NAME = ".co-op-translator.json"

# The fields of a record (`create_metadata`), in the order in which it writes them.
HASH_FIELD = "original_hash"
DATE_FIELD = "translation_date"
SOURCE_FIELD = "source_file"
LANGUAGE_FIELD = "language_code"
RECORD_FIELDS = (HASH_FIELD, DATE_FIELD, SOURCE_FIELD, LANGUAGE_FIELD)
# A record as JSON has this, whatever else is wrong with it.
HASH_KEY = f'"{HASH_FIELD}"'

# The entry of a sidecar with the attempts that failed, and a field that only these have.
FAILURES_KEY = "__translation_failures__"
FAILURE_DATE_FIELD = "failure_date"

# Where the record of a notebook stands.
NOTEBOOK_KEY = "coopTranslator"
NOTEBOOK_KEYS = ("metadata", NOTEBOOK_KEY)

# What stands above a record in a comment; older comments have the record alone.
LABEL = "CO_OP_TRANSLATOR_METADATA"
LABEL_AND_COLON = re.compile(rf"\s*{LABEL}:\s*")
# The comment that it looks for first (`extract_metadata_from_content`), as it writes it.
START_OF_LABELLED_COMMENT = f"<!--\n{LABEL}:"

# A translation whose number of lines differs by more from its source's is translated again
# (`LINE_BREAK_MARGIN`, since 0.18).
LINE_MARGIN = 15

# What it writes into sources: the table of languages, other courses (`readme_templates.py`).

_REGION = r"CO-OP TRANSLATOR (LANGUAGES TABLE|OTHER COURSES)"
_START_OF_REGION = rf"<!--\s*{_REGION} START\s*-->"

START_OF_REGION = re.compile(_START_OF_REGION, re.IGNORECASE)
START_OF_REGION_IN_BYTES = re.compile(_START_OF_REGION.encode(), re.IGNORECASE)
# A group for what the region is, one for START or END.
BORDER_OF_REGION = re.compile(rf"<!--\s*{_REGION} (START|END)\s*-->", re.IGNORECASE)

# The disclaimer at the end of a translation (`disclaimer.py`); older ones have no such comments.

_DISCLAIMER = "CO-OP TRANSLATOR DISCLAIMER"

START_OF_DISCLAIMER = f"<!-- {_DISCLAIMER} START"
LINE_ABOVE_DISCLAIMER = re.compile(
    rf"^[ \t]*+<!--[ \t]*+{_DISCLAIMER} START[ \t]*+-->[ \t]*+$", re.MULTILINE
)
# A group for START or END.
BORDER_OF_DISCLAIMER = re.compile(rf"<!--\s*{_DISCLAIMER} (START|END)\s*-->", re.IGNORECASE)
# The link of the disclaimer leads here.
ADDRESS = "https://github.com/azure/co-op-translator"
ADDRESS_WITHOUT_SCHEME = ADDRESS.removeprefix("https://")

# Placeholders (`link_placeholders.py`): `@@INLINE_CODE_3@@`, `@@LINK_DESTINATION_0@@`, …

PLACEHOLDER_MARK = "@@"
# Models cut some of them short, or put something else for the number: `@@CODE_BLOCK-25@@`.
PLACEHOLDER = re.compile(
    r"@@(?:[A-Z]++(?:_[A-Z]++)*+_\d++@@"
    r"|(?:INLINE_CODE|CODE_BLOCK|CODE|LINK_DESTINATION)(?:[_-](?:\d++|[a-z]\b))?+(?:@@|\b(?!@)))"
)
# The notice of a piece that it gave up.
NOTICE = re.compile(
    r"Translation for chunk \d{1,6} of '[^'\n]{0,300}' skipped due to [^\n.]{1,60}\.?"
)
CODE_PLACEHOLDER = re.compile(r"@@CODE_BLOCK_\d+@@")

# Translated images.

IMAGE_ROOTS = frozenset(("translated_images", "translated_images_fast"))
# `hash` is the beginning of the SHA-256 of the source's path.
IMAGE_NAME = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{16})\.[A-Za-z]+")
OLDER_IMAGE_NAME = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{64})\.[A-Za-z-]+\.[A-Za-z]+")
# The end of an image's name with the hash, whatever characters the name begins with.
HASH_IN_IMAGE_NAME = re.compile(r".\.([0-9a-f]{16})\.[A-Za-z]+\Z")

# The folders that it skips (`EXCLUDED_DIRS` in `constants.py`), but for those of translations,
# which discovery knows better.
# fmt: off
SKIPPED_FOLDERS = frozenset({
    ".git", ".github", ".vscode", "__pycache__", "node_modules", "build", "dist", "venv", "env",
    "site-packages", ".venv", ".idea", ".devcontainer", ".pytest_cache",
})
# fmt: on


def looks_like_record(text: str) -> bool:
    """Whether a text without white space around it is the JSON of a record, however damaged."""
    return text.startswith("{") and HASH_KEY in text
