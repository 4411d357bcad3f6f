"""Native charts where there are many categories, or long names."""

import io

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.exports import graphs
from dashboard.exports.contents import Graph, Series


def drawn(names: tuple[str, ...]) -> object:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    values = tuple(float(at) for at in range(len(names)))
    bars = Series("走出去", values, tuple(f"{value:.0f}次" for value in values))
    graphs.placed(slide, Graph("bars", "次", names, (bars,)), (0, 0, Inches(12), Inches(5)))
    stream = io.BytesIO()
    made.save(stream)
    return Presentation(io.BytesIO(stream.getvalue())).slides[0].shapes[0].chart


def test_thirty_units_all_have_their_names_in_letters_that_fit_their_rows() -> None:
    chart = drawn(tuple(f"第{n}街道" for n in range(30)))
    axis = chart.category_axis
    assert axis._element.find(qn("c:tickLblSkip")).get("val") == "1"
    assert axis.tick_labels.font.size.pt == 9
    assert chart.plots[0].series[0].points[3].data_label.text_frame.paragraphs[0].runs[0].font.size.pt == 9


def test_few_units_stand_in_large_letters() -> None:
    assert drawn(("甲街道", "乙镇")).category_axis.tick_labels.font.size.pt == 14


def test_a_bar_takes_no_more_than_a_fifth_of_the_room() -> None:
    # percent of a bar: alone it has four times its own breadth beside it
    gaps = [drawn(tuple(f"第{n}街道" for n in range(count))).plots[0].gap_width for count in (1, 2, 3, 30)]
    assert gaps == [400, 150, 66, 60]


def test_a_long_name_keeps_its_beginning_and_why_nothing_is_drawn() -> None:
    long = "澄湖区经济技术开发区高新技术产业园区管理委员会招商服务中心 未报"
    assert graphs.called((long, "甲街道")) == ["澄湖区经济技术开发区高新技术产…商服务中心 未报", "甲街道"]


def test_names_that_only_their_middle_tells_apart_stay_whole() -> None:
    one, other = (f"澄湖区经济技术开发区高新技术产业园区{name}管理委员会招商服务中心" for name in ("东", "西"))
    assert graphs.called((one, other)) == [one, other]
