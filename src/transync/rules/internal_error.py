"""transync failed on a page.

This is a fault of transync, not of the page: its rules, or some of them, have not had their say on
it. All else is reported, and the exit code is 3. `--verbose` shows where transync failed, without
anything of the machine or of the page but a few words of the exception. Neither settings nor
comments nor a baseline hide it.

Fails: a page for which the detail is `KeyError in transync.documents.parse.blocks, line 75`.

Passes: any page on which the rules have had their say.

What to do: please report it, with what `--verbose` shows and, if you can, the page and its source.
Until it is mended, `exclude` leaves the page out.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.PROGRAM
SEVERITY = Severity.ERROR
