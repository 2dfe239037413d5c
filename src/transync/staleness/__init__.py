"""What a stale page was made from, and how far its source has gone."""
