"""What a change is made of where the last meeting's hedge is gone since, or its year."""

from datetime import date
from pathlib import Path

from dashboard.store import Store
from dashboard.workflows import freezing
from dashboard.workflows.report import Standing, standing
from metrics.causes import causes
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, Desk, project, settings, trip


def _told(stands: Standing, indicator: str) -> tuple[float | None, list[tuple[str, float]]]:
    told = [(cause.kind, cause.amount) for cause in causes(stands.state, indicator)]
    return stands.report.district[indicator].change, told


def test_a_change_is_about_so_much_where_only_what_was_presented_was_hedged(tmp_path: Path) -> None:
    """About 5 was shown, 3 is known of it since, another 1 came on: together 1 less, about."""
    signed = {"signed_on": date(2024, 3, 5)}
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        sheet = {"name": "项目", "table": 1, "columns": {"investment": "D"}, "hedges": {"D3": "about"}}
        vague = {**project("甲", "signed", investment=5.0, **signed), "hedged": "investment"}
        desk.send(MARCH_22, projects=[vague], sheets=(sheet,))
        freezing.freeze(desk.store, MARCH_22, by="secretary", now=desk.now)
        rows = [
            project("甲", "signed", investment=3.0, **signed),
            project("乙", "signed", row=4, investment=1.0, **signed),
        ]
        desk.send(MARCH_22, projects=rows[:1], sheets=({**sheet, "hedges": {}},))
        desk.send(MARCH_29, projects=rows, sheets=({**sheet, "hedges": {}},))
        measure = standing(desk.store, DISTRICT, MARCH_29).report.district["investment_signed"]
        assert (measure.change, measure.hedged, measure.change_hedged) == (-1.0, False, True)


def test_a_restatement_of_last_year_is_no_part_of_what_began_anew_on_the_first_of_january(tmp_path: Path) -> None:
    """The flow of the new year starts from nothing; a stock that goes on starts from what was shown in December."""
    last, first = date(2023, 12, 29), date(2024, 1, 5)
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        old = trip("赵一", date(2023, 12, 20))
        desk.send(last, visits=[old], projects=[project("甲", "negotiating"), project("乙", "negotiating", row=4)])
        freezing.freeze(store, last, by="secretary", now=desk.now)
        desk.send(last, visits=[old, trip("钱二", date(2023, 12, 21), row=4)], projects=[project("甲", "negotiating")])
        new = [old, trip("孙三", date(2024, 1, 3), row=5), trip("李四", date(2024, 1, 4), row=6)]
        desk.send(first, visits=new, projects=[project("甲", "negotiating"), project("丙", "negotiating", row=5)])
        stands = standing(store, DISTRICT, first)
        assert _told(stands, "outbound_trips") == (2.0, [("new", 1.0), ("new", 1.0)])
        assert _told(stands, "projects_discussed") == (0.0, [("restated", -1.0), ("new", 1.0)])
