"""What each command but `check` works out, and the forms that it prints."""
