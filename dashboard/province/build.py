"""Which program reckoned: a hash of everything that a figure is made by."""

import hashlib
from functools import cache

from dashboard.config import ROOT

_PARTS = ("loaders", "metrics", "dashboard")
_APART = ("ui", "i18n", "charts", "exports", "access")
"""What of the dashboard only shows figures."""


@cache
def fingerprint() -> str:
    """A hash of the source of reading, store and reckoning; equal on two machines when both run the same."""
    found = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((ROOT / part).rglob("*")):
            apart = part == "dashboard" and path.relative_to(ROOT / part).parts[0] in _APART
            if path.suffix in (".py", ".toml") and not apart:
                found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r", b""))
    return found.hexdigest()
