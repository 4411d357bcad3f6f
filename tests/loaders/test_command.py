"""`python -m loaders`: what was understood, on whatever reads its output."""

import os
import subprocess
import sys

from dashboard.config import ROOT


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    sheets = [str(path) for path in sorted((ROOT / "sample_data" / "reference").glob("*.xlsx"))]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "loaders", "--json", *sheets],
            cwd=ROOT,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr.decode()) == (1, "")
