"""`python -m transync`."""

from transync.cli import run

if __name__ == "__main__":
    run()
