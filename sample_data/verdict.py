"""Figures, pace and lights reckoned from standing facts, after the district's counting rules."""

import math
from datetime import date
from typing import Any

from sample_data.drafts import Record
from sample_data.people import DISTRICT, DISTRICT_TARGETS, PLACES
from sample_data.standing import Standing

Figure = dict[str, Any]
_COUNTED = ("outbound_trips", "inbound_groups", "projects_signed", "projects_started")
_VISITS = {"outbound_trips": "visits:outbound", "inbound_groups": "visits:inbound"}
_SPACE = {"land_m2": "assets:land", "factory_m2": "assets:factory", "building_m2": "assets:building"}
_EVENTS = {"signing_events": "signing", "promotions": "promotion", "training_events": "training"}
_LEADERS = {"leader_trips": "visits:outbound", "leader_receptions": "visits:inbound"}
_AHEAD = ("started", "completed", "producing")


def figures(standing: Standing, unit: str, on: date) -> dict[str, Figure]:
    """Every figure of a unit, or of the district, as it stands on a Friday."""
    made = _district(standing, on) if unit == DISTRICT else _unit(standing, unit, on)
    targets = DISTRICT_TARGETS if unit == DISTRICT else next(p.targets for p in PLACES if p.name == unit)
    for indicator, figure in made.items():
        if indicator in targets:
            _judge(figure, targets[indicator], counted=indicator in _COUNTED)
    return made


def _figure(value: float | None, cover_to: date | None, *, hedged: bool = False) -> Figure:
    return {"value": value, "cover_to": cover_to, "hedged": hedged}


def _unit(standing: Standing, unit: str, on: date) -> dict[str, Figure]:
    made = {
        indicator: _listed_or_counted(standing, unit, indicator, on)
        for indicator in (*_VISITS, "chambers", "projects_discussed")
    }
    made |= {indicator: _space(standing, unit, scope) for indicator, scope in _SPACE.items()}
    if standing.of(unit, "projects:talks") is None:
        made |= _projects(standing.of(unit, "projects"), standing.covers.get((unit, "projects")))
    return made


def _valid(day: date | None, on: date) -> bool:
    return day is not None and day.year == on.year and day <= on


def _listed_or_counted(standing: Standing, unit: str, indicator: str, on: date) -> Figure:
    scope = {"chambers": "visits:outbound", "projects_discussed": "projects"}.get(indicator) or _VISITS[indicator]
    if indicator == "projects_discussed" and standing.of(unit, "projects:talks") is not None:
        scope = "projects:talks"
    records = standing.of(unit, scope)
    if records is None:
        return _counted(standing, unit, indicator)
    cover_to = standing.covers[unit, scope]
    if indicator == "chambers":
        return _chambers_of(records, cover_to)
    return _figure(_count(records, indicator, cover_to), cover_to)


def _chambers_of(records: list[Record], on: date) -> Figure:
    """Distinct chambers; an empty log gives the zero of its trips only. With none met no cover-to date is asserted."""
    figure = _figure(_count(records, "chambers", on) if records else None, on)
    if not records or figure["value"] == 0:
        del figure["cover_to"]
    return figure


def _count(records: list[Record], indicator: str, on: date) -> float:
    if indicator == "projects_discussed":
        return sum(1 for r in records if not _before_this_year(r["fields"].get("signed_on"), on))
    valid = [r for r in records if _valid(r["fields"]["start"], on)]
    if indicator == "chambers":
        return len(_chambers(valid))
    return sum(1 for r in valid if r["fields"].get("level") not in ("principal", "resident"))


def _before_this_year(day: date | None, on: date) -> bool:
    return day is not None and day.year < on.year


def _chambers(visits: list[Record]) -> set[str]:
    return {stop["organisation"] for r in visits for stop in r["stops"] if stop["kind"] == "chamber"}


def _counted(standing: Standing, unit: str, indicator: str) -> Figure:
    scope = f"counters:{indicator}"
    told = [r["fields"] for r in standing.of(unit, scope) or [] if r["fields"]["period"] == "cumulative"]
    if not told:
        return _figure(None, None)
    return _figure(told[-1]["value"], standing.covers[unit, scope], hedged=bool(told[-1].get("hedged")))


def _space(standing: Standing, unit: str, scope: str) -> Figure:
    records = standing.of(unit, scope)
    if not records:
        return _figure(None, None)
    cover_to = standing.covers[unit, scope]
    total, hedged = [], False
    for said in (r["fields"] for r in records if r["fields"]["revitalised_area"] is not None):
        area = min(said["revitalised_area"], said["area"])
        total.append(0.0 if _before_this_year(said["revitalised_on"], cover_to) else area)
        hedged |= bool(said.get("hedged")) or (area > 0 and said["revitalised_on"] is None)
    return _figure(math.fsum(total), cover_to, hedged=hedged)


