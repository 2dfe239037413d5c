"""A suppression that suppresses nothing, or names no rule.

`<!-- transync: ignore RULE[, RULE] reason -->` stands for the next block: the paragraph, heading,
table, code, list or quote below it; as the last thing in a list item, the next item; inside a
text or a table's row, for that. `<!-- transync: ignore-file RULE -->` stands for the file. In
notebooks, a cell's tag `transync:ignore=RULE` stands for the cell, in MDX `{/* transync: ignore
RULE */}` for the next block. Without a rule, they stand for all.

In a source they hold for all its translations, too, and a translation may keep its copy. A
suppression is unused only where the rules that it names were run: with `--select`, `--language`
or paths, others are not judged.

Fails: `<!-- transync: ignore anchor -->` above a paragraph whose links all lead somewhere.

Passes: the same above a link to a heading that another tool will make.

What to do: take the comment out, or correct the name of the rule.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.SETTINGS
SEVERITY = Severity.WARNING
