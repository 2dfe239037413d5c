"""What the GitHub Action does around the command; only the standard library is needed to run it."""
