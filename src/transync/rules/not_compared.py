"""A page is too entangled to be compared, or takes more time or memory than there is for a page.

What its records say is reported as for any other page; what is wrong with its text is unknown.
Neither comments nor a baseline hide it, nor do `select` and `ignore`.

Fails: a page with thousands of equal rows, any of which could be the translation of any other.

Passes: a page of any length that people can read.

What to do: look at the page: no human being writes what is beyond the bounds. If it is made by a
program, `exclude` leaves it out.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.PROGRAM
SEVERITY = Severity.ERROR
