"""A link -> what it resolves to."""
