"""What is held against what people use instead, printed, and as ratios for the guard (`benchmarks.guard`).

Each function prints as it goes and returns its ratios: ours divided by theirs on the same work in the same run.
"""

from benchmarks import drawings, overviews, reading, weeks
from benchmarks.reading import Race

GUARDED = ("openpyxl", "pandas")
"""Readers held against in processor time; those in Rust take hundredths of a second, too few to be a measure."""


def races(*, short: bool = False) -> dict[str, float]:
    """Reading, and with all races the memory that it takes."""
    print("read to tidy / others reading the same bytes, by the clock (of processor time)")
    found: dict[str, float] = {}
    for race in [reading.district_race(4)] if short else reading.races():
        print(f"  {race.name:18} {race.files} files, {race.kilobytes:,.0f} KB, goal {race.goal} of openpyxl")
        for rival in race.rivals:
            print(f"    {_raced(race, rival)}", flush=True)
        found |= {f"{race.name} / {rival}": race.work_ratio(rival) for rival in GUARDED}
    if not short:
        print("peak memory of one read in a process of its own, MiB")
        for peak in reading.peaks():
            print(f"  {peak.rows:9,} rows   ours {peak.ours:,.0f}, openpyxl {peak.openpyxl:,.0f}")
    return found


def _raced(race: Race, rival: str) -> str:
    ours, theirs = race.seconds("ours"), race.seconds(rival)
    ratios = f"{race.ratio(rival):6.2f} ({race.work_ratio(rival):.2f})"
    return f"{rival:10} {ratios}   ours {ours:.3f} s, {rival} {theirs:.3f} s"


def shown() -> dict[str, float]:
    """The overview beside a plain script's."""
    print("overview of 30 units, processor time of the server: first, then a unit chosen")
    with overviews.books() as folder:
        found = overviews.opened(folder)
    ours = found.pop("ours")
    print(f"  {'ours':14} {ours.first:6.2f} s   {ours.again:6.2f} s")
    ratios = {}
    for way, theirs in found.items():
        ratios |= {f"overview / {way}": ours.first / theirs.first, f"a unit chosen / {way}": ours.again / theirs.again}
        told = f"ours is {ours.first / theirs.first:.2f} and {ours.again / theirs.again:.2f} times that"
        print(f"  {way:14} {theirs.first:6.2f} s   {theirs.again:6.2f} s   ({told})", flush=True)
    return ratios


def drawn(*, short: bool = False) -> dict[str, float]:
    """The same charts as PNG."""
    found = drawings.drawn(rounds=2 if short else drawings.ROUNDS)
    print(f"{drawings.CHARTS} charts as PNG, by the clock (of processor time): new process, again in it")
    best = {way: (laps[0], min(laps[1:], key=lambda lap: lap.work)) for way, laps in found.items()}
    for way, laps in best.items():
        print(f"  {way:14}" + "   ".join(f"{lap.seconds:6.2f} s ({lap.work:.2f})" for lap in laps), flush=True)
    names = ("charts, new process", "charts, again")
    ours, theirs = best["ours"], best["write_images"]
    return {f"{name} / write_images": a.work / b.work for name, a, b in zip(names, ours, theirs, strict=True)}


def received(*, short: bool = False) -> dict[str, float]:
    """A week's thirty files up to the overview's figures, beside openpyxl merely reading them."""
    laps, theirs = weeks.week(2 if short else 4)
    best = min(laps, key=lambda lap: lap.work)
    print(
        f"30 files of a week, from their bytes to the overview's figures: {best.seconds:.2f} s "
        f"({best.work:.2f} of processor time; goal {weeks.GOALS['week']:.0f} s), openpyxl reads them in {theirs:.2f} s",
        flush=True,
    )
    return {"30 files received / openpyxl": best.work / theirs}
