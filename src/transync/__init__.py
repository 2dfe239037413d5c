"""transync: keeps the translations of a documentation repository true to their sources."""
