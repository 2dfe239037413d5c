"""What workflows can do wrong."""


class UsageError(Exception):
    """An input or a checkout that can't be used: one sentence that says what, where, what to do."""
