"""Outbound and reception logs, each in its unit's own layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sample_data.drafts import Draft, Record
from sample_data.facts import Host, Trip, dotted, run_together, slashed, span, written_out, yearless
from sample_data.people import telephone
from sample_data.tables import Column, column, header, host_column


@dataclass(frozen=True)
class Line:
    """One sheet row of a log: the trip, one of its hosts, and the serial number."""

    trip: Trip
    host: Host
    number: int


def log(
    draft: Draft, columns: Sequence[Column], trips: Sequence[Trip], unit: str, *, style: str = "joined"
) -> list[Record]:
    """Write the rows of a log and what they mean; one record a trip.

    `style` is how a trip with several hosts fills the sheet: joined (one row), merged, repeated or blank.
    """
    made = []
    for number, trip in enumerate(trips, 1):
        first = draft.top
        shown = trip.hosts[:1] if style == "joined" else trip.hosts
        lines = [Line(trip, host, number) for host in shown]
        for index, line in enumerate(lines):
            _row(draft, columns, line, repeat=index == 0 or style == "repeated")
        if style == "merged":
            for place, each in enumerate(columns, 1):
                if not each.each_host:
                    draft.merge(first, place, draft.top - 1, place)
        made.append(_meant(draft, trip, unit, first, style))
    return made


def _row(draft: Draft, columns: Sequence[Column], line: Line, *, repeat: bool) -> None:
    for place, each in enumerate(columns, 1):
        draft.put(draft.top, place, each.typed(line) if repeat or each.each_host else None)
    draft.top += 1


def _meant(draft: Draft, trip: Trip, unit: str, first: int, style: str) -> Record:
    said = {"direction": trip.direction, "leader": trip.leader, "start": trip.start, "end": trip.end}
    said |= {"organisations": trip.organisations}
    if trip.level == "principal":
        said["level"] = "principal"
    record = draft.means("visits", unit, first, **said)
    for index, host in enumerate(trip.hosts):
        row = first if style == "joined" else first + index
        draft.means("stops", unit, row, visit_row=first, organisation=host.organisation, kind=host.kind)
    return record


def seen(trips: Sequence[Trip], until: date, since: date | None = None) -> list[Trip]:
    """Trips begun by a day, and not before another."""
    return [trip for trip in trips if trip.start <= until and (since is None or trip.start >= since)]


def names(line: Line, mark: str = "、") -> str:
    return mark.join(host.organisation for host in line.trip.hosts)


NUMBER = column("序号", lambda line: line.number, width=6)


def two_headed(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """Two header rows, the trip's cells merged over the rows of its hosts, true date cells."""
    columns = [
        NUMBER,
        column("带队领导>姓名", lambda line: line.trip.leader),
        column("带队领导>职务", lambda line: line.trip.post, width=14),
        column("外出时间>开始时间", lambda line: line.trip.start),
        column("外出时间>结束时间", lambda line: line.trip.end),
        column("外出时间>天数", lambda line: line.trip.days, width=6),
        column("目的地", lambda line: line.trip.destination, width=14),
        host_column("拜访情况>拜访企业名称", lambda line: line.host.organisation, 30),
        host_column("拜访情况>接洽人姓名", lambda line: line.host.person, 11),
        host_column("拜访情况>接洽人职务", lambda line: line.host.post, 13),
        column("洽谈内容", lambda line: line.trip.content, width=22),
        column("取得成果", lambda line: line.trip.result, width=24),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit, style="merged")


