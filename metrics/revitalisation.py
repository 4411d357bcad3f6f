"""Revitalised area: land, factories and buildings, never mixed; this year's part of what each asset reports."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.names import key, organisation_key
from metrics import events
from metrics.catalogue import AREA_OF
from metrics.figures import Counted, State, covered
from metrics.ledger import Flags, Floats, Ints, Ledger
from metrics.measure import Source
from metrics.tally import cells_of
from metrics.voices import Voices

KIND_OF = {indicator: kind for kind, indicator in AREA_OF.items()}
_COLUMNS = ("revitalised_area", "revitalised_increment")
PARTED: Mapping[str, Callable[[str], str]] = {"method": str, "occupant": organisation_key}
"""By what the year's area is told apart, and when two texts mean the same: a company however its name is written."""


def counted(state: State, indicator: str) -> Counted:
    """This year's revitalised m² of one asset kind, asset by asset.

    Notes
    -----
    Per asset: cumulative area, never above the asset's own, minus its value in the last snapshot before 1 January;
    without such a value all of it, or 0 if `revitalised_on` lies in an earlier year (undated: counted and hedged).
    Increments after a cumulative area are added to it; without one their sum of the year counts. Space idle again is
    noted, not deducted.
    """
    kind = KIND_OF[indicator]
    ledger = state.ledger("assets")
    mask = ledger.is_in("kind", kind)
    known = ~(np.isnan(ledger.numbers("revitalised_area")) & np.isnan(ledger.numbers("revitalised_increment")))
    cover = covered(state, "assets", set(), mask & known, signs={kind})
    known &= mask
    year = _of_the_year(state, ledger, known)
    speaks = ~np.isnan(year.values)
    return Counted(
        ledger,
        known,
        "revitalised_area",
        cover,
        values=year.values,
        hedged=year.hedged | year.undated,
        feeding=year.added,
        asides={
            "undated": year.undated & speaks,
            "idle-again": year.again & speaks,
            "shared-name": _shared(ledger, known),
        },
        unreadable=mask & ledger.unreadable(*_COLUMNS),
        scopes=frozenset({kind}),
        dated=False,
    )


def _shared(ledger: Ledger, mask: Flags) -> Flags:
    """Assets that several units name alike and of which no location tells whether they are one."""
    bare = mask & ledger.is_in("location", "") & (ledger.unit > 0)
    if not bare.any():
        return bare
    pairs = np.unique(np.stack([ledger.thing[bare], ledger.unit[bare]]), axis=1)
    things, owners = np.unique(pairs[0], return_counts=True)
    return bare & np.isin(ledger.thing, things[owners > 1])


class _Year(NamedTuple):
    """This year's m² on the one record that speaks for each asset of a unit (NaN elsewhere), with flags of records.

    `added` is an increment that is part of its asset's value, `hedged` stands on assets of which any part is, `again`
    on those that are idle again since 1 January.
    """

    values: Floats
    added: Flags
    hedged: Flags
    undated: Flags
    again: Flags


def _of_the_year(state: State, ledger: Ledger, mask: Flags) -> _Year:
    """Its latest cumulative area speaks for an asset, with the increments reported after it.

    Without one the latest increment speaks, with all of them.
    """
    area, reported = ledger.numbers("area"), ledger.numbers("revitalised_area")
    has = ~np.isnan(reported)
    voices = Voices(ledger, mask, by_unit=True)
    base = voices.first(mask & has)
    added, more = _increments(state, ledger, mask & ~has, voices, base)
    cumulative = _capped(reported, area)
    total = _capped(np.where(has, cumulative, 0.0) + more, area)
    year = ledger.day("revitalised_on").astype("datetime64[Y]").astype("int64") + 1970
    dated = ~np.isnat(ledger.day("revitalised_on"))
    before = state.once(baseline_areas)
    known_then = ~np.isnan(before)
    earlier = has & dated & (year < state.year)
    grown = total - np.where(known_then, before, 0.0)
    values = np.where(has & known_then, np.maximum(grown, 0.0), np.where(earlier, total - cumulative, total))
    speaker = np.where(base >= 0, base, voices.first(mask & ~has))
    values = np.where(voices.itself(speaker), values, np.nan)
    undated = mask & has & ~known_then & ~dated & (cumulative > 0)
    about = voices.itself(base) & ledger.hedged("revitalised_area") | added & ledger.hedged("revitalised_increment")
    return _Year(values, added, voices.anywhere(about), undated, mask & has & known_then & (grown < 0))


def _capped(values: Floats, area: Floats) -> Floats:
    """Values never above the area where that is known; absent values stay absent."""
    return np.where(values > area, area, values)


def _increments(state: State, ledger: Ledger, use: Flags, voices: Voices, base: Ints) -> tuple[Flags, Floats]:
    """The year's increments that came after their asset's cumulative area, and their sum for each record's asset."""
    increment = ledger.numbers("revitalised_increment")
    on = np.where(np.isnat(ledger.day("revitalised_on")), ledger.period, ledger.day("revitalised_on"))
    this_year = on.astype("datetime64[Y]") == np.datetime64(str(state.year), "Y")
    day, told = ledger.period[base], ledger.receipt[base]
    later = (ledger.period > day) | ((ledger.period == day) & (ledger.receipt > told))
    added: Flags = use & this_year & ~np.isnan(increment) & ((base < 0) | later)
    return added, voices.sums(increment, added)