def _projects(records: list[Record] | None, on: date | None) -> dict[str, Figure]:
    names = (
        "projects_signed",
        "projects_signed_1yi",
        "projects_signed_10yi",
        "projects_signed_50yi",
        "investment_signed",
    )
    if records is None or on is None:
        return {name: _figure(None, None) for name in (*names, "projects_started", "projects_completed")}
    said = [r["fields"] for r in records]
    signed = [s for s in said if _valid(s.get("signed_on"), on)]
    started = [s for s in said if _valid(s.get("started_on"), on)]
    amounts = [s["investment"] for s in signed if s["investment"] is not None]
    hedged = any("investment" in s.get("hedged", "") for s in signed)
    values = [len(signed), *(sum(1 for a in amounts if a >= least) for least in (1, 10, 50)), math.fsum(amounts)]
    made = {name: _figure(value, on) for name, value in zip(names, values, strict=True)}
    made["investment_signed"]["hedged"] = hedged
    made["projects_started"] = _figure(len(started), on)
    made["projects_completed"] = _figure(sum(1 for s in said if _valid(s.get("completed_on"), on)), on)
    made["conversion_same_period"] = _ratio(len(started), len(signed), on)
    for name, field in (("projects_started", "started_on"), ("projects_completed", "completed_on")):
        if not any(field in s for s in said):
            # Without such a column the list may or may not be taken for an answer: nothing is asserted.
            del made[name]
    if "projects_started" not in made:
        del made["conversion_same_period"]
    ever = [s for s in said if s.get("signed_on") or s["stage"] not in ("negotiating", "")]
    made["conversion_stock"] = _ratio(sum(1 for s in ever if s["stage"] in _AHEAD), len(ever), on)
    return made


def _ratio(numerator: float, denominator: float, on: date) -> Figure:
    value = numerator / denominator if denominator else None
    return {**_figure(value, on), "numerator": numerator, "denominator": denominator}


def _district(standing: Standing, on: date) -> dict[str, Figure]:
    units = {place.name: _unit(standing, place.name, on) for place in PLACES}
    told = dict.fromkeys(name for figure in units.values() for name in figure if "conversion" not in name)
    made = {name: _sum([u[name] for u in units.values() if name in u]) for name in told}
    made["chambers"] = _district_chambers(standing, made["chambers"])
    for name in ("conversion_same_period", "conversion_stock"):
        # Units that answer only one side of a ratio stay out of both.
        ratios = [u[name] for u in units.values() if name in u]
        made[name] = _ratio(sum(r["numerator"] for r in ratios), sum(r["denominator"] for r in ratios), on)
    for name in ("projects_signed", "investment_signed", "projects_started", "projects_completed"):
        # Whether a list of projects in talks has reported on these is left open.
        made[name].pop("reported", None)
    for indicator, scope in _LEADERS.items():
        visits = [r for r in standing.of(DISTRICT, scope) or [] if r["fields"].get("level") == "principal"]
        made[indicator] = _figure(sum(1 for r in visits if _valid(r["fields"]["start"], on)), on)
    for indicator, kind in _EVENTS.items():
        held = standing.of(DISTRICT, f"events:{kind}") or []
        if held:
            made[indicator] = _figure(sum(r["fields"]["count"] for r in held), on)
    return made


def _sum(parts: list[Figure]) -> Figure:
    told = [part for part in parts if part["value"] is not None]
    if not told:
        return _figure(None, None)
    total = _figure(
        math.fsum(part["value"] for part in told), max(part["cover_to"] for part in told if "cover_to" in part)
    )
    return {**total, "hedged": any(part["hedged"] for part in told), "reported": len(told)}


def _district_chambers(standing: Standing, summed: Figure) -> Figure:
    """Distinct over the lists, plus the counters of units that keep no list."""
    met: set[str] = set()
    counted = 0.0
    for place in PLACES:
        records = standing.of(place.name, "visits:outbound")
        if records is None:
            counted += _counted(standing, place.name, "chambers")["value"] or 0
        else:
            cover_to = standing.covers[place.name, "visits:outbound"]
            met |= _chambers([r for r in records if _valid(r["fields"]["start"], cover_to)])
    return {**summed, "value": len(met) + counted}


def _judge(figure: Figure, target: float, *, counted: bool) -> None:
    """Completion, gap and light on the figure's own cover-to date."""
    figure["target"] = target
    if figure["value"] is None:
        figure |= {"light": "grey", "grey_reason": "no-data"}
        return
    day = figure["cover_to"]
    elapsed = day.timetuple().tm_yday / date(day.year, 12, 31).timetuple().tm_yday
    completion = figure["value"] / target
    figure |= {"elapsed": elapsed, "completion": completion, "gap": completion - elapsed}
    light, reason = (
        _by_items(figure["value"], target, elapsed) if counted and target < 10 else _by_pace(completion, elapsed)
    )
    figure |= {"light": light, "grey_reason": reason}


def _by_items(value: float, target: float, elapsed: float) -> tuple[str | None, str | None]:
    due = math.floor(target * elapsed)
    if value >= target:
        return "green", None
    if due == 0:
        return None, "not-due"
    short = due - value
    return ("green" if short <= 0 else "yellow" if short == 1 else "red"), None


def _by_pace(completion: float, elapsed: float) -> tuple[str | None, str | None]:
    points = round(100 * (completion - elapsed), 1)
    level = min(10.0, 100 - 100 * elapsed)
    if completion >= 1 or points > -level:
        return "green", None
    if points < -30 or (elapsed >= 0.25 and completion < elapsed / 3):
        return "red", None
    return "yellow", None
