"""How good transync is, in numbers that anybody with the corpora can repeat."""
