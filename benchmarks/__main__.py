"""Prints figures and ratios and holds them against the committed ones: `python -m benchmarks [PART...]`.

Parts are reading, receiving, overview, drawing and pages, all of them without a word; `short` is what CI can run. 0 if
no ratio has clearly got worse (`benchmarks.guard`). `keep` after them commits what was measured: it writes ratios.toml.
The others stand alone: `python -m benchmarks pack`.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import (
    accuracy,
    browser,
    comparing,
    guard,
    indicators,
    memory,
    pack,
    pages,
    province,
    sizes,
    store,
    strangers,
    weeks,
)

_ALONE: Mapping[str, Callable[[list[str]], int]] = {
    "accuracy": accuracy.main,
    "strangers": lambda _: strangers.main(),
    "memory": lambda _: memory.main(),
    "store": store.main,
    "indicators": indicators.main,
    "pack": pack.main,
    "province": province.main,
    "weeks": weeks.main,
    "sizes": sizes.main,
    "browser": browser.main,
    "guard": lambda typed: guard.judged(guard.committed(Path(typed[0])).ratios),
}
"""Benchmarks that are asked for by name alone, with what follows it."""
_HELD: Mapping[str, Callable[..., dict[str, float]]] = {
    "reading": comparing.races,
    "receiving": comparing.received,
    "overview": lambda short=False: comparing.shown(),
    "drawing": comparing.drawn,
}
"""Those whose ratios are guarded, in the order in which they run."""


def main(wanted: list[str]) -> int:
    if wanted and wanted[0] in _ALONE:
        return _ALONE[wanted[0]](wanted[1:])
    short, kept = "short" in wanted, "keep" in wanted
    parts = [part for part in wanted if part not in ("short", "keep")] or [*_HELD, *([] if short else ["pages"])]
    measured: dict[str, float] = {}
    for part in parts:
        if part == "pages":
            _print_visits()
        else:
            measured |= _HELD[part](short=short)
    if kept:
        guard.keep(measured)
        return 0
    return guard.judged(measured)


def _print_visits() -> None:
    print(f"server time of a page, first / repeated run (goal {pages.GOAL_SECONDS * 1000:.0f} ms repeated)")
    for visit in pages.visits():
        print(visit.line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
