"""Prints the ratios: `python -m benchmarks [reading] [pages]`, both without a word; the others stand alone."""

import logging
import sys
from collections.abc import Callable, Mapping

from benchmarks import accuracy, indicators, memory, pack, pages, province, reading, store, strangers

_ALONE: Mapping[str, Callable[[list[str]], int]] = {
    "accuracy": accuracy.main,
    "strangers": lambda _: strangers.main(),
    "memory": lambda _: memory.main(),
    "store": store.main,
    "indicators": indicators.main,
    "pack": pack.main,
    "province": province.main,
}
"""Benchmarks that are asked for by name alone, with what follows it."""


def main(wanted: list[str]) -> int:
    if wanted and wanted[0] in _ALONE:
        return _ALONE[wanted[0]](wanted[1:])
    if not wanted or "reading" in wanted:
        _print_races()
    if not wanted or "pages" in wanted:
        _print_visits()
    return 0


def _print_races() -> None:
    print("read to tidy / openpyxl reading the same bytes")
    for race in reading.races():
        print(
            f"  {race.name:18} {race.ratio:6.2f} (goal {race.goal}; of processor time {race.work_ratio:.2f})   "
            f"{race.files} files, {race.kilobytes:,.0f} KB: "
            f"ours {race.ours:.3f} s, openpyxl {race.openpyxl:.3f} s, read-only {race.read_only:.3f} s "
            f"(ours is {race.ours / race.read_only:.2f} times that), calamine {race.calamine:.3f} s"
        )
    print("peak memory of one read in a process of its own, MiB")
    for peak in reading.peaks():
        print(f"  {peak.rows:9,} rows   ours {peak.ours:,.0f}, openpyxl {peak.openpyxl:,.0f}")


def _print_visits() -> None:
    # outside a browser Streamlit warns of its missing context at every call
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    print(f"server time of a page, first / repeated run (goal {pages.GOAL_SECONDS * 1000:.0f} ms repeated)")
    for visit in pages.visits():
        print(f"  {visit.page:24} {visit.first * 1000:7.0f} ms / {visit.repeated * 1000:6.0f} ms  {visit.fault}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
