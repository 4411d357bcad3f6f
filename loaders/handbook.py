"""docs/SHEETS.md, written from the code: what is read, under which headings, and every finding with an example.

`python -m loaders.handbook` writes it anew; a test fails when it is out of date.
"""

from pathlib import Path

from dashboard.config import ROOT
from dashboard.contract import TABLES
from dashboard.i18n import speaker
from loaders.findings import SEVERITY
from loaders.headings import LISTS, vocabulary
from loaders.plausibility import AMOUNT, DOLLARS, PLANNED, TOGETHER, WHOLE_FLOOR, WHOLE_SITE

PATH = ROOT / "docs" / "SHEETS.md"
_SHOWN = 6
"""Headings shown a field; the rest stand in synonyms.toml."""

_SAID = {"found": "…", "factor": "10000", "was": "40", "on": "2024-03-22", "rows": "5, 6, 7", "columns": "E F"}
_SAID |= {
    "value": "800 billion CNY",
    "limit": "100 billion CNY",
    "ask": "Is it in 万元?",
    "likely": "新浦街道",
    "later": "3.27",
}
"""What stands in the sentences for what a finding quotes."""
EXAMPLES = {
    "unknown-unit": "镇街 column says 东海街道, which is not in the registry",
    "unit-blank": "a blank under 责任单位 in a list of the whole district that names it in other rows",
    "unit-assumed": "新海街道, 新海街道, a blank, 板浦镇 under 单位: the blank row counts for 新海街道",
    "unit-misspelt": "落地单位: 新铺街道, where the registry has 新浦街道",
    "unknown-ledger": "a table headed 科目, 借方, 贷方",
    "no-header": "figures without any heading row",
    "unmapped-column": "a column headed 牵线单位",
    "ambiguous-column": "总投资 and 投资额 beside each other",
    "not-a-number": "总投资（亿元）: 详见附件",
    "not-a-date": "签约时间: 详见合同",
    "ambiguous-date": "签约时间: the number 3.2, which may be 2 or 20 March",
    "date-without-year": "3月20日 where neither title, file name nor period gives a year",
    "date-out-of-period": "签约时间 2024-04-02 in the sheet up to 29 March",
    "period-differs": "the title says 截至3月15日, the upload is for 29 March",
    "earlier-sheet": "sheets 3.20 and 3.27 keep one list of projects forward: only 3.27 counts",
    "another-period": "a line 下周无外出 in a log of this week",
    "period-unclear": "the title says 3月5日至3月20日, which is neither a week, a month nor the year so far",
    "unit-differs": "填报单位 or a unit column names another unit than the upload",
    "reported-by-another": "填报单位：新海街道, and a row whose 单位 is 板浦镇",
    "unit-of-measure-missing": "总投资: 12000, and neither heading nor sheet says 亿元 or 万元",
    "unit-of-measure-changed": "last week 1.2, this week 12000 for the same project",
    "unit-of-measure-doubtful": "总投资（亿元） 8000 of one project, 建筑面积（万㎡） 50000 of one building",
    "total-mismatch": "合计 5.5 over rows of 1.5, 2.5 and 4",
    "subtotal-mismatch": "小计 3 over rows of 1 and 1",
    "rate-mismatch": "目标值 30, 完成值 3, 完成率 20%",
    "counter-differs": "累计走出去 12, while the log lists 11 trips",
    "counter-fell": "累计走出去 38, while the same unit gave 40 a week before",
    "area-fell": "已盘活面积 3000 of a factory for which the unit's last list said 5000",
    "duplicate-row": "the same trip typed twice",
    "same-name": "标准厂房 of 1000 m² and 标准厂房 of 2000 m², both without a location; "
    "two projects under one credit code",
    "missing-required": "a project row without 项目名称; a visit without a day or, under 带队领导, without a leader; "
    "once on the heading where a log has no column of dates",
    "organisation-unclear": "来访单位: 张三一行5人, or 甲公司华东团队一行5人",
    "unknown-kind": "闲置资源台账 over 老丝织厂 | 3000㎡: land, factory or building is said nowhere",
    "unknown-direction": "招商方式 says 线上 beside 外出 and 接待; a log of both that does not say which row is which",
    "unknown-stage": "进展状态 says 5, which its legend does not explain; 进展 says 已开工 and no stage is kept",
    "stage-without-date": "进展状态 签约 with an empty 签约时间, 已签 in place of its day; once on the heading "
    "where the table has no 签约时间",
    "stage-behind-date": "进展状态 签约 beside 开工时间 2024-02-01",
    "revival-without-date": "累计盘活面积 with an empty 盘活时间; once on the heading where the table has none",
    "dollars-left-out": "到账外资（万美元）: 120",
    "figure-in-text": "盘活情况: 2月整体出租，盘活2500㎡, in a table without 已盘活面积",
    "dates-out-of-order": "开工时间 before 签约时间",
    "area-exceeds-asset": "盘活面积 12000 of an asset of 10000 m²",
    "area-of-another-kind": "land in a table that has only 建筑面积, a factory in one that has only 占地面积",
    "shifted-columns": "13812345678 under 职务; a row typed one cell too far to the right, which is left out",
    "formula-without-value": "=SUM(D4:D9) saved by a program that does not calculate",
    "hidden-rows": "rows 5 to 7 are hidden",
    "hidden-columns": "column E is hidden and holds figures",
    "hidden-sheet": "a hidden sheet 底稿",
    "format-tells-less": "a table in an xlsb or ods workbook",
    "error-value": "#REF!",
    "struck-through": "a project row with a line through its text",
    "colour-carries-meaning": "some rows are filled yellow, or green and yellow by a legend",
    "personal-number-left-out": "a column 联系电话",
    "target-of-zero": "目标值 0",
    "value-out-of-range": "a figure of 1e300, a date in 1900",
    "planned-figure": "已盘活面积 says 计划2000 or 3000（预计）; a trip begins 拟3月28日; a section 二、下步外出计划",
    "merged-figure": "计划总投资 5 in a cell merged over two projects, or over two units: it counts with the first one",
    "merged-row": "甲项目 merged over two rows, of which the second has an investment or a 单位 of its own",
}

