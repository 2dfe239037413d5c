"""Faults and harmless changes for a pair, made from its raw text without transync's help."""
