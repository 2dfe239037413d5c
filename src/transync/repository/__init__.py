"""What stands on disk: files, layouts, pairs, records, the cache."""
