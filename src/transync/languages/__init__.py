"""Languages: codes, detection, common words."""
