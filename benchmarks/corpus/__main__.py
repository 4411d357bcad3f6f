"""`python -m benchmarks.corpus OUT_DIR [--seed N] [--per-mess N] [MESS...]` writes workbooks and truth.json."""

import argparse
from pathlib import Path

from benchmarks.corpus.build import build
from benchmarks.corpus.messes import PER_MESS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus")
    parser.add_argument("out_dir", type=Path)
    parser.add_argument("messes", nargs="*", help="only these kinds of mess")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-mess", type=int, default=PER_MESS)
    asked = parser.parse_args()
    count = build(asked.out_dir, seed=asked.seed, per_mess=asked.per_mess, wanted=tuple(asked.messes))
    print(f"{count} workbooks and truth.json in {asked.out_dir}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
