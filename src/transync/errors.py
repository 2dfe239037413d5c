"""What users can do wrong."""


class UsageError(Exception):
    """A wrong invocation or configuration: one sentence that says what, where and what to do."""
