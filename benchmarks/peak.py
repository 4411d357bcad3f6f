"""Reads one workbook and prints the most memory that took, in MiB: `python -m benchmarks.peak READER FILE`."""

import os
import sys
from pathlib import Path

from benchmarks.clock import READERS
from loaders.warm import workers


def main(way: str, path: Path) -> None:
    content = path.read_bytes()
    processes = [os.getpid()]
    READERS[way](content, path.name)
    processes += workers().processes()
    print(round(max(map(_high_water, processes)) / 1024, 1))


def _high_water(process: int) -> int:
    """KiB; the kernel's own mark, which unlike rusage knows nothing of the process that started this one."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
