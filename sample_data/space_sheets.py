"""Idle land, factories and buildings, in 亩, 万平方米 and ㎡."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sample_data.drafts import Draft, Formula, Record
from sample_data.facts import MU, Asset, dotted, written_out
from sample_data.tables import Column, body, column, header, total


@dataclass(frozen=True)
class Holding:
    """An asset as a list of one Friday shows it."""

    asset: Asset
    number: int
    on: date

    @property
    def done(self) -> float:
        return self.asset.done(self.on)

    @property
    def when(self) -> date | None:
        day = self.asset.revitalised_on
        return day if day and day <= self.on else None


def held(assets: Sequence[Asset], on: date) -> list[Holding]:
    return [Holding(asset, number, on) for number, asset in enumerate(assets, 1)]


def _means(draft: Draft, holding: Holding, row: int, unit: str | None = None, **other: Any) -> Record:
    asset = holding.asset
    said = {"name": asset.name, "kind": asset.kind, "area": asset.area, "revitalised_area": holding.done}
    said |= {"revitalised_on": holding.when}
    return draft.means("assets", asset.unit if unit is None else unit, row, **{**said, **other})


def _land_columns() -> list[Column]:
    return [
        column("序号", lambda h: h.number, width=6),
        column("镇街/园区", lambda h: h.asset.unit, width=16),
        column("地块名称", lambda h: h.asset.name, width=22),
        column("坐落", lambda h: h.asset.location, width=26),
        column("权属单位", lambda h: h.asset.owner, width=14),
        column("占地面积（亩）", lambda h: round(h.asset.area / MU, 2), width=11),
        column("累计盘活面积（亩）", lambda h: round(h.done / MU, 2), width=12),
        column("盘活方式", lambda h: h.asset.method if h.done else None, width=10),
        column("盘活时间", lambda h: dotted(h.when) if h.when else None),
        column("闲置原因", lambda h: h.asset.reason or None, width=12),
        column("备注", lambda _: None, width=10),
    ]


def land(draft: Draft, assets: Sequence[Asset], on: date, *, stranger: str = "") -> list[Record]:
    """A district-wide list with a unit column; 合计 first; once a unit that the registry does not know."""
    columns = _land_columns()
    header(draft, columns)
    areas = [asset.area for asset in assets]
    done = [asset.done(on) for asset in assets]
    if stranger:
        areas.append(10 * MU)
        done.append(2 * MU)
    total(draft, len(columns), "合计", 2, {6: round(sum(areas) / MU, 2), 7: round(sum(done) / MU, 2)})
    made = [_means(draft, holding, body(draft, columns, holding)) for holding in held(assets, on)]
    if stranger:
        lost = Asset(
            stranger,
            "石桥老砖厂地块",
            "land",
            f"{stranger}老街",
            "村集体",
            10 * MU,
            ((date(2024, 3, 19), 2 * MU),),
            date(2024, 3, 19),
            "改造",
        )
        row = body(draft, columns, Holding(lost, len(assets) + 1, on))
        made.append(_means(draft, Holding(lost, 0, on), row, unit=""))
        draft.fault("unknown-unit", draft.address(row, 2), why=f"“{stranger}”不在登记册内")
    return made


def factories(
    draft: Draft, assets: Sequence[Asset], on: date, *, formula: str = "", too_much: str = ""
) -> list[Record]:
    """万平方米 under a two-row header, the unit's cell merged down; 约 before one figure."""
    columns = [
        column("园区/镇街", lambda _: None, width=16),
        column("厂房名称", lambda h: h.asset.name, width=22),
        column("地址", lambda h: h.asset.location, width=26),
        column("面积（万平方米）>建筑面积", lambda h: h.asset.area / 10_000, width=11),
        column("面积（万平方米）>闲置面积", lambda h: round(h.asset.idle(h.on) / 10_000, 4), width=11),
        column("面积（万平方米）>已盘活面积", _tenthousand, width=12),
        column("盘活方式", lambda h: h.asset.method if h.done else None, width=10),
        column("盘活时间", lambda h: h.when),
        column("入驻企业", lambda h: h.asset.occupant if h.done else None, width=28),
    ]
    header(draft, columns)
    made = []
    previous, first = "", draft.top
    for holding in held(assets, on):
        row = body(draft, columns, holding)
        if holding.asset.unit == previous:
            draft.merges = [m for m in draft.merges if m[:2] != (first, 1)]
            draft.merge(first, 1, row, 1)
        else:
            previous, first = holding.asset.unit, row
            draft.put(row, 1, previous)
        made.append(_means(draft, holding, row, hedged="revitalised_area" if _tenthousand_is_hedged(holding) else ""))
        _spoil(draft, made[-1], holding, row, formula, too_much)
    return made


