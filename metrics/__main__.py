"""`python -m metrics` writes docs/METRICS.md from the catalogue."""

from pathlib import Path

from dashboard.i18n import speaker
from metrics.catalogue import definitions

path = Path(__file__).resolve().parent.parent / "docs" / "METRICS.md"
path.write_text(definitions(speaker("en")), encoding="utf-8")
print(path)
