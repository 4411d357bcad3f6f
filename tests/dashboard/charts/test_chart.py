"""Canvas: what every picture says about itself, and its file name."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import Canvas
from dashboard.charts.chart import framed, safe, shortened, wrapped
from tests.dashboard.charts.conftest import in_language


def test_caption_names_place_day_basis_and_returns(chinese: Canvas) -> None:
    assert chinese.caption == "示例区 · 数据截至2024年3月29日 · 按日序时 · 应报12，已报11 · 实时数据，未定稿"


def test_elapsed_follows_the_cover_to_date_and_the_basis() -> None:
    assert in_language("en").elapsed == 89 / 366
    assert in_language("en", basis="month").elapsed == 2 / 12


def test_title_caption_and_note_stand_inside_every_picture(canvas: Canvas) -> None:
    chart = canvas.finish("x", "走出去", "发现", go.Figure(go.Bar(x=[1], y=[1])), pd.DataFrame({"a": [1]}), note="旁注")
    first, second, third = framed(chart)["layout"]["title"]["text"].split("<br>")
    assert first == "发现"
    assert canvas.caption in second
    assert "旁注" in third


def test_on_the_page_a_chart_has_a_small_stamp_instead_of_the_caption(chinese: Canvas) -> None:
    chart = chinese.finish("x", "走出去", "发现", go.Figure(go.Bar(x=[1], y=[1])), pd.DataFrame({"a": [1]}))
    assert chart.figure.layout.title.text == "发现"
    assert [a.text for a in chart.figure.layout.annotations] == ["数据截至2024年3月29日 · 按日序时"]
    assert framed(chart)["layout"]["annotations"] == []


def test_files_are_named_place_subject_day(chinese: Canvas) -> None:
    assert chinese.stem("走出去") == "示例区_走出去_截至20240329"
    assert chinese.at('甲/乙:街道 "1"').stem("a_b") == "甲-乙-街道-1_a-b_截至20240329"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_template_is_the_projects_own(look: str) -> None:
    chart = in_language("zh_CN", look=look).finish("x", "s", "t", go.Figure(), pd.DataFrame({"a": [1]}))
    colours = in_language("zh_CN", look=look).colours
    assert chart.figure.layout.template.layout.paper_bgcolor == colours.paper
    assert "Noto Sans CJK SC" in chart.figure.layout.template.layout.font.family


def test_cell_text_cannot_become_markup() -> None:
    assert safe("<b>x</b> & <a href='y'>") == "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='y'&gt;"


def test_long_titles_break_and_long_names_are_cut() -> None:
    assert wrapped("一二三四五六", 4) == ["一二三四", "五六"]
    assert wrapped("one two three", 4) == ["one two", "three"]
    assert shortened("一二三四五六", 4) == "一二三…"
    assert shortened("一二三四", 4) == "一二三四"


def test_a_chart_without_data_draws_no_axis(canvas: Canvas) -> None:
    figure = go.Figure(go.Bar(x=[], y=[]))
    figure.add_annotation(text="x", x=0, y=0)
    chart = canvas.finish("x", "s", "t", figure, pd.DataFrame(columns=["a"]))
    assert chart.figure.layout.xaxis.visible is False
    assert [a.name for a in chart.figure.layout.annotations] == ["stamp"]
