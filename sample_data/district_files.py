"""The bureau's own files: idle space, leaders, events, targets, the resident post."""

from datetime import date, timedelta

from sample_data import invent, other_sheets, space_sheets, visit_sheets
from sample_data.drafts import Draft, Draftbook
from sample_data.facts import Trip, written_out
from sample_data.files import book_of, heading, note
from sample_data.people import DISTRICT
from sample_data.registry import POST
from sample_data.visit_sheets import seen


def idle_space(friday: date, week: int) -> Draftbook:
    """The bureau's own district-wide lists with a unit column."""
    land, plants = Draft("低效用地"), Draft("闲置厂房")
    heading(land, f"示例区低效用地盘活台账（截至{written_out(friday)}）", friday, 11, "区招商局", "亩")
    space_sheets.land(land, invent.LAND, friday, stranger="石桥镇" if week == 3 else "")
    heading(plants, f"示例区闲置厂房盘活台账（截至{written_out(friday)}）", friday, 9, "区招商局", "万平方米")
    space_sheets.factories(
        plants,
        invent.FACTORIES,
        friday,
        formula="金属制品标准厂房" if week == 1 else "",
        too_much="白塔服装厂车间" if week == 3 else "",
    )
    for asset in invent.LAND:
        land.cover(asset.unit, "assets:land")
    for asset in invent.FACTORIES:
        plants.cover(asset.unit, "assets:factory")
    return book_of(
        friday, "全区闲置资源盘活台账.xlsx", DISTRICT, [land, plants], "全区清单带单位列；亩与万平方米；用地合计在首行"
    )


def leaders_and_events(friday: date, _: int) -> Draftbook:
    gone, received = invent.principals()
    out, inward, held = Draft("区领导外出"), Draft("区领导接待"), Draft("招商活动")
    heading(out, "2024年区主要领导外出招商情况", friday, 12, "区招商局")
    visit_sheets.two_headed(out, DISTRICT, seen(gone, friday))
    out.cover(DISTRICT, "visits:outbound")
    heading(inward, "2024年区主要领导接待客商情况", friday, 9, "区招商局")
    visit_sheets.plain_inbound(inward, DISTRICT, seen(received, friday))
    inward.cover(DISTRICT, "visits:inbound")
    heading(held, "2024年招商活动开展情况", friday, 9, "区招商局")
    other_sheets.events(held, [e for e in invent.EVENTS if e.date <= friday])
    for kind in ("signing", "promotion", "training"):
        held.cover(DISTRICT, f"events:{kind}")
    return book_of(friday, "区级招商活动台账.xlsx", DISTRICT, [out, inward, held], "区主要领导外出、接待与全区招商活动")


def targets(friday: date, week: int) -> Draftbook | None:
    if week != 1:
        return None
    draft = Draft("目标任务")
    heading(draft, "示例区2024年招商引资及存量盘活目标任务分解表", friday, 9, "区招商局")
    other_sheets.targets(draft, 2024)
    note(draft, "注：“—”为不下达任务。", 9)
    return book_of(friday, "2024年目标任务分解表.xlsx", DISTRICT, [draft], "三行表头，合计为首行；“—”为无任务")


def resident_post(friday: date, week: int) -> Draftbook | None:
    if week not in (2, 4):
        return None
    draft = Draft("驻点招商")
    heading(draft, "驻上海招商组工作情况（2024年）", friday, 6, POST)
    other_sheets.resident(draft, POST, seen(_stays(), friday))
    draft.cover(POST, "visits:outbound")
    return book_of(friday, "驻上海招商组驻点情况.xlsx", POST, [draft], "驻点：只计天数与走访企业，不计走出去")


def _stays() -> list[Trip]:
    out, _ = invent.principals()
    days = ((date(2024, 2, 26), 4), (date(2024, 3, 11), 4), (date(2024, 3, 25), 4))
    return [
        Trip(
            "outbound",
            "陶思源",
            "",
            start,
            start + timedelta(days=n),
            "上海",
            trip.hosts[:3],
            f"有效线索{i}条",
            "",
            "resident",
        )
        for i, ((start, n), trip) in enumerate(zip(days, out[3:6], strict=True), 1)
    ]
