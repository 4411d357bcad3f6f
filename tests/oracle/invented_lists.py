"""Lists of an invented district: visits with their hosts, projects, assets, events."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from dashboard.contract import TABLES, District
from tests.metrics.conftest import Books

Fields = dict[str, Any]
WEEK, NO_TIME = timedelta(days=7), timedelta()
LEVELS = ("unit", "unit", "unit", "deputy", "team", "", "principal", "resident")
CHAMBERS = ("苏州商会", "南京商会", "温州商会", "闽南商会", "潮汕商会")
HOSTS = (
    *((name, "chamber") for name in CHAMBERS),
    *(("甲公司", "company"), ("乙集团", "company"), ("丙区政府", "government")),
)
PATH = ("signed_on", "registered_on", "started_on", "completed_on", "producing_on")
STAGE = dict(zip(PATH, ("signed", "registered", "started", "completed", "producing"), strict=True))
SYLLABLES = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"


@dataclass
class Thing:
    """Something that units report, with the fields that every return of it shows."""

    identity: str
    units: tuple[str, ...]
    scope: str
    fields: Fields
    hosts: tuple[tuple[str, str], ...] = ()
    gone_from: date | None = None
    ended: tuple[date, str] | None = None
    resumed: date | None = None


@dataclass
class Things:
    by_ledger: dict[str, list[Thing]] = field(default_factory=dict)

    def of(self, ledger: str, scope: str, unit: str) -> list[Thing]:
        return [t for t in self.by_ledger[ledger] if unit in t.units and scope in ("", t.scope)]


def things(rng: Random, district: District, as_of: date) -> Things:
    """Everything there is to report, with the units that report it: most often one, sometimes two."""
    size = rng.choice((3, 8, 16))
    makers = {"visits": _visit, "events": _event, "projects": _project, "assets": _asset}
    found = Things()
    for ledger, make in makers.items():
        found.by_ledger[ledger] = [make(rng, number, as_of) for number in range(rng.randint(1, 2 * size))]
        for thing in found.by_ledger[ledger]:
            names = [*district.names, *district.names[1:], "", "别处"]
            thing.units = tuple(rng.sample(names, rng.choices((1, 2, 3), (6, 3, 1))[0]))
            if ledger == "visits" and rng.random() < 0.4:
                thing.fields["~joint"] = tuple(rng.sample(names, rng.choice((1, 2))))
    return found


def _day(rng: Random, as_of: date) -> date:
    """A day of the year up to a little after the as-of day, or of last year."""
    if rng.random() < 0.15:
        return date(as_of.year - 1, rng.randint(1, 12), rng.randint(1, 28))
    return date(as_of.year, 1, 1) + timedelta(days=rng.randint(0, as_of.timetuple().tm_yday + 5))


def _visit(rng: Random, number: int, as_of: date) -> Thing:
    start = _day(rng, as_of) if rng.random() < 0.97 else None
    end = start + timedelta(days=rng.randint(0, 3)) if start else None
    fields = {"start": start, "end": end, "level": rng.choice(LEVELS), "leader": f"领导{number % 7}"}
    hosts = tuple(rng.sample(HOSTS, rng.choice((0, 0, 1, 2, 3))))
    identity = f"访{number}" if rng.random() < 0.9 else ""
    return Thing(identity, (), rng.choice(("outbound", "outbound", "inbound")), fields, hosts)


def _event(rng: Random, number: int, as_of: date) -> Thing:
    count = rng.choice((None, None, 1.0, 2.0, 12.0, 50.0))
    fields: Fields = {"date": _day(rng, as_of), "count": count, "title": f"活动{number}"}
    if count and rng.random() < 0.2:
        fields["hedged"] = "count"
    identity = f"会{number}" if rng.random() < 0.8 else ""
    return Thing(identity, (), rng.choice(("signing", "training", "promotion")), fields)


def _name(rng: Random) -> str:
    return "".join(rng.sample(SYLLABLES, 5))


def _project(rng: Random, number: int, as_of: date) -> Thing:
    fields: Fields = {"name": f"{_name(rng)}项目", "investor": f"{_name(rng)}公司", **_amount(rng)}
    on = _day(rng, as_of)
    for column in PATH[: rng.choice((0, 0, 1, 1, 2, 3, 3, 4, 5))]:
        fields[column] = on if rng.random() < 0.9 else None
        fields[f"~{column}"] = on
        on += timedelta(days=rng.randint(0, 60))
    found = Thing(f"项{number}", (), "", fields)
    if rng.random() < 0.2:
        found.ended = _day(rng, as_of), rng.choice(("terminated", "paused"))
        found.resumed = found.ended[0] + timedelta(days=60) if rng.random() < 0.2 else None
    if rng.random() < 0.05:
        fields["~early"] = as_of + timedelta(days=rng.randint(-7, 10))
    if rng.random() < 0.1:
        found.gone_from = as_of - timedelta(days=rng.randint(0, 20))
    return found


def _amount(rng: Random) -> Fields:
    """Plain, about, nearly, over, a range, at least so much, dollars only, both currencies, or nothing."""
    amount = rng.choice((0.3, 0.96, 1.0, 1.2, 5.0, 9.99, 10.0, 12.0, 48.0, 50.0, 51.5, 80.0, 0.1, 0.7))
    kind = rng.choice(("plain", "plain", "plain", "about", "range", "least", "usd", "both", "none"))
    plain = {"investment": amount, "investment_low": amount, "investment_high": amount}
    if kind == "about":
        # by the amount and without another draw, so that a seed stays the district that it was
        bounds = (("investment_low", "investment_high"), ("investment_high",), ("investment_low",))
        known = bounds[round(amount * 100) % len(bounds)]
        return {"investment": amount, **dict.fromkeys(known, amount), "hedged": "investment"}
    if kind == "range":
        wide = {"investment": 2 * amount, "investment_low": amount, "investment_high": 3 * amount}
        return {**wide, "hedged": "investment"}
    if kind == "least":
        return {"investment_low": amount, "hedged": "investment"}
    usd = {"investment_usd": 700 * amount, "hedged": rng.choice(("", "investment_usd"))}
    return {"plain": plain, "usd": usd, "both": {**plain, **usd}, "none": {}}[kind]


def _asset(rng: Random, number: int, as_of: date) -> Thing:
    area = rng.choice((None, 800.0, 1000.5, 2500.0))
    way = rng.choice(("cumulative", "cumulative", "cumulative", "increments", "both", "blank"))
    fields: Fields = {"name": f"{_name(rng)}厂", "location": f"{number}号", "area": area, "~way": way}
    fields["~steps"] = [(_day(rng, as_of), rng.choice((0.0, 100.0, 300.3, 700.0))) for _ in range(rng.randint(1, 3))]
    fields["revitalised_on"] = rng.choice((None, fields["~steps"][0][0]))
    if rng.random() < 0.15:
        fields["~hedged"] = True
    return Thing(f"产{number}", (), rng.choice(("land", "factory", "building")), fields)


def written(
    rng: Random, books: Books, found: Things, unit: str, number: int, kept: tuple[str, str], until: date
) -> None:
    """One unit's list as it stood on its cover-to date."""
    ledger, scope = kept
    writers = {"visits": _visits, "events": _events, "projects": _projects, "assets": _assets}
    if rng.random() < 0.7:
        books.addresses[number, "S", 1] = {column: "B" for column in TABLES[ledger]}
    standing = [t for t in found.of(ledger, scope, unit) if t.gone_from is None or until < t.gone_from]
    writers[ledger](rng, books, standing, (unit, number * 10 + len(ledger), until))


