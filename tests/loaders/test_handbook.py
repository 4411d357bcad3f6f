"""docs/SHEETS.md says what the code says."""

from loaders.findings import SEVERITY
from loaders.handbook import EXAMPLES, PATH, handbook


def test_the_handbook_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == handbook(), "run: python -m loaders.handbook"


def test_every_finding_has_an_example() -> None:
    assert set(EXAMPLES) == set(SEVERITY)
