"""Sentences for the record, as county bulletins write them; each leads to the measure whose figures it says."""

from dashboard.charts.sentences import paragraph, progress
from dashboard.i18n import speaker
from tests.dashboard.charts.conftest import BUILDING, LAND, measure

ZH, EN = speaker("zh_CN"), speaker("en")


def test_a_sentence_says_value_share_of_the_target_and_distance_from_the_clock() -> None:
    said = progress(ZH, BUILDING)
    assert said.text == (
        "截至2024年3月29日，盘活闲置楼宇约3万平方米，完成全年目标30万平方米的约10.0%，低于序时进度约14.3个百分点"
    )
    assert said.measures == (BUILDING,)
    assert progress(EN, BUILDING).text == (
        "By 29 Mar 2024: Revitalised vacant buildings about 30,000 m², about 10.0% of the annual target of 300,000 m², "
        "about 14.3 points behind pace"
    )


def test_ahead_of_the_clock_and_level_with_it() -> None:
    ahead = BUILDING._replace(gap=0.4231, hedged=False, hedge="")
    assert progress(ZH, ahead).text.endswith("高于序时进度42.3个百分点")
    assert progress(ZH, ahead._replace(gap=0.0002)).text.endswith("与序时进度持平")


def test_no_data_has_neither_share_nor_gap() -> None:
    assert progress(ZH, LAND).text == "截至2024年3月29日，盘活低效用地无数据"


def test_a_small_target_is_said_in_whole_things() -> None:
    small = measure("projects_signed", 0.0, 9.0, whole_items=True, light="red", light_word="far-behind")
    assert progress(ZH, small).text == "截至2024年3月29日，新签约项目0个，完成全年目标0/9，按序时差2个"


def test_what_came_on_since_the_last_meeting_stands_at_the_end() -> None:
    assert progress(ZH, LAND._replace(value=4000.0, target=None, change=2000.0)).text.endswith("，本期新增2,000平方米")


def test_what_has_neither_data_nor_target_is_left_out() -> None:
    assert [each.measures[0].indicator for each in paragraph(ZH, [BUILDING, LAND._replace(target=None)])] == [
        "building_m2"
    ]
