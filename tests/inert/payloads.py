"""What somebody may write into a cell, a file's or a sheet's name, that some program would take for more than text."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from dashboard.config import Settings
from dashboard.contract import ASSET_KINDS, NAMES_UNITS, STAGES, TABLES, District, Leader, Unit
from dashboard.frames import kind_of
from dashboard.store import Store
from loaders.text import cleaned
from tests.dashboard.store.desk import Desk
from tests.loaders.hostile.markup import inline
from tests.loaders.packages import package, parts
from tests.loaders.sheets import workbook as plain_workbook
from tests.packages import parts_of

FOREIGN = "http://127.0.0.1:9"
"""Where payloads lead; nobody listens there, and nobody may ask."""
PAYLOADS: Mapping[str, str] = {
    "image": f"甲![标]({FOREIGN}/a.png)乙",
    "link": f"甲[标]({FOREIGN}/b)乙",
    "colour": "甲:red[已审核]乙",
    "badge": "甲:green-badge[合格]乙",
    "icon": "甲:material/check: :smile:乙",
    "formula": r"甲$\frac{1}{2}$乙",
    "heading": "# 甲\n\n- 乙\n\n---",
    "code": "甲`乙`**丙**_丁_~~戊~~",
    "picture": f"甲<img src={FOREIGN}/c onerror=document.title=9>乙",
    "script": "甲</script><script>document.title=9</script>乙",
    "anchor": '甲<a href="javascript:alert(9)">标</a><b>粗</b>乙',
    "handler": '甲" onmouseover="document.title=9" x=\'乙',
    "hover": "甲%{customdata[0]}<extra></extra>乙",
    "equals": f'=HYPERLINK("{FOREIGN}/d","点")',
    "plus": "+1+cmd|'/c calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "illegal": "甲\x00\x0b\x1b[31m\ufffe乙",
    "bidi": "甲\u202e乙\u200b丙",
    "path": "../../../etc/甲",
    "device": "C:\\CON",
    "line": "甲\n2024-01-01 00:00:00,000 ERROR mishap deadbeef",
    "braces": "甲{0.__class__}{name}{}%s%(x)s%n乙",
    "markup": "甲&lt;b&gt;]]><!-- -->乙",
}
MARKS = ("/a.png", ":9/b",
         "已审核", "frac", "戊", ":9/c", "title=9", "onmouseover", "customdata[0]", "HYPERLINK(", "calc",
         "-2+3", "SUM(1+1)", "etc/甲", "deadbeef", "]]")  # fmt: skip
"""Words of payloads that no program's escaping changes: by them a test knows that they came through."""
ACTIVE = tuple(text for text in PAYLOADS.values() if any(sign in text for sign in "<[:$`*"))
"""Payloads that mean more than themselves to Markdown."""
INJECTED = """() => [...document.querySelectorAll('*')].filter((e) =>
    e.hasAttribute('onerror') || e.hasAttribute('onmouseover')
    || [...e.attributes].some((a) => /href|src/.test(a.name) && /javascript:|127[.]0[.]0[.]1:9/.test(a.value))
    || (['b', 'strong', 'tspan'].includes(e.tagName.toLowerCase()) && e.textContent === '粗')
  ).map((e) => e.outerHTML.slice(0, 200))"""
"""Asked of a browser: elements that a payload put into the page."""
WEEK = date(2024, 3, 29)
ODD = "乙镇:red[优]<b>园"
"""A unit whose name the registry has with signs of markup in it."""
DISTRICT = District(
    "示例区",
    units=(Unit("甲街道", "街道"), Unit(ODD, "镇")),
    leaders=(Leader("周明远", f"书记{PAYLOADS['colour']}"), Leader(PAYLOADS["anchor"], "副区长", "deputy")),
)
_GIVEN: Mapping[str, Mapping[str, tuple[Any, ...]]] = {
    "visits": {"direction": ("outbound", "inbound"), "level": ("principal", "deputy"), "headcount": (3.0,)},
    "stops": {"kind": ("company", "chamber")},
    "events": {"kind": ("signing", "promotion"), "count": (1.0,)},
    "projects": {"stage": STAGES, "investment": (3.2,), "credit_code": ("",)},
    "prospects": {},
    "assets": {"kind": ASSET_KINDS, "area": (900.0,), "revitalised_area": (400.0, 500.0), "idle_area": (500.0, 400.0)},
}
"""Fields that are no free text: what they hold, in turns."""


