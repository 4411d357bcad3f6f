"""Small provinces on disk: districts of two streets that hand in a list a week."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook

WEEKS = (date(2024, 3, 15), date(2024, 3, 22), date(2024, 3, 29))
REGISTRY = """[district]
name = "{name}"
[[units]]
name = "东街道"
[[units]]
name = "西街道"
[[targets]]
unit = "{name}"
indicator = "outbound_trips"
year = 2024
value = 100
"""


def province(folder: Path, districts: Mapping[str, int]) -> Path:
    """A folder of districts; each week every street of one adds as many trips as its number says."""
    for name, trips in districts.items():
        district(folder / name, name, trips)
    return folder


def district(folder: Path, name: str, trips: int, weeks: tuple[date, ...] = WEEKS) -> None:
    folder.mkdir(parents=True)
    (folder / "district.toml").write_text(REGISTRY.format(name=name), encoding="utf-8")
    for number, week in enumerate(weeks, 1):
        for unit in ("东街道", "西街道"):
            hand_in(folder, unit, week, trips * number)


def hand_in(folder: Path, unit: str, week: date, trips: int) -> None:
    """A street's whole list of the year for a week: so many trips, one a day from 1 January on."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"{unit}外出招商台账（截至{week.month}月{week.day}日）"])
    sheet.append(["序号", "带队领导", "外出时间", "目的地", "拜访企业"])
    for number in range(1, trips + 1):
        day = date.fromordinal(date(2024, 1, 1).toordinal() + number)
        sheet.append([number, f"{unit[0]}某", day.isoformat(), "上海市", f"示例{number}有限公司"])
    place = folder / week.isoformat()
    place.mkdir(exist_ok=True)
    book.save(place / f"{unit}外出招商台账.xlsx")
