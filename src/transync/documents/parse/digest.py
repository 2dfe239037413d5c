"""Short names for texts."""

from __future__ import annotations

from hashlib import blake2b


def digest(text: str) -> str:
    """A short name for a text, the same in every run."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()
