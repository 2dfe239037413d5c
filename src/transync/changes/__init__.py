"""Which files and records a change touches."""
