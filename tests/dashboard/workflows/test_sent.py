"""What files say of units is read once; what was done to them since is looked up every time."""

from datetime import date, datetime, timedelta
from pathlib import Path

from dashboard.access.narrowing import seen
from dashboard.access.rights import Identity
from dashboard.config import Settings
from dashboard.store import Filed, Store
from dashboard.weeks import ZONE
from dashboard.workflows.sent import filed_in
from tests.dashboard.workflows.test_returns import DISTRICT, FRIDAY, LAST, visits


class Counting(Store):
    read = 0

    def submission(self, number: int) -> Filed:
        self.read += 1
        return super().submission(number)


def test_a_file_is_read_once_and_a_retraction_is_seen_at_once(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'test.sqlite3'}", tmp_path / "none.toml")
    with Counting(settings, DISTRICT) as store:
        store.commit(visits("板浦镇", LAST, "赵钱"), now=FRIDAY)
        store.commit(visits("宁海街道", LAST, "孙"), now=FRIDAY)
        seen_first = [each.retracted for each in filed_in(store, (LAST,), None, {})[LAST]]
        store.retract(1, "发错单位", by="secretary", now=FRIDAY + timedelta(days=1))
        seen_then = [each.retracted for each in filed_in(store, (LAST,), None, {})[LAST]]
        assert (seen_first, seen_then, store.read) == ([False, False], [True, False], 2)


def test_what_is_remembered_for_the_bureau_is_shown_to_no_reporter(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'test.sqlite3'}", tmp_path / "none.toml")
    span, clerk = (LAST,), Identity("clerk", frozenset({"reporter"}), ("板浦镇",))
    with Store(settings, DISTRICT) as store:
        store.commit(visits("板浦镇", LAST, "赵钱"), now=datetime(2024, 3, 29, 15, tzinfo=ZONE))
        store.commit(visits("宁海街道", date(2024, 3, 29), "孙"), now=FRIDAY)
        assert [each.receipt.unit for each in filed_in(store, span, None, {})[LAST]] == ["板浦镇", "宁海街道"]
        told = filed_in(seen(store, clerk), span, None, {})[LAST]
        assert [each.receipt.unit for each in told] == ["板浦镇"]