Place = tuple[str, int, date]
"""Unit, receipt and cover-to date."""


def _add(books: Books, ledger: str, thing: Thing, place: Place, **fields: Any) -> None:
    unit, number, until = place
    own = {k: v for k, v in {**thing.fields, **fields}.items() if not k.startswith("~") and v is not None}
    books.add(ledger, unit, upto=until, identity=thing.identity, submission=number, **own)


def _visits(rng: Random, books: Books, standing: list[Thing], place: Place) -> None:
    """The whole list, or what was added to it week by week; sometimes then a week in which nobody went."""
    added, quiet = rng.random() < 0.3, rng.random() < 0.2
    for thing in standing:
        back = rng.randint(0, 2) if added else 0
        unit, number, until = place[0], place[1] + 5000 * back, place[2] - WEEK * (back + quiet)
        books.addresses.setdefault((number, "S", 1), dict.fromkeys(TABLES["visits"], "B"))
        level = thing.fields["level"] if rng.random() < 0.9 else rng.choice(LEVELS)
        _add(books, "visits", _as_told(rng, thing, unit), (unit, number, until), direction=thing.scope, level=level)
        if quiet:
            books.covers(unit, "visits", thing.scope, period=place[2], nothing=True, submission=place[1] + 1)
        row = books.records["visits"][-1]["row"]
        for name, kind in thing.hosts:
            books.add(
                "stops", unit, upto=until, identity=name, submission=number, visit_row=row, organisation=name, kind=kind
            )
        addition = added and back < 2
        books.covers(unit, "visits", thing.scope, period=until, submission=number, addition=addition)


