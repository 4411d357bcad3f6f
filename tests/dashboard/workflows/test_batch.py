"""Files that come together: read beside each other, by the days they cover; page and command give equal figures."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard import __main__ as commands
from dashboard import config
from dashboard.config import ROOT, Settings
from dashboard.contract import District
from dashboard.errors import SubmissionRefused
from dashboard.store import Store
from dashboard.workflows import batch, intake, receive, report
from dashboard.workflows.receive import Draft
from tests.dashboard.store.desk import MARCH_8, MARCH_15, MARCH_22, MARCH_29, settings
from tests.loaders.sheets import DISTRICT, workbook

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)
HEAD = ["序号", "带队领导", "职务", "开始时间", "结束时间", "目的地", "拜访企业名称", "洽谈项目"]
Files = Sequence[tuple[str, bytes]]


def trips(*rows: tuple[str, str, str, str], day: str = "", unit: str = "新海街道") -> bytes:
    """A unit's log: who, on which day, where, met whom; `day` is the one it says it was filled in."""
    facts = [f"填报单位：{unit}", *([f"填报时间：{day}"] if day else [])]
    lines = [[n, who, "主任", on, on, place, host, "洽谈"] for n, (who, on, place, host) in enumerate(rows, 1)]
    return workbook({"外出": [["外出招商情况"], facts, HEAD, *lines]})


def teams(unit: str = "新海街道") -> Files:
    """Two lists for one day, each a team's."""
    first = [("张三", "2024-03-04", "上海", "甲公司"), ("张三", "2024-03-06", "上海", "乙公司")]
    second = ("李四", "2024-03-05", "苏州", "丙公司")
    return (("一队.xlsx", trips(*first, unit=unit)), ("二队.xlsx", trips(second, unit=unit)))


def additions(unit: str = "新海街道") -> Files:
    """What was new in each of three weeks, not in their order."""
    rows = [
        ("丙.xlsx", "2024-03-18", "丙公司", "2024年3月22日"),
        ("甲.xlsx", "2024-03-04", "甲公司", "2024年3月8日"),
        ("乙.xlsx", "2024-03-11", "乙公司", "2024年3月15日"),
    ]
    return [(name, trips(("张三", on, "上海", host), day=day, unit=unit)) for name, on, host, day in rows]


TEAMS, WEEKS = teams(), additions()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def read(store: Store, files: Files, **asked: Any) -> dict[int, Draft]:
    drafts = (receive.draft(c, name, store=store, district=store.district, **asked) for name, c in files)
    return batch.settled(dict(enumerate(drafts)), store)


def commit(store: Store, drafts: dict[int, Draft]) -> None:
    """As the page does with the button for all: what waits for an answer stays."""
    fellows: list[int] = []
    for key in batch.in_order(drafts):
        if drafts[key].committable and not drafts[key].undecided:
            fellows += [receive.commit(drafts[key], store=store, uploader="", now=NOW, fellows=fellows).number]


def outings(store: Store, day: date) -> int:
    return len(store.snapshot(day).tables["visits"])


def test_the_second_of_two_lists_for_one_day_asks_whether_it_is_the_whole(store: Store) -> None:
    drafts = read(store, TEAMS, period=MARCH_8)
    assert [made.undecided for made in drafts.values()] == [False, True]
    commit(store, drafts)
    assert outings(store, MARCH_8) == 2


def test_the_second_list_answered_as_additions_adds(store: Store) -> None:
    drafts = read(store, TEAMS, period=MARCH_8)
    answered = receive.draft(
        TEAMS[1][1], "二队.xlsx", store=store, district=DISTRICT, period=MARCH_8, scope="increment"
    )
    commit(store, batch.settled({**drafts, 1: answered}, store))
    assert outings(store, MARCH_8) == 3


def test_additions_of_several_weeks_are_read_in_the_order_of_their_weeks(store: Store) -> None:
    drafts = read(store, WEEKS)
    assert [(made.period, made.scope) for made in drafts.values()] == [
        (MARCH_22, "increment"), (MARCH_8, "whole"), (MARCH_15, "increment"),
    ]  # fmt: skip
    commit(store, drafts)
    assert [outings(store, day) for day in (MARCH_8, MARCH_15, MARCH_22)] == [1, 2, 3]


def test_a_file_taken_out_of_the_batch_is_no_longer_read_beside(store: Store) -> None:
    drafts = read(store, TEAMS, period=MARCH_8)
    assert not batch.settled({1: drafts[1]}, store)[1].undecided


def test_a_file_beside_which_nothing_came_is_not_read_again(store: Store) -> None:
    def other(host: str) -> None:
        sent = trips(("王五", "2024-03-04", "上海", host), unit="南城街道")
        made = receive.draft(sent, "南城.xlsx", store=store, district=DISTRICT, period=MARCH_8)
        receive.commit(made, store=store, uploader="", now=NOW)

    # the first commit of all writes the registry down, which concerns everybody
    other("甲公司")
    drafts = read(store, TEAMS[:1], period=MARCH_8)
    store.retract(1, "不实", by="", now=NOW)
    other("乙公司")
    assert receive.latest(drafts[0], store).reading is drafts[0].reading


def test_what_another_unit_hands_in_asks_nothing_of_a_file_that_was_read(store: Store) -> None:
    commit(
        store,
        read(store, [("南城.xlsx", trips(("王五", "2024-03-04", "上海", "甲公司"), unit="南城街道"))], period=MARCH_8),
    )
    drafts = read(store, TEAMS[:1], period=MARCH_8)
    commit(
        store,
        read(store, [("新坝.xlsx", trips(("赵六", "2024-03-04", "上海", "乙公司"), unit="新坝镇"))], period=MARCH_8),
    )
    latest = receive.latest(drafts[0], store)
    assert (latest.basis is drafts[0].basis, latest.checked) == (True, store.version)


def test_what_somebody_else_sent_in_between_is_told_and_not_overwritten(store: Store) -> None:
    seen = receive.draft(TEAMS[0][1], "一队.xlsx", store=store, district=DISTRICT, period=MARCH_8)
    longer = trips(("张三", "2024-03-04", "上海", "甲公司"), ("张三", "2024-03-07", "上海", "丁公司"))
    receive.commit(
        receive.draft(longer, "别处.xlsx", store=store, district=DISTRICT, period=MARCH_8),
        store=store,
        uploader="",
        now=NOW,
    )
    with pytest.raises(SubmissionRefused) as refused:
        receive.commit(seen, store=store, uploader="", now=NOW)
    assert refused.value.code == "overtaken"


def test_what_has_come_in_since_the_reading_is_seen_by_the_commit(store: Store) -> None:
    seen = receive.draft(TEAMS[1][1], "二队.xlsx", store=store, district=DISTRICT, period=MARCH_8)
    commit(store, read(store, TEAMS[:1], period=MARCH_8))
    with pytest.raises(SubmissionRefused) as refused:
        receive.commit(seen, store=store, uploader="", now=NOW)
    assert refused.value.code == "scope-open"
    assert outings(store, MARCH_8) == 2


def page_and_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files, given: date | None) -> Any:
    """Figures of every unit on the last day, by the page's way and by the command's, from the same files."""
    folder, registry = tmp_path / "files", ROOT / "sample_data" / "district.toml"
    for name, content in files:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    district = config.district(registry)
    found = []
    for way in ("page", "command"):
        monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / way))
        monkeypatch.setenv("DISPATCH_DISTRICT", str(registry))
        with Store(Settings.current(), district) as store:
            if way == "page":
                commit(store, read(store, list(intake.gathered([folder])), period=given))
            else:
                commands.main(["import", str(folder), *(["--period", str(given)] if given else [])])
            found.append(_figures(store, district))
    return found


def _figures(store: Store, district: District) -> dict[tuple[str, str], Any]:
    told = report.document(report.standing(store, district, MARCH_29))
    return {(unit, name): m["value"] for unit, part in told["units"].items() for name, m in part.items()}


def weeks(*days: date) -> Iterable[tuple[str, bytes]]:
    for day in days:
        yield from (
            (f"{day}/{name}", content) for name, content in intake.gathered([ROOT / "sample_data" / "weeks" / str(day)])
        )


@pytest.mark.parametrize(
    ("files", "given", "trips_counted"),
    [(teams("东湖街道"), MARCH_8, 2), (additions("东湖街道"), None, 3)],
    ids=["two lists for one day", "three weeks of additions"],
)
def test_a_folder_gives_equal_figures_on_the_page_and_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Files, given: date | None, trips_counted: int
) -> None:
    page, command = page_and_command(tmp_path, monkeypatch, files, given)
    assert page == command
    assert page["东湖街道", "outbound_trips"] == trips_counted


@pytest.mark.parametrize(
    "days", [(MARCH_22, MARCH_29), pytest.param((MARCH_8, MARCH_15, MARCH_22, MARCH_29), marks=pytest.mark.slow)]
)
def test_sample_weeks_in_one_batch_give_equal_figures_on_the_page_and_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: Sequence[date]
) -> None:
    page, command = page_and_command(tmp_path, monkeypatch, list(weeks(*days)), None)
    assert page == command
    assert len([value for value in page.values() if value]) > 50