_HEAD = """# What the loaders read

Written from the code by `python -m loaders.handbook`; do not edit by hand.

A sheet may look as it likes. Title and metadata lines, header blocks of one to four rows with merges, section rows,
totals anywhere, notes, several tables on a sheet (below or beside each other) and headings repeated down the sheet are
told apart; content decides which ledger a table is. Formats are recognised by their bytes: xlsx, xlsm, xlsb, xls and
et, ods, csv and tsv in UTF-8, GB18030, Big5 or UTF-16, and HTML, XML 2003, text or xlsx under the name .xls. Of xlsb
and ods only values are known, which is said.

The unit of a record comes from a column, a section row, the sheet's name, a metadata line or title, or the file's name,
in that order. The unit of measure comes from the cell, its number format, the heading, or the line 单位：; without any,
a figure is left out rather than guessed. Years come from the cell, the title, the file's name or the period.

## Headings

The first few words of every field, and a cell as it may stand under them; all of them stand in
`loaders/synonyms.toml`, where a line adds another.
"""
_FINDINGS = """
## Findings

**error**: the value is outside the figures, and they say so. **warning**: counted and marked. **info**: no effect.

| code | severity | example | said as |
|---|---|---|---|
"""
_PLAUSIBLE = """
## What is plausible

A figure outside these bounds (`loaders/plausibility.py`) is `unit-of-measure-doubtful`: it counts as it stands, and the
finding names the unit of measure that would bring it within them.

| figure | at least | less than |
|---|---|---|
"""


def handbook() -> str:
    """The whole document."""
    return _HEAD + "".join(_ledger(name) for name in LISTS) + _figures() + _FINDINGS + _codes() + _plausible()


def _ledger(name: str) -> str:
    carried = {*TABLES[name], *(TABLES["stops"] if name == "visits" else ())}
    rows = [
        f"| {'`' + word.name + '`' if word.name in carried else word.name} | {_some(word.words)} | {word.example} |\n"
        for word in vocabulary()[name].values()
        if word.carried
    ]
    return f"\n### {name}\n\n| field | headings | a cell under them |\n|---|---|---|\n" + "".join(rows)


def _figures() -> str:
    words = vocabulary()["indicators"].values()
    rows = "".join(f"| `{word.name}` | {_some(word.words)} | {word.example} |\n" for word in words)
    return "\n### counters and targets\n\n| indicator | headings | a cell under them |\n|---|---|---|\n" + rows


def _some(words: dict[str, int]) -> str:
    return "、".join(list(words)[:_SHOWN])


def _codes() -> str:
    english = speaker("en")
    return "".join(
        f"| `{code}` | {severity} | {EXAMPLES[code]} | {english(f'finding.{code}', **_SAID)} |\n"
        for code, severity in SEVERITY.items()
    )


def _plausible() -> str:
    bounds = (
        ("planned investment of one project, 亿元", PLANNED),
        ("paid in, or any other amount of one project or event, 亿元", AMOUNT),
        ("amount of one project in 万美元", DOLLARS),
        ("one parcel of land, m²", WHOLE_SITE),
        ("one factory or building, m² of floor", WHOLE_FLOOR),
        ("money of a unit or the district, 亿元", TOGETHER["money"]),
        ("area of a unit or the district, m²", TOGETHER["area"]),
    )
    return _PLAUSIBLE + "".join(f"| {what} | {bound.least:,g} | {bound.most:,.0f} |\n" for what, bound in bounds)


if __name__ == "__main__":
    Path(PATH).write_text(handbook(), encoding="utf-8")