def records(table: str, day: date, turn: int) -> list[dict[str, Any]]:
    """One record a payload, which stands in each of its texts; what is given moves on from turn to turn."""
    made = []
    for row, payload in enumerate(PAYLOADS.values(), 3):
        unit = ODD if row % 2 else "甲街道"
        place = {"table": 1, "row": row, **dict.fromkeys(NAMES_UNITS, unit)}
        if table == "stops":
            place["visit_row"] = row
        given = {name: told[(row + turn) % len(told)] for name, told in _GIVEN[table].items()} | place
        rest = [name for name in TABLES[table] if name not in given]
        texts = {name: cleaned(payload) for name in rest if kind_of(name, table) == "text"}
        days = {name: day - timedelta(days=row % 20) for name in rest if kind_of(name, table) == "date"}
        fields = texts | days | given | dict.fromkeys(("hedged", "imprecise"), "")
        made.append({name: value for name, value in fields.items() if name in TABLES[table]})
    return made


def findings() -> list[dict[str, Any]]:
    texts = map(cleaned, PAYLOADS.values())
    return [
        {"code": "not-a-number", "severity": "error", "sheet": text, "cell": "B3", "found": text, "detail": {}}
        for text in texts
    ]


def settings(folder: Any) -> Settings:
    return Settings(folder, f"sqlite:///{folder / 'dispatch.sqlite3'}", folder / "district.toml")


def filled(store: Store) -> Desk:
    """Two weeks of files whose every text is a payload, their names too."""
    desk = Desk(store)
    for turn, week in enumerate((WEEK - timedelta(days=7), WEEK)):
        tables = {table: records(table, week, turn) for table in _GIVEN}
        name = f"{turn}{PAYLOADS['colour']}{PAYLOADS['picture']}.xlsx"
        desk.send(week, unit="", name=name, findings=findings(), **tables)
    return desk


def written_registry(path: Path) -> None:
    """The registry of `DISTRICT` as its file."""
    units = "".join(f"[[units]]\nname = {json.dumps(u.name)}\ngroup = {json.dumps(u.group)}\n" for u in DISTRICT.units)
    leaders = "".join(
        f"[[leaders]]\nname = {json.dumps(each.name)}\npost = {json.dumps(each.post)}\nlevel = {each.level!r}\n"
        for each in DISTRICT.leaders
    )
    text = f'groups = ["街道", "镇"]\n[district]\nname = "示例区"\n{units}{leaders}'
    path.write_text(text, encoding="utf-8")


def workbook(sheets: tuple[str, str] = (PAYLOADS["colour"], PAYLOADS["anchor"])) -> bytes:
    """Projects and trips whose texts are payloads, on sheets of these names, which Excel might refuse."""
    projects = [("甲街道招商项目台账",), ("项目名称", "投资方", "投资额（亿元）", "签约时间", "项目进展")]
    trips = [("甲街道外出招商台账",), ("带队领导", "外出时间", "目的地", "拜访企业", "洽谈内容")]
    for text in map(escape, filter(None, map(cleaned, PAYLOADS.values()))):
        projects.append((text, text, text, "2024-03-20", text))
        trips.append(("周明远", "2024-03-20", text, text, text))
    made = parts_of(plain_workbook({"sheet0": [["x"]], "sheet1": [["x"]]}))
    book = made["xl/workbook.xml"].decode()
    for number, (name, rows) in enumerate(zip(sheets, (projects, trips), strict=True)):
        book = book.replace(f'name="sheet{number}"', f"name={quoteattr(name)}")
        # typed as text: openpyxl would write what begins with = as a formula
        made[f"xl/worksheets/sheet{number + 1}.xml"] = parts(inline(*rows))["xl/worksheets/sheet1.xml"]
    return package(made | {"xl/workbook.xml": book.encode()})
