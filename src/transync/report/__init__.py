"""The state of every language for people: what is current, what is behind, and by how much."""
