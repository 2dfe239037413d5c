"""A file can't be read as a document.

It is not UTF-8, holds NUL bytes, is larger than 5 MiB, is a notebook that is not JSON, is a
symbolic link that leads out of the repository, or vanished while it was read; or git writes another
text of it to the disk than the repository holds, as `working-tree-encoding`, `ident` or `filter` in
.gitattributes say, and readers on the forge see that. Or it holds the markers of a merge conflict,
outside of code, and with them two versions of one text. Its pair is not compared. Or it is a folder
that may not be read, so that nothing of what it holds is checked.

Fails: `translations/vi/a.md` saved as UTF-16; a line `<<<<<<< HEAD`.

Passes: UTF-8, with or without a byte order mark, with any line endings.

What to do: save the file as UTF-8 text, finish the merge, let the user read the folder who runs
transync, or leave either out with `exclude`.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR
