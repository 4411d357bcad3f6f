"""Made-up provinces: figures as districts would have them, and workbooks as their units would hand them in."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from dashboard.province.district import KEPT, Reckoned, Row, Week
from metrics.catalogue import INDICATORS

UNITS = 30
FIRST = date(2024, 1, 5)
AIMED = (
    "outbound_trips", "inbound_groups", "leader_trips", "projects_signed", "projects_signed_1yi", "investment_signed",
    "projects_started", "projects_completed", "land_m2", "factory_m2", "building_m2",
)  # fmt: skip
"""Indicators with a target."""


def weeks(many: int) -> list[date]:
    return [FIRST + timedelta(weeks=n) for n in range(many)]


def reckoned(number: int, many: int) -> Reckoned:
    """A district's weeks with every figure of every unit; the same for the same number."""
    chance = random.Random(number)
    pace = {name: chance.uniform(0.5, 1.3) for name in INDICATORS}
    units = ["", *(f"第{unit:02d}街道" for unit in range(1, UNITS + 1))]
    done = tuple(
        Week(day, day, f"{number}-{day}", files=90, rows=tuple(_rows(units, pace, day, chance))) for day in weeks(many)
    )
    return Reckoned(f"district-{number:04d}", f"示例{number:04d}区", done)


def _rows(units: list[str], pace: dict[str, float], day: date, chance: random.Random) -> Iterator[Row]:
    elapsed = day.timetuple().tm_yday / 366
    for unit in units:
        for indicator in INDICATORS:
            facts = dict.fromkeys(KEPT) | {"elapsed": elapsed, "basis": "day", "cover_to": day.isoformat()}
            facts |= {"reported": 1, "expected": 1, "hedged": False, "stale": False, "whole_items": False}
            facts |= {"light_word": "no-light", "hedge": "", "by_hand": "", "light": None}
            target = 100.0 * (1 if unit else UNITS) if indicator in AIMED else None
            whole = (target or 50.0) * pace[indicator] * elapsed * chance.uniform(0.9, 1.1)
            facts["value"] = float(round(whole))
            if target:
                completion = facts["value"] / target
                facts |= {"target": target, "completion": completion, "gap": completion - elapsed}
                facts |= _lit(completion, elapsed)
            yield unit, indicator, tuple(facts[name] for name in KEPT)


def _lit(completion: float, elapsed: float) -> dict[str, str]:
    if completion >= elapsed:
        return {"light": "green", "light_word": "on-pace"}
    if completion >= elapsed * 2 / 3:
        return {"light": "yellow", "light_word": "behind"}
    return {"light": "red", "light_word": "far-behind"}


def hand_in(folder: Path, week: date, units: int) -> None:
    """What the units of a district send for a week: trips, projects and idle space, each ledger longer every week."""
    place, number = folder / week.isoformat(), (week - FIRST).days // 7 + 1
    place.mkdir(parents=True)
    named = [f"第{unit:02d}街道" for unit in range(1, units + 1)]
    registry = "".join(f'[[units]]\nname = "{unit}"\n' for unit in named)
    (folder / "district.toml").write_text(f'[district]\nname = "{folder.name}区"\n{registry}', encoding="utf-8")
    for unit in named:
        chance = random.Random(f"{folder.name}{unit}")
        for name, head, rows in _ledgers(unit, number, chance):
            with Workbook(place / f"{unit}{name}.xlsx") as book:
                sheet = book.add_worksheet()
                for row, cells in enumerate([[f"{unit}{name}（截至{week.month}月{week.day}日）"], head, *rows]):
                    sheet.write_row(row, 0, cells)


def _ledgers(unit: str, week: int, chance: random.Random) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Name, heading row and rows of each: two trips a week, 60 projects and one more a week, 20 buildings."""
    days = [(FIRST + timedelta(days=chance.randrange(7) + 7 * (n // 2) - 6)).isoformat() for n in range(2 * week)]
    trips = [[n + 1, f"{unit[1:3]}主任", day, "上海市", f"{unit}客商{n}有限公司"] for n, day in enumerate(days)]
    yield "外出招商台账", ["序号", "带队领导", "外出时间", "目的地", "拜访企业"], trips
    stages = ("在谈", "签约", "开工")
    projects = [
        [n + 1, f"{unit}制造项目{n}", f"{unit}投资方{n}有限公司", round(chance.uniform(0.2, 12), 2), stages[n % 3]]
        for n in range(60 + week)
    ]
    yield "招商项目台账", ["序号", "项目名称", "投资方", "总投资（亿元）", "状态"], projects
    idle = [[n + 1, f"{unit}{n}号厂房", 3000 + n, min(3000, 100 * week)] for n in range(20)]
    yield "闲置厂房盘活台账", ["序号", "厂房名称", "建筑面积（平方米）", "已盘活面积（平方米）"], idle