def _as_told(rng: Random, thing: Thing, unit: str) -> Thing:
    """A joint trip under a name of the unit's own, with some of those that went along or others; any other as it is."""
    joint = thing.fields.get("~joint")
    if not joint:
        return thing
    along = [name for name in (*thing.units, *joint) if name not in ("", unit) and rng.random() < 0.7]
    days = {} if rng.random() < 0.8 else {"end": None}
    own = f"{thing.identity}/{unit}" if thing.identity else ""
    return replace(thing, identity=own, fields={**thing.fields, "companions": "、".join(along), **days})


def _events(rng: Random, books: Books, standing: list[Thing], place: Place) -> None:
    for thing in standing:
        _add(books, "events", thing, place, kind=thing.scope)
        books.covers(place[0], "events", thing.scope, period=place[2], submission=place[1])


def _projects(rng: Random, books: Books, standing: list[Thing], place: Place) -> None:
    """The unit's list, and sometimes a second one of an earlier week in which some of the same stand."""
    forms = {0: tuple(TABLES["projects"])}
    if rng.random() < 0.3:
        forms = {0: ("name", "investor", "stage", "signed_on", "investment"), 1: ("name", "started_on", "stage")}
    if rng.random() < 0.15:
        forms[1] = ("name", "investor", "signed_on", "started_on")
    for second, form in forms.items():
        unit, number, until = place[0], place[1] + 500 * second, place[2] - second * rng.choice((WEEK, WEEK, NO_TIME))
        if len(forms) > 1 or rng.random() < 0.7:
            books.addresses[number, "S", 1] = {column: "B" for column in form}
        for thing in standing:
            if second and rng.random() < 0.5:
                continue
            told = _retold(rng, _told(thing, until, form), form)
            _add(books, "projects", Thing(thing.identity, (), "", told), (unit, number, until))
            books.covers(unit, "projects", _listed_at(told), period=until, submission=number)


def _listed_at(told: Fields) -> str:
    """The stage as which a store files it: of a paused or terminated project the furthest that is dated."""
    stage = str(told.get("stage", "negotiating"))
    if stage not in ("paused", "terminated"):
        return stage
    dated = [STAGE[column] for column in PATH if told.get(column)]
    return dated[-1] if dated else "negotiating"


def _retold(rng: Random, told: Fields, form: tuple[str, ...]) -> Fields:
    """The same as another unit or week may tell it: with another amount, without the day of the signing."""
    if rng.random() < 0.1 and "investment" in form:
        told |= _amount(rng)
    if rng.random() < 0.05:
        told.pop("signed_on", None)
    return told


def _told(thing: Thing, until: date, form: tuple[str, ...]) -> Fields:
    """The project as a form shows it: what had happened by then, and where it stands."""
    reached = [c for c in PATH if thing.fields.get(f"~{c}") and thing.fields[f"~{c}"] <= until]
    told = {k: v for k, v in thing.fields.items() if not k.startswith("~") and (k not in PATH or k in reached)}
    if "~early" in thing.fields:
        told["signed_on"] = thing.fields["~early"]
    stage = STAGE[reached[-1]] if reached else "negotiating"
    stopped = thing.ended and thing.ended[0] <= until and not (thing.resumed and thing.resumed <= until)
    if thing.ended and stopped and "stage" in form:
        stage = thing.ended[1]
    amounts = ("investment", "investment_low", "investment_high", "investment_usd", "hedged")
    whole = "investment" in form
    kept = {k: v for k, v in told.items() if k in form or (whole and k in amounts)}
    return {**kept, "stage": stage}


def _assets(rng: Random, books: Books, standing: list[Thing], place: Place) -> None:
    unit, number, until = place
    for thing in standing:
        steps = [(on, area) for on, area in thing.fields["~steps"] if on <= until]
        way = thing.fields["~way"]
        done = {k: v for k, v in thing.fields.items() if k != "revitalised_on" or (v and v <= until)}
        same = Thing(thing.identity, (), thing.scope, done)
        if way in ("cumulative", "both", "blank"):
            told = {} if way == "blank" else _area(thing, "revitalised_area", sum(area for _, area in steps))
            _add(books, "assets", same, place, kind=thing.scope, **told)
        if way in ("increments", "both"):
            for week, (_, area) in enumerate(steps):
                back = until - timedelta(days=7 * week)
                told = _area(thing, "revitalised_increment", area, about=week > 0)
                _add(books, "assets", same, (unit, number + 1000 - week, back), kind=thing.scope, **told)
        books.covers(unit, "assets", thing.scope, period=until, submission=number)


def _area(thing: Thing, column: str, value: float, *, about: bool = True) -> Fields:
    return {column: value, "hedged": column if about and thing.fields.get("~hedged") else ""}
