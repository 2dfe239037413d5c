"""Fetches axe-core, which checks accessibility in a browser, from npm's registry to `.axe/`.

Run by `.ci/run`, before the tests: they take what is there, and are skipped without it. It stands
on the standard library alone. What was fetched is used only if it is what was looked at once.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from hashlib import sha512
from pathlib import Path

VERSION = "4.14.1"
# As the registry has it, without its prefix.
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
SCRIPT = Path(__file__).parents[2] / ".axe" / f"axe-{VERSION}.min.js"


def main() -> int:
    """Fetch it, unless it is there; the exit code is 1 when that fails."""
    if SCRIPT.is_file():
        return 0
    try:
        packed = _packed()
    except (OSError, subprocess.SubprocessError) as error:
        print(f"axe-core was not fetched: {error}", file=sys.stderr)
        return 1
    found = b64encode(sha512(packed).digest()).decode()
    if found != SHA512:
        print(f"axe-core {VERSION} is not what it was: {found}", file=sys.stderr)
        return 1
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None, "the archive that was looked at has it"
        SCRIPT.parent.mkdir(exist_ok=True)
        SCRIPT.write_bytes(member.read())
    return 0


def _packed() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=120)
        (archive,) = Path(folder).glob("*.tgz")
        return archive.read_bytes()


if __name__ == "__main__":
    sys.exit(main())
