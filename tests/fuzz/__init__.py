"""Hostile repositories made at random, and what has to hold for every one of them.

`python -m pytest tests/fuzz` tries a fixed number of them. `python -m tests.fuzz --seconds 3600`
tries as many as it can, and keeps those that fail, made small.
"""
