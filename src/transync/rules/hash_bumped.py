"""A record says that its translation is current, but the text did not change with its source.

Found with `--diff` only: the change records another hash for a translation, that of the source as
it is now, and leaves the text as it was, while the source's text is not what it was when the former
hash was recorded. From then on nobody sees that readers get yesterday's text.

White space, and the regions that Co-op Translator itself rewrites, do not count as text.

Fails: a change sets `original_hash` in `translations/vi/a.md` to the MD5 of today's `a.md`, which
has got a new paragraph since, and changes nothing else there.

Passes: the text was translated again; or the former hash is that of the same text.

What to do: translate the page, or take the new hash back. Where the change of the source needs no
other translation (a spelling mistake), `--ignore hash-bumped` says so for one run.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR
