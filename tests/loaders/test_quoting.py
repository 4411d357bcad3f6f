"""What is quoted to a person keeps the characters that were typed; what is matched is folded."""

from loaders import Reading
from tests.loaders.sheets import read

HEADINGS = ["序号", "带队领导", "开始时间", "结束时间", "拜访企业名称", "取得成果"]
TITLE = "2024年外出招商情况（招商专班汇总，含园区）"


def _reading(title: str = TITLE, day: str = "某天（不详），㎡", done: str = "厂房约３００㎡（意向），待签") -> Reading:
    rows = [
        [title],
        HEADINGS,
        [1, "彭敏", day, "3月22日", "甲（苏州）有限公司", done],
        [2, "何清", "3月25日", "3月26日", "乙（南京）有限公司", "无"],
    ]
    return read(rows, unit="新海街道")


def test_a_finding_quotes_its_cell_with_the_very_characters_that_were_typed() -> None:
    found = {finding.code: finding.found for finding in _reading().findings}
    assert found["not-a-date"] == "某天（不详），㎡"


def test_the_title_that_gave_the_year_is_quoted_as_it_was_typed() -> None:
    (sheet,) = _reading().sheets
    assert [*sheet.years["D"]] == [(2024, "title", TITLE)]


def test_of_a_quote_only_the_number_of_a_person_is_left_out() -> None:
    found = {
        finding.code: finding.found for finding in _reading(day="某天（电话：１３８１２３４５６７８），不详㎡").findings
    }
    assert found["not-a-date"] == "某天，不详㎡"


def test_tables_hold_the_folded_text_that_names_are_matched_by() -> None:
    reading = _reading()
    assert reading.tables["visits"]["result"].tolist() == ["厂房约300m2(意向),待签", ""]
    assert reading.tables["stops"]["organisation"].tolist() == ["甲(苏州)有限公司", "乙(南京)有限公司"]
