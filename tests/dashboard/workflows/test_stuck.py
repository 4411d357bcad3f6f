"""The stuck list as the store's returns tell it."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import report, standing_still
from dashboard.workflows.delivering import Delivery
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, MARCH_29, Desk, project, settings


def test_a_start_that_three_returns_planned_later_and_later_is_red(tmp_path: Path) -> None:
    plans = {MARCH_8: date(2024, 4, 30), MARCH_15: date(2024, 6, 30), MARCH_22: date(2024, 6, 30)}
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        for day, planned in {**plans, MARCH_29: date(2024, 9, 30)}.items():
            signed = {"signed_on": MARCH_8, "planned_start_on": planned}
            once = {"signed_on": MARCH_8, "planned_start_on": max(planned, date(2024, 6, 30))}
            desk.send(day, projects=[project("子", "signed", **signed), project("丑", "signed", row=4, **once)])
        told = {}
        for day in (MARCH_22, MARCH_29):
            table = standing_still.stuck_list(store, report.standing(store, DISTRICT, day))
            told[day.day] = table[["name", "rule", "days", "level"]].to_numpy().tolist()
    assert told == {22: [], 29: [["子", "start-postponed", 153, "red"]]}


def test_a_pack_looks_back_on_the_meetings_before_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        for day in (MARCH_15, MARCH_22, MARCH_29):
            Desk(store).send(day, projects=[project("子", "signed", signed_on=MARCH_8, problem="用地指标")])
        looked, history = list[date](), standing_still._history
        monkeypatch.setattr(
            standing_still, "_history", lambda *given: looked.append(given[1].as_of) or history(*given)
        )  # fmt: skip
        delivery = Delivery(store, report.standing(store, DISTRICT, MARCH_29), speaker("zh_CN"))
        assert [len(delivery.contents.parts) > 0, len(delivery.charts) > 0, looked] == [True, True, [MARCH_29]]
