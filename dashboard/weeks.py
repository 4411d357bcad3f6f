"""Weeks, meetings, returns missed and the district's clock: the calendar that store, metrics and workflows share."""

from datetime import date, datetime, time, timedelta, timezone

from dashboard.contract import District

WEEK, DAY = timedelta(days=7), timedelta(days=1)
ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The clock by which days end and deadlines pass, whatever clock the machine keeps. China has one, the year round."""


def local(moment: datetime) -> datetime:
    """A moment by the district's clock. One without a zone is meant so already."""
    return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)


def stamped(moment: datetime) -> str:
    """A moment as people read it, by the district's clock: 2024-03-29 17:05."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def plain(moment: datetime) -> datetime:
    """As `local`, without the zone: for what is typed without one, such as a deadline."""
    return local(moment).replace(tzinfo=None)


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day, time.max, ZONE)


def week_end(on: date, closes: int = 4) -> date:
    """The closing day of the week that `on` belongs to; 20 March 2024 -> 22 March (Fridays, Monday = 0)."""
    return on + timedelta(days=(closes - on.weekday()) % 7)


def last_week_end(on: date, closes: int = 4) -> date:
    """The last closing day not after `on`: the Friday before for a Monday meeting, Friday itself on a Friday."""
    return on - timedelta(days=(on.weekday() - closes) % 7)


def closing(on: date, closes: int = 4) -> date:
    """The closing day that names the week in which a day counts.

    Days of December behind the year's last closing day are late entries of its last week (DOMAIN section 3).
    """
    end = week_end(on, closes)
    return end if end.year == on.year else end - WEEK


def closings(on: date, weeks: int, closes: int = 4) -> list[date]:
    """Closing days of the last weeks up to the one in which a day counts, oldest first, of that day's year alone."""
    last = closing(on, closes)
    return [end for back in range(weeks - 1, -1, -1) if (end := last - WEEK * back).year == on.year]


def last_day(end: date) -> date:
    """The last day that counts in the week named by a closing day: that day, 31 December in the year's last week."""
    return end if (end + WEEK).year == end.year else date(end.year, 12, 31)


def held_before(district: District, on: date) -> date:
    """Cover-to date of the last held meeting strictly before the one that covers to `on`.

    The calendar's days count whatever their weekday. Without a calendar every week has its meeting; with one, 休会
    weeks are passed over.
    """
    current = _covered(district, on)
    held = [m.cover_to for m in district.meetings if m.held and m.cover_to < current]
    if held:
        return max(held)
    off = {m.cover_to for m in district.meetings if not m.held}
    candidate = last_week_end(current - DAY, district.rules.week_ends_on)
    while candidate in off:
        candidate -= WEEK
    return candidate


def held_after(district: District, on: date) -> date:
    """Cover-to date of the first held meeting after a day: the calendar's, else the next week that is not 休会."""
    held = [m.cover_to for m in district.meetings if m.held and m.cover_to > on]
    if held:
        return min(held)
    off = {m.cover_to for m in district.meetings if not m.held}
    candidate = week_end(on + timedelta(days=1), district.rules.week_ends_on)
    while candidate in off:
        candidate += WEEK
    return candidate


def _covered(district: District, on: date) -> date:
    """The day to which the meeting of a day covers: the last one that closes a week, a year or stands in the calendar.

    So a Monday's meeting covers to the Friday before, and the annual closing to 31 December.
    """
    closed = last_week_end(on, district.rules.week_ends_on)
    year_end = date(on.year if (on.month, on.day) == (12, 31) else on.year - 1, 12, 31)
    return max([closed, year_end, *(m.cover_to for m in district.meetings if m.cover_to <= on)])


def held_between(district: District, since: date, until: date) -> int:
    """How many held meetings cover to a day from `since` to `until`, both included.

    Without a calendar every week has its meeting; with one, 休会 weeks are passed over.
    """
    held = [m.cover_to for m in district.meetings if m.held]
    if held:
        return sum(since <= day <= until for day in held)
    return _weeks_closed(district, since, until)


def _weeks_closed(district: District, since: date, until: date) -> int:
    """How many weeks that are not 休会 close from `since` to `until`; reckoned, for histories grow long."""
    end = last_week_end(until, district.rules.week_ends_on)
    off = {m.cover_to for m in district.meetings if not m.held and since <= m.cover_to <= end}
    closed = max(0, (end - since).days // 7 + 1)
    return closed - sum((end - day).days % 7 == 0 for day in off)


def returns_missed(district: District, period: date, on: date, ledger: str) -> int:
    """How many expected returns of a ledger lie after `period` and not after `on`; 0 for an up-to-date unit.

    A ledger kept every n weeks misses one for every n held weeks. 休会 weeks expect nobody.
    """
    weeks = _weeks_closed(district, period + timedelta(days=1), on)
    return weeks // max(1, district.rules.cadence_weeks.get(ledger, 1))
