"""The bytes of a file -> its facts."""
