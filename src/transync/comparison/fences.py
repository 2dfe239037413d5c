"""The lines of fences around code, as translations have them, whose blocks are not known yet."""

from __future__ import annotations

import re

# Any line that looks like a fence, in a quote or an item of a list, too.
FENCE = re.compile(r"[ \t>]*+(?P<mark>`{3,}+|~{3,}+)[ \t]*+(?P<info>[^\n]*+)")
# Within code: one of three marks with a language behind it. Others may belong to what is shown.
OPENING_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)[A-Za-z]")
