"""What users can do wrong, and what a page can hold that is not to be compared."""


class UsageError(Exception):
    """A wrong invocation or configuration: one sentence that says what, where and what to do."""


class NotComparedError(Exception):
    """A page whose comparison would take too much: a clause that says why, such as
    "its tables have more than 10,000 rows that could be each other's".

    Whoever looks at the page makes it a finding of the rule `not-compared`.
    """