def _tenthousand_is_hedged(holding: Holding) -> bool:
    return holding.asset.name == "临港保税2号库"


def _tenthousand(holding: Holding) -> Any:
    value = holding.done / 10_000
    return f"约{value:g}" if _tenthousand_is_hedged(holding) else value


def _spoil(draft: Draft, record: Record, holding: Holding, row: int, formula: str, too_much: str) -> None:
    if holding.asset.name == formula:
        draft.put(row, 6, Formula("=0.3+0.15"))
        record["fields"]["revitalised_area"] = None
        draft.fault("formula-without-value", draft.address(row, 6), why="公式未计算，没有缓存值")
    if holding.asset.name == too_much:
        draft.put(row, 6, 0.55)
        record["fields"]["revitalised_area"] = 5_500
        cells = (draft.address(row, 6), draft.address(row, 4))
        draft.fault("area-exceeds-asset", *cells, why="已盘活面积大于建筑面积")


def street_buildings(draft: Draft, assets: Sequence[Asset], on: date) -> list[Record]:
    """㎡ written into the cells as text (4,200㎡), one sheet a street."""
    columns = [
        column("序号", lambda h: str(h.number), width=6),
        column("楼宇名称", lambda h: h.asset.name, width=22),
        column("坐落地址", lambda h: h.asset.location, width=26),
        column("建筑面积", lambda h: f"{h.asset.area:,.0f}㎡", width=13),
        column("闲置面积", lambda h: f"{h.asset.idle(on):,.0f}㎡", width=13),
        column("累计盘活面积", lambda h: f"{h.done:,.0f}㎡", width=14),
        column("盘活方式", lambda h: h.asset.method if h.done else "—", width=10),
        column("盘活时间", lambda h: written_out(h.when) if h.when else "—", width=16),
        column("入驻企业", lambda h: h.asset.occupant if h.done and h.asset.occupant else "—", width=28),
    ]
    header(draft, columns)
    made = []
    for holding in held(assets, on):
        row = body(draft, columns, holding)
        made.append(_means(draft, holding, row))
        if holding.done and not holding.when:
            cells = [draft.address(row, n) for n in (2, 6, 8)]
            draft.fault("revival-without-date", *cells, why="已盘活但未填盘活时间")
    return made


def park_buildings(draft: Draft, unit: str, assets: Sequence[Asset], on: date) -> list[Record]:
    """A park's own list in 平方米 with a foot total."""
    columns = [
        column("序号", lambda h: h.number, width=6),
        column("楼宇名称", lambda h: h.asset.name, width=22),
        column("产权单位", lambda h: h.asset.owner, width=28),
        column("建筑面积（平方米）", lambda h: h.asset.area, width=13),
        column("已盘活面积（平方米）", lambda h: h.done, width=14),
        column("盘活方式", lambda h: h.asset.method if h.done else None, width=12),
        column("盘活时间", lambda h: f"{h.when:%Y-%m-%d}" if h.when else None, width=16),
        column("入驻企业", lambda h: h.asset.occupant if h.done else None, width=28),
    ]
    header(draft, columns)
    made = [_means(draft, holding, body(draft, columns, holding), unit) for holding in held(assets, on)]
    total(draft, len(columns), "合计", 2, {4: sum(a.area for a in assets), 5: sum(a.done(on) for a in assets)})
    return made
