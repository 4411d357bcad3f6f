"""Invented districts, figure by figure: `metrics` and the second reckoning say the same."""

from collections import Counter

import pytest

from dashboard.contract import BASES
from tests.oracle import oracle
from tests.oracle.compare import differences, undecided, worlds
from tests.oracle.generator import invented
from tests.oracle.visits import one_trip
from tests.oracle.world import world_of

ALWAYS, ALL = 24, 200


def agreed(seed: int) -> int:
    """How many facts were compared; fails with every one on which the two differ."""
    found = invented(seed)
    told, number = differences(found.snapshot, found.district, found.previous, found.baseline, found.past)
    assert not told, f"district {seed}\n" + "\n".join(told[:40])
    return number


@pytest.mark.parametrize("seed", range(ALWAYS))
def test_both_reckonings_of_an_invented_district_agree(seed: int) -> None:
    assert agreed(seed) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ALWAYS, ALL))
def test_both_reckonings_of_many_more_districts_agree(seed: int) -> None:
    assert agreed(seed) > 0


def test_the_invented_districts_hold_what_sheets_hold() -> None:
    """A generator that stopped inventing late units or dollars would agree with anything."""
    held: Counter[str] = Counter()
    for seed in range(ALWAYS):
        found = invented(seed)
        world = world_of(found.snapshot, found.district)
        tables, as_of = found.snapshot.tables, found.snapshot.as_of
        projects, assets, counters = tables["projects"], tables["assets"], tables["counters"]
        returned = projects["period"].dt.date
        held["late unit"] += int((returned < as_of).sum())
        held["one project of two units"] += int((projects.groupby("identity")["unit"].nunique() > 1).sum())
        held["dollars alone"] += int((projects["investment_usd"].notna() & projects["investment"].isna()).sum())
        held["both currencies"] += int((projects["investment_usd"].notna() & projects["investment"].notna()).sum())
        held["range"] += int((projects["investment_low"] < projects["investment_high"]).sum())
        held["at least"] += int((projects["investment_low"].notna() & projects["investment"].isna()).sum())
        held["hedged"] += int((projects["hedged"] != "").sum() + (counters["hedged"] != "").sum())
        held["undated"] += int((projects["stage"].eq("signed") & projects["signed_on"].isna()).sum())
        held["terminated"] += int(projects["stage"].eq("terminated").sum())
        held["signed last year"] += int((projects["signed_on"].dt.year < as_of.year).sum())
        held["increment"] += int(assets["revitalised_increment"].notna().sum())
        held["baseline"] += 0 if found.baseline is None else len(found.baseline.tables["assets"])
        held["own row of the district"] += int(projects["unit"].eq(found.district.name).sum())
        held["unknown unit"] += int((~tables["visits"]["unit"].isin(found.district.names)).sum())
        held["joint trip"] += len([name for name, trip in one_trip(world).items() if name != trip])
        held["counted for companions"] += found.district.rules.joint_trips == "companions"
        held["small target"] += int(tables["targets"]["value"].between(0, 9.9, inclusive="neither").sum())
        spans = Counter(counter["period"] for counter in world.tables["counters"])
        held.update({f"counter by {span}": number for span, number in spans.items()})
    assert not [name for name, number in held.items() if number < 3], held
    assert {"counter by cumulative", "counter by month", "counter by week"} <= held.keys()


def test_the_invented_districts_hold_every_basis_plans_entries_and_revisions() -> None:
    held: Counter[str] = Counter()
    for seed in range(ALWAYS):
        found = invented(seed)
        world = worlds(found.snapshot, found.district, found.previous, found.baseline, found.past)
        mine = oracle.report(world)
        facts = [each for measures in mine.values() for each in measures.values()]
        held.update(f"by {each['basis']}" for each in facts if each["target"])
        held.update(f"{each['by_hand']} by hand" for each in facts if each["by_hand"])
        held.update(note for each in facts for note in each["said"])
        held.update(undecided(mine), figures=len(facts))
        standing = found.snapshot.tables["targets"]
        held["revised"] += int((standing["submission"] > 4001).sum())
        held["target of zero"] += int((standing["value"] == 0).sum())
        year = found.snapshot.as_of.year
        held["year without working days"] += year == 2028 and found.district.rules.basis == "workday"
        held["leap year"] += year in (2024, 2028)
    wanted = {f"by {basis}" for basis in BASES} | {"basis-instead", "target-differs", "manual-differs"}
    wanted |= {"entered by hand", "part by hand", "revised", "target of zero", "leap year"}
    assert not [name for name in wanted if held[name] < 3], held
    assert held["year without working days"]
    assert held["undecided"] < 0.01 * held["figures"] > 0, held
    assert held["clock_undecided"] < 0.2 * held["figures"], held
