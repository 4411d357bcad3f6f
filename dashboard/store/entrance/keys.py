"""Under which name a secret is kept."""

from hashlib import sha256


def digest(secret: str) -> str:
    """The hash by which a code, link or sign-in is known: what the tables hold opens nothing."""
    return sha256(secret.encode()).hexdigest()
