"""The comments between which Co-op Translator writes into sources (its `readme_templates.py`)."""

import re

_REGION = r"CO-OP TRANSLATOR (LANGUAGES TABLE|OTHER COURSES)"
_START = rf"<!--\s*{_REGION} START\s*-->"

START_OF_REGION = re.compile(_START, re.IGNORECASE)
START_OF_REGION_IN_BYTES = re.compile(_START.encode(), re.IGNORECASE)
# A group for what the region is, one for START or END.
BORDER_OF_REGION = re.compile(rf"<!--\s*{_REGION} (START|END)\s*-->", re.IGNORECASE)