def baseline_areas(state: State) -> Floats:
    """Each asset's capped area in the last snapshot before 1 January; NaN where unknown. Not to be changed."""
    ledger = state.ledger("assets")
    if state.baseline is None:
        return np.full(len(ledger.frame), np.nan)
    then = state.baseline.once(_areas)
    assets = zip(ledger.words("kind"), ledger.words("identity"), strict=True)
    return np.array([then.get(asset, math.nan) for asset in assets], dtype="float64")


def _areas(state: State) -> dict[tuple[str, str], float]:
    """The capped area of each asset, by kind and identity."""
    ledger = state.ledger("assets")
    values = _capped(ledger.numbers("revitalised_area"), ledger.numbers("area")).tolist()
    found: dict[tuple[str, str], float] = {}
    for asset, area in zip(zip(ledger.words("kind"), ledger.words("identity"), strict=True), values, strict=True):
        if asset[1] and not math.isnan(area):
            found[asset] = max(area, found.get(asset, area))
    return found


def parted(state: State, indicator: str, by: str) -> pd.DataFrame:
    """The year's area by `method` or by `occupant`: that ("" not stated), `area` (m²), `assets`; largest first."""
    what, at = _standing(state, indicator)
    frame = pd.DataFrame({by: _parts(what, at, by), "area": _values(what)[at]})
    table = frame.groupby(by, as_index=False).agg(area=("area", math.fsum), assets=("area", "size"))
    return table.sort_values(["area", by], ascending=[False, True], ignore_index=True)


def parted_cells(state: State, indicator: str, by: str) -> dict[str, Sequence[Source]]:
    """The cells of the areas behind `parted`, by its first column."""
    what, at = _standing(state, indicator)
    return _grouped(state, what.ledger, at, _parts(what, at, by), "revitalised_area")


def _standing(state: State, indicator: str) -> tuple[Counted, Ints]:
    """What is counted, and the places of the records that bring any area, each asset once."""
    what = counted(state, indicator)
    at = counted_once(what)
    return what, at[_values(what)[at] > 0]


def _parts(what: Counted, at: Ints, by: str) -> list[str]:
    """What each record says of `by`; of several spellings of one the longest, which is the registered name."""
    said = [str(text) for text in what.ledger.frame[by].iloc[at]]
    meant = [PARTED[by](text) for text in said]
    spelt: dict[str, str] = {}
    for same, text in zip(meant, said, strict=True):
        spelt[same] = max(text, spelt.get(same, text), key=lambda each: (len(each), each))
    return [spelt[same] for same in meant]


def idle_cells(state: State, kind: str) -> dict[str, Sequence[Source]]:
    """The cells of the idle areas of one kind behind `idle_stock`, by unit."""
    ledger = state.ledger("assets")
    at = _idle_at(ledger)
    at = at[(ledger.frame["kind"].iloc[at] == kind).to_numpy()]
    return _grouped(state, ledger, at, ledger.frame["unit"].iloc[at], "idle_area")


def _grouped(
    state: State, ledger: Ledger, at: Ints, keys: Iterable[object], column: str
) -> dict[str, Sequence[Source]]:
    found: dict[str, list[int]] = {}
    for place, group in zip(at, keys, strict=True):
        found.setdefault(str(group), []).append(int(place))
    return cells_of(state, ledger, found, column)


def _idle_area(rows: pd.DataFrame) -> pd.Series:
    return rows["idle_area"].fillna(rows["area"] - rows["revitalised_area"].fillna(0.0))


def _idle_at(ledger: Ledger) -> Ints:
    """Positions of the assets with idle area, each once."""
    at = ledger.distinct(ledger.unit >= 0, by_unit=False)
    rows = ledger.frame.iloc[at]
    return at[((_idle_area(rows) > 0) & (rows["status"] != "in_use")).to_numpy()]


def idle_stock(state: State) -> pd.DataFrame:
    """What is still idle, in m²: `kind unit name location area idle_area status idle_since period promoted`.

    Idle area as reported, else area minus revitalised area; assets without idle area are left out. Each asset once,
    by kind, then in the official order; `period` is the day on which it was last confirmed, `promoted` how many of the
    year's promotions name it in their title: NaN without a list of promotions.
    """
    ledger = state.ledger("assets")
    at = _idle_at(ledger)
    rows = ledger.frame.iloc[at]
    table = rows.assign(idle_area=_idle_area(rows), order=ledger.unit[at], period=pd.to_datetime(ledger.period[at]))
    table = table.sort_values(["kind", "order", "sheet", "row"], kind="stable", ignore_index=True)
    table["promoted"] = _promoted(state, table["name"])
    columns = ["kind", "unit", "name", "location", "area", "idle_area", "status", "idle_since", "period", "promoted"]
    return table[columns]


def _promoted(state: State, names: pd.Series) -> list[float]:
    """How often each name stands in the title of a promotion; a title that counts as several batches counts so."""
    what = events.counted(state, "promotions")
    if not what.cover:
        return [math.nan] * len(names)
    at = what.ledger.distinct(what.mask, by_unit=False)
    titles = [key(title) for title in what.ledger.frame["title"].iloc[at]]
    told, keys = list(zip(titles, _values(what)[at], strict=True)), [key(name) for name in names]
    return [math.fsum(times for title, times in told if name and name in title) for name in keys]


def _values(what: Counted) -> Floats:
    assert what.values is not None
    return what.values


def counted_once(what: Counted) -> np.ndarray:
    """Positions of the records that speak, each thing of all units once."""
    ledger = what.ledger
    mask = what.mask & ~np.isnan(_values(what))
    streets = mask & (ledger.unit > 0)
    return ledger.distinct(streets if streets.any() else mask & (ledger.unit == 0), by_unit=False)
