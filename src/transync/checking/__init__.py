"""A project -> its report: rules, reuse of earlier runs, policy."""
