"""Pages or images were checked before a change, and are not any more, though they are still there.

Found with `--diff` only. transync finds translations by their records, their place and the
settings; what takes these away takes the translations out of every later check, in silence. It is
said once for what has one cause: of a page at the page, of a language at its sidecar or its folder,
of all languages at the folder of the translations.

Fails: a change deletes `translations/vi/.co-op-translator.json`, which holds all records of that
language, and leaves the pages; or it moves them to `translations/vi-old`, or excludes them in
`transync.toml`; or it edits a translation and removes its source; or it removes a translation and
adds `Readme.md`, which is none, in place of `README.md`, or a page without a source that has more
than half of its words.

Passes: the pages are deleted with their records; the folder has the name of another language now
and is checked under it; a source is removed, which `orphan` says of its translations.

What to do: bring back what is gone. Where it is meant, delete the pages as well, or let the person
who merges say so: `--ignore no-longer-checked` for one run.
"""

from transync.model import Severity
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR
