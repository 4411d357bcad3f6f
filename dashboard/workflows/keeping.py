"""Keeping the store: what check, rebuild, backup and restore have to say, in words."""

from datetime import datetime
from pathlib import Path

from dashboard.config import Settings
from dashboard.i18n import Say
from dashboard.store import Difference, Store, backup, check, hints, move, rebuild, restore
from dashboard.weeks import stamped
from dashboard.workflows import freezing
from dashboard.workflows.wording import refused


def checked(settings: Settings, say: Say, now: datetime) -> tuple[list[str], bool]:
    """One line a difference and one a hint, and whether there is no difference.

    Raises
    ------
    SettingsError
        As `dashboard.store.check`.
    """
    found = check(settings)
    hinting = hinted(settings, say, now)
    if not found:
        return [*hinting, say("store.sound", **_extent(settings))], True
    lines = [say(f"store.difference.{difference.code}", **difference.detail) for difference in found]
    return [*hinting, *lines, say("store.differences", n=len(found))], False


def hinted(settings: Settings, say: Say, now: datetime) -> list[str]:
    """One line a hint of what differs from no receipt and should be looked at."""
    return [_hint(hint, say) for hint in hints(settings, now)]


def _hint(hint: Difference, say: Say) -> str:
    detail = hint.detail.items()
    told = {n: stamped(value) if isinstance(value, datetime) else value for n, value in detail}
    return say(f"store.hint.{hint.code}", **told)


def mended(store: Store, say: Say) -> str:
    """That opening this store found the end of its journal torn and wrote it anew; "" where it did not."""
    journal = store.books.journal
    return say("store.mended", file=journal.torn.name) if journal.mended else ""


def warned(store: Store, say: Say) -> str:
    """That the receipt journal is gone or was shortened; "" where it is whole."""
    damage = store.books.shortened
    return refused(say, damage) if damage is not None else ""


def rebuilt(settings: Settings, say: Say, now: datetime, by: str = "", until: int | None = None) -> list[str]:
    """Make the database anew and say so, and what the archive has lost of frozen meetings.

    Raises
    ------
    StoreDamaged
        As `dashboard.store.rebuild`.
    """
    done = rebuild(settings, now=now, by=by, until=until)
    with Store(settings) as store:
        made, lost = freezing.mended(store)
    return [
        say("store.rebuilt", **_extent(settings)),
        *(
            [say("store.journal-cut", n=done.lines, act=done.acts, until=done.acts - 1, file=done.kept)]
            if done.kept
            else [say("store.journal-rebuilt", n=done.lines, act=done.acts)]
            if done.lines
            else []
        ),
        *(say("store.frozen-mended", day=one.cover_to.isoformat()) for one in made),
        *(say("store.frozen-gone", day=one.cover_to.isoformat(), sha256=one.hash) for one in lost),
    ]


def backed_up(settings: Settings, target: Path, say: Say) -> tuple[list[str], bool]:
    """Write a backup and say what is in it; False when the archive had not all that the receipts name.

    Raises
    ------
    StoreDamaged
        As `dashboard.store.backup`.
    """
    done = backup(settings, target)
    lines = [say("store.backed-up", name=target.name, acts=done.acts, files=done.files)]
    if done.missing:
        lines.append(say("store.backup-lacks", n=len(done.missing)))
    return lines, not done.missing


def restored(settings: Settings, source: Path, say: Say, now: datetime) -> tuple[list[str], bool]:
    """Put a backup back and hold it against its receipts: one line a difference, and whether there is none.

    Raises
    ------
    SettingsError, StoreDamaged
        As `dashboard.store.restore`.
    """
    restore(settings, source, now=now)
    lines, sound = checked(settings, say, now)
    return [say("store.restored", name=source.name), *lines], sound


def moved(settings: Settings, url: str, say: Say) -> tuple[list[str], bool]:
    """Move the store into another database and say what has to be set now.

    Raises
    ------
    SettingsError, StoreDamaged
        As `dashboard.store.move`.
    """
    return [say("store.moved", acts=move(settings, url))], True


def _extent(settings: Settings) -> dict[str, int]:
    with Store(settings, reading=True) as store:
        return {"acts": store.acts, "receipts": len(store.submissions())}
