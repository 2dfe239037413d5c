"""A sidecar keeps records of files that are gone.

When a translation or a translated image is deleted by hand, its entry in `.co-op-translator.json`
stays behind. It speaks of a page that nobody can read, misleads whoever counts translations by
their records, and is taken for the record of whatever comes to that place again. Files that are
left out of the checkout are not gone, and where nothing stands beside the sidecar, the files are
kept elsewhere. A sidecar is named once, with all such entries.

Fails: `translations/vi/.co-op-translator.json` has an entry `old.md`, and there is no
`translations/vi/old.md`.

Passes: every entry stands beside its translation or its image; failures may stand alone.

What to do: take the entries out, or restore the files. `transync fix --unsafe` takes them out.
"""

from collections.abc import Iterator

from transync.model import Fix, Leftovers, Problem, Severity
from transync.records.edits import RecordEdits
from transync.rules._groups import Group
from transync.wording import count, is_or_are, shortened

GROUP = Group.RECORDS
SEVERITY = Severity.WARNING

_NAMED = 5


def check_sidecar(leftovers: Leftovers) -> Iterator[Problem]:
    paths = [path for path, _ in leftovers.records]
    _, first = leftovers.records[0]
    files = f"{count(len(paths), 'file')} that {is_or_are(len(paths))} gone"
    yield Problem(
        f"the sidecar still has the record of {files}",
        first.line,
        first.column,
        detail=shortened(paths, _NAMED),
    )


def fix_sidecar(leftovers: Leftovers, carriers: RecordEdits) -> Fix | None:
    carrier = carriers.at(leftovers.sidecar)
    edits = carrier.remove([record for _, record in leftovers.records]) if carrier else ()
    # The file may come back: deleted by mistake, or about to be translated anew.
    if edits:
        return Fix(tuple(edits), is_safe=False)
    return None
