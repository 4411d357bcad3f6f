"""What every page says of a store that is damaged."""

from pathlib import Path

from tests.pages.conftest import Opened


def test_every_page_says_that_the_receipt_journal_is_gone_and_goes_on(own_page: Opened, tmp_path: Path) -> None:
    (tmp_path / "var" / "sample" / "receipts.journal").unlink()
    page = own_page("meeting/overview")
    (warning,) = [each.value for each in page.warning]
    assert warning.replace("\\", "").startswith("receipts.journal缺失或被截短：37 项操作（其中 18 份回执）")
    assert not page.exception
