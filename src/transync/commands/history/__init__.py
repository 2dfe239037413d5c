"""The share of current pages over time, and its forms."""
