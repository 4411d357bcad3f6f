"""Keeping the store: what check and rebuild have to say, in words."""

from dashboard.config import Settings
from dashboard.i18n import Say
from dashboard.store import Store, check, rebuild


def checked(settings: Settings, say: Say) -> tuple[list[str], bool]:
    """One line a difference, and whether there is none."""
    found = check(settings)
    if not found:
        return [say("store.sound", **_extent(settings))], True
    lines = [say(f"store.difference.{difference.code}", **difference.detail) for difference in found]
    return [*lines, say("store.differences", n=len(found))], False


def rebuilt(settings: Settings, say: Say) -> list[str]:
    """Make the database anew and say so.

    Raises
    ------
    StoreDamaged
        As `dashboard.store.rebuild`.
    """
    rebuild(settings)
    return [say("store.rebuilt", **_extent(settings))]


def _extent(settings: Settings) -> dict[str, int]:
    with Store(settings) as store:
        return {"acts": store.acts, "receipts": len(store.submissions())}
