"""Names as people type them, folded so that equal things compare equal."""

import pytest

from dashboard.contract import District, Unit
from dashboard.names import key, of_file, organisation_key, plain, project_key, unit_named, unit_within

DISTRICT = District(
    "海州区",
    aliases=("区本级", "全区", "区招商局"),
    units=(
        Unit("海州经济开发区", aliases=("经开区",)),
        Unit("新浦街道"),
        Unit("浦南镇"),
        Unit("海州街道"),
        Unit("海州物流园"),
        Unit("朐阳街道", aliases=("胊阳街道",)),
    ),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("新浦街道", "新浦街道"),
        (" 新 浦 街 道 ", "新浦街道"),
        ("新浦", "新浦街道"),
        ("新浦街道办事处", "新浦街道"),
        ("浦南镇人民政府", "浦南镇"),
        ("胊阳街道", "朐阳街道"),
        ("海州經濟開發區", "海州经济开发区"),
        ("区招商局", "海州区"),
        ("全区", "海州区"),
        ("海州区新浦街道", "新浦街道"),
        ("新浦街道（含社区）", "新浦街道"),
        ("海州物流园区", "海州物流园"),
        ("海州区区科技局", ""),
        ("东海街道", ""),
        ("新浦街道、浦南镇", ""),
        ("", ""),
    ],
)
def test_a_cell_that_names_a_unit(typed: str, name: str) -> None:
    assert unit_named(typed, DISTRICT) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("海州区新浦街道2024年外出招商台账", "新浦街道"),
        ("浦南0329", "浦南镇"),
        ("新浦街道与浦南镇联合台账", ""),
        ("2024年招商台账", ""),
        ("海州区招商台账", "海州区"),
    ],
)
def test_the_one_unit_a_longer_text_speaks_of(text: str, name: str) -> None:
    assert unit_within(text, DISTRICT) == name


def test_pinyin_residue_and_format_characters_go_and_the_script_stays() -> None:
    assert plain("海州區(qū)\u200b Ａ１") == "海州區 A1"


def test_key_folds_script_case_space_and_punctuation() -> None:
    assert key("盤活 閒置·廠房") == key("盘活闲置厂房")


@pytest.mark.parametrize(
    "other",
    [
        "江苏智云科技（集团）有限公司",
        "江苏智云科技有限公司",
        "江苏智云科技股份有限公司",
        "江苏智云科技(中国)有限公司",
        "江苏智云科技（苏州市）有限公司",
    ],
)
def test_company_suffix_and_bracketed_place_make_no_other_organisation(other: str) -> None:
    assert organisation_key(other) == organisation_key("江苏智云科技")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏商会（上海）", "江苏商会（北京）"),
        ("江苏智云科技（一期）", "江苏智云科技（二期）"),
        ("江苏智云科技(装备)有限公司", "江苏智云科技有限公司"),
    ],
)
def test_brackets_that_name_no_known_place_and_those_of_a_chamber_tell_apart(one: str, other: str) -> None:
    assert organisation_key(one) != organisation_key(other)


def test_the_name_of_a_project_keeps_its_brackets() -> None:
    assert project_key("光伏组件项目（一期）") != project_key("光伏组件项目（二期）")
    assert project_key("智能泵阀（苏州）") != project_key("智能泵阀")
    assert project_key("智能泵阀项目") == project_key("智能泵阀")


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("宁海街道.xlsx", "宁海街道.xlsx"),
        ("宁海街道/走访.xlsx", "宁海街道/走访.xlsx"),
        ("宁海\u202excod.xlsx", "宁海xcod.xlsx"),
        ("宁海\u200b街道\n\x1b[31m\x00.csv", "宁海街道[31m.csv"),
        ("宁海\u2028街道.csv", "宁海街道.csv"),
        (b"\xc4\xfe\xba\xa3.xls".decode("utf-8", "surrogateescape"), "宁海.xls"),
        ("宁海\ud800.csv", "宁海?.csv"),
    ],
)
def test_the_name_of_a_file_disguises_and_breaks_nothing(sent: str, name: str) -> None:
    assert of_file(sent) == name