def drifted_two_headed(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """The same log after somebody has 'improved' the form: renamed, reordered, one column more."""
    columns = [
        NUMBER,
        column("目的地（城市）", lambda line: line.trip.destination, width=14),
        column("带队人员>带队人", lambda line: line.trip.leader),
        column("带队人员>职务", lambda line: line.trip.post, width=14),
        column("起止日期>出发日期", lambda line: line.trip.start),
        column("起止日期>返回日期", lambda line: line.trip.end),
        host_column("走访对象>走访单位", lambda line: line.host.organisation, 30),
        host_column("走访对象>对方姓名", lambda line: line.host.person, 11),
        host_column("走访对象>对方职务", lambda line: line.host.post, 13),
        column("洽谈事项", lambda line: line.trip.content, width=22),
        column("成果", lambda line: line.trip.result, width=24),
        column("公车派单号", lambda line: f"PC{line.trip.start:%m%d}", width=12),
    ]
    last = header(draft, columns)
    draft.fault("unmapped-column", draft.address(last, 12), draft.address(last - 1, 12), why="新增一列“公车派单号”")
    return log(draft, columns, trips, unit, style="merged")


def plain_inbound(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """One header row, dates written 3月20日 without a year."""
    columns = [
        NUMBER,
        column("来访时间", lambda line: yearless(line.trip.start)),
        column("来访单位", names, width=30),
        column("来访人员及职务", lambda line: f"{line.trip.hosts[0].person} {line.trip.hosts[0].post}", width=20),
        column("来访人数", lambda line: line.trip.headcount, width=9),
        column("考察内容", lambda line: line.trip.content, width=22),
        column("接待领导", lambda line: line.trip.leader),
        column("接待地点", lambda line: line.trip.destination, width=16),
        column("洽谈结果", lambda line: line.trip.result, width=24),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit)


def csv_outbound(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """No title block, slashed dates, lists of hosts in one cell."""
    columns = [
        column("单位", lambda _: unit),
        column("序号", lambda line: line.number),
        column("带队领导", lambda line: line.trip.leader),
        column("职务", lambda line: line.trip.post),
        column("开始时间", lambda line: slashed(line.trip.start)),
        column("结束时间", lambda line: slashed(line.trip.end)),
        column("目的地", lambda line: line.trip.destination),
        column("拜访企业", names),
        column("洽谈情况", lambda line: line.trip.content),
        column("成果", lambda line: line.trip.result),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit)


def numeric_dates(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """20240320 typed as a number; hosts blank-filled below the first."""
    columns = [
        NUMBER,
        column("外出日期", lambda line: run_together(line.trip.start)),
        column("返回日期", lambda line: run_together(line.trip.end)),
        column("带队领导", lambda line: line.trip.leader),
        column("外出地点", lambda line: line.trip.destination, width=14),
        host_column("拜访企业（商会）名称", lambda line: line.host.organisation, 32),
        column("工作内容", lambda line: line.trip.content, width=24),
        column("备注", lambda _: None, width=8),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit, style="blank")


def dotted_inbound(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    columns = [
        NUMBER,
        column("接待时间", lambda line: dotted(line.trip.start)),
        column("客商名称", names, width=32),
        column("来访事由", lambda line: line.trip.content, width=24),
        column("接待领导", lambda line: line.trip.leader),
        column("跟进单位", lambda _: unit, width=14),
        column("洽谈结果", lambda line: line.trip.result, width=24),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit)


def repeated_rows(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """One row a host with the trip repeated on each, as a web form exports it; dates 2024.3.20."""
    columns = [
        column("填报单位", lambda _: unit),
        column("序号", lambda line: line.number),
        column("带队领导", lambda line: line.trip.leader),
        column("开始时间", lambda line: dotted(line.trip.start)),
        column("结束时间", lambda line: dotted(line.trip.end)),
        column("目的地", lambda line: line.trip.destination),
        host_column("拜访企业名称", lambda line: line.host.organisation),
        host_column("接洽人", lambda line: f"{line.host.person} {line.host.post}"),
        column("取得成果", lambda line: line.trip.result),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit, style="repeated")


def spanned(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """All text cells; one date cell such as 3月20日至23日; hosts joined by 、 or a line break."""
    columns = [
        column("序号", lambda line: str(line.number), width=6),
        column("外出时间", lambda line: span(line.trip.start, line.trip.end), width=18),
        column("带队领导及职务", lambda line: f"{line.trip.leader}（{line.trip.post}）", width=22),
        column("目的地", lambda line: line.trip.destination, width=14),
        column("拜访企业", lambda line: names(line, "、" if line.number % 2 else "\n"), width=44),
        column("洽谈项目及内容", lambda line: line.trip.content, width=24),
        column("取得成果", lambda line: line.trip.result, width=24),
    ]
    header(draft, columns)
    return log(draft, columns, trips, unit)


def with_telephone(draft: Draft, unit: str, trips: Sequence[Trip]) -> list[Record]:
    """A log that carries mobile numbers, which must not go any further."""
    columns = [
        NUMBER,
        column("开始时间", lambda line: written_out(line.trip.start), width=16),
        column("结束时间", lambda line: written_out(line.trip.end), width=16),
        column("带队领导", lambda line: line.trip.leader),
        column("目的地", lambda line: line.trip.destination, width=14),
        column("拜访企业名称", names, width=32),
        column("联系人", lambda line: line.host.person),
        column("联系电话", lambda line: telephone(line.number), width=15),
        column("取得成果", lambda line: line.trip.result, width=24),
    ]
    last = header(draft, columns)
    made = log(draft, columns, trips, unit)
    if trips:
        cells = (draft.address(row, 8) for row in range(last, draft.top))
        draft.fault("personal-number-left-out", *cells, why="联系电话一列为11位手机号")
    return made


def one_day(draft: Draft, unit: str, trips: Sequence[Trip], *, serial: bool = False) -> list[Record]:
    """A weekly increment: single days as true dates, or as bare serial numbers where the format was lost."""
    columns = [
        NUMBER,
        column("时间", lambda line: _serial(line.trip.start) if serial else line.trip.start),
        column("带队领导", lambda line: line.trip.leader),
        column("目的地", lambda line: line.trip.destination, width=14),
        column("拜访企业名称", names, width=32),
        column("洽谈内容", lambda line: line.trip.content, width=24),
        column("成果", lambda line: line.trip.result, width=24),
    ]
    header(draft, columns)
    made = log(draft, columns, trips, unit)
    for record in made:
        record["fields"]["end"] = record["fields"]["start"]
    return made


def _serial(day: date) -> int:
    """45371: the number behind a date cell."""
    return (day - date(1899, 12, 30)).days
