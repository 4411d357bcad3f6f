"""The regression guard: ratios measured now against those that were committed (`benchmarks/ratios.toml`).

Every ratio is ours divided by another program's on the same work in the same run, of processor time where that can
be told: smaller is better. A clear loss is a ratio above the committed one by more than the tolerance; a ratio
that was not measured is none, one that is not committed yet is said.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

COMMITTED = Path(__file__).with_name("ratios.toml")
TOLERANCE = 1.4
"""On a machine that others use too, one ratio comes out up to a quarter apart from run to run."""


@dataclass(frozen=True)
class Committed:
    """Ratios by name; `tolerance` 1.4 lets a ratio be four tenths above its own before that is a loss."""

    tolerance: float
    ratios: Mapping[str, float]


def committed(path: Path = COMMITTED) -> Committed:
    """What a file holds; ratios that were only measured need no tolerance of their own."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Committed(told.get("tolerance", TOLERANCE), told["ratios"])


def keep(measured: Mapping[str, float], path: Path = COMMITTED) -> None:
    """Writes ratios over those of the same names; all others stay."""
    known = committed(path) if path.exists() else Committed(TOLERANCE, {})
    lines = [f'"{name}" = {ratio:.3f}' for name, ratio in {**known.ratios, **measured}.items()]
    head = "# Ours divided by theirs, smaller is better: benchmarks/guard.py"
    path.write_text("\n".join([head, f"tolerance = {known.tolerance:g}", "", "[ratios]", *lines, ""]), encoding="utf-8")


def losses(measured: Mapping[str, float], known: Committed) -> list[str]:
    """A sentence for every ratio that has clearly got worse, in the order measured."""
    return [
        f"{name}: {ratio:.2f}, was {known.ratios[name]:.2f} (tolerance {known.tolerance:g} times)"
        for name, ratio in measured.items()
        if name in known.ratios and ratio > known.ratios[name] * known.tolerance
    ]


def judged(measured: Mapping[str, float], known: Committed | None = None) -> int:
    """Prints what has got worse and what is not committed; 1 where anything has, else 0."""
    known = known or committed()
    for name, ratio in measured.items():
        if name not in known.ratios:
            print(f"not committed: {name}: {ratio:.2f}")
    worse = losses(measured, known)
    for line in worse:
        print(f"worse: {line}")
    if not worse:
        print(f"{sum(name in known.ratios for name in measured)} ratios as committed or better, within the tolerance")
    return 1 if worse else 0
