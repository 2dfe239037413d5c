"""What is right where a rule finds something wrong: the edits of fixes, by what they repair."""
