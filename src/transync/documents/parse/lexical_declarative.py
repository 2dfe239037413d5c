"""How strings and comments begin, end and escape in HCL, CSS and Kusto's query language."""

from __future__ import annotations

from transync.documents.parse.code_in_text import TEMPLATE
from transync.documents.parse.lexical_rules import comment, kept, quoted, string

_BLOCK_COMMENT = comment(r"/\*.*?(?:\*/|\Z)")
# What is declared is named by strings. Here-documents are code: scripts and policies, for the most
# part.
HCL_RULES = (
    *kept(
        r"^[ \t]*+(?:resource|data|module|provider|provisioner|variable|output|backend)"
        r"(?:[ \t]++\"[^\"\n]*+\")++"
    ),
    *comment(r"#(?!!)[^\n]*|(?<!:)//[^\n]*"),
    *_BLOCK_COMMENT,
    *quoted('"', has=TEMPLATE),
)
CSS_RULES = (
    *_BLOCK_COMMENT,
    *kept(r"\burl\([^()\n\"']*+\)|@(?:import|charset)\b[^\n]*+"),
    *quoted('"'),
    *quoted("'"),
)
SCSS_RULES = (*comment(r"(?<!:)//[^\n]*"), *CSS_RULES)
# A column with a blank in its name is written as one string between brackets.
KUSTO_RULES = (
    *comment(r"(?<!:)//[^\n]*"),
    *kept(r"\[(?:\"[^\"\n]*+\"|'[^'\n]*+')\]"),
    *string(r"(?:\b[hH])?@(?:\"(?:\"\"|[^\"\n])*+\"?|'(?:''|[^'\n])*+'?)"),
    *quoted('"'),
    *quoted("'"),
)
