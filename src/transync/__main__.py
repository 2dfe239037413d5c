"""The command: `transync`, and `python -m transync`."""

import os
import sys


def run() -> None:
    """Run the command; no module is imported from the folder where it stands."""
    _leave_out_current_folder()
    from transync.cli import run as run_command

    run_command()


def _leave_out_current_folder() -> None:
    """Take the current folder off the import path: what lies there is checked, and never run.

    `python -m` puts it first, and an empty entry of PYTHONPATH stands for it. Until this is done,
    only what Python has built in or frozen may be imported: no `typing`, not even `__future__`.
    """
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    try:
        here = os.path.realpath(os.curdir)
    except OSError:  # It is deleted, and holds nothing.
        return
    sys.path[:] = [
        path for path in sys.path if path == own or (path and os.path.realpath(path) != here)
    ]


if __name__ == "__main__":
    run()
