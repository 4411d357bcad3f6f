"""Slides for the screen: the parts' own figures, bars with the clock's mark, tables, lists."""

from dashboard.exports import onscreen
from dashboard.exports.contents import Amount, Graph, Grid, Listing, Part, Series

DONE = Series("完成", (0.1, None), lights=("yellow", "grey"))
CLOCK = Series("序时进度", (0.243, 0.243))
BULLET = Graph("bullet", "", ("楼宇 10.0%", "用地 无数据"), (DONE, CLOCK), percent=True)
ROWS = (
    ("盘活闲置楼宇", Amount("约3万平方米", 30_000.0, "yellow", ("示例区", "building_m2"))),
    ("盘活低效用地", "无数据"),
)


def test_a_bar_has_its_share_the_clocks_mark_and_the_cells_of_its_row() -> None:
    made = onscreen.slide(Part("aimed", "目标", graph=BULLET, grid=Grid(("指标", "数值"), ROWS)), item="overall")
    first, second = made["bars"]["rows"]
    assert (first["value"], first["mark"], first["light"]) == (0.1, 0.243, "yellow")
    assert first["cells"] == [
        {"text": "盘活闲置楼宇"},
        {"text": "约3万平方米", "light": "yellow", "figure": True, "leads": ["示例区", "building_m2"]},
    ]
    assert (second["value"], second["cells"][1]) == (None, {"text": "无数据"})
    assert made["table"] is None


def test_a_table_that_has_no_row_a_bar_stands_on_its_own() -> None:
    made = onscreen.slide(Part("aimed", "目标", graph=BULLET, grid=Grid(("指标", "数值"), ROWS[:1])), item="overall")
    assert made["bars"]["columns"] == []
    assert [row["cells"][0]["text"] for row in made["table"]["rows"]] == ["盘活闲置楼宇"]


def test_a_step_of_a_waterfall_stands_on_the_level_before() -> None:
    ground, steps = Series("", (0.0, 51.0, 0.0)), Series("项目", (51.0, 1.0, 52.0), ("51", "+1", "52"))
    graph = Graph("waterfall", "个", ("期初", "新增", "期末"), (ground, steps))
    made = onscreen.slide(Part("moved", "变动", graph=graph), item="moved")
    assert [(row["from"], row["value"], row["label"]) for row in made["bars"]["rows"]] == [
        (0.0, 51.0, "51"), (51.0, 1.0, "+1"), (0.0, 52.0, "52"),
    ]  # fmt: skip


def test_one_sentence_stands_beside_lists_and_words_under_a_light_are_no_figure() -> None:
    grid = Grid(("单位", "红灯"), (("甲街道", Amount("走出去（差2次）", light="red", words=True)),), frozenset({0}))
    told = Part(
        "unit-甲街道", "甲街道", ("一", "二"), grid=grid, lists=(Listing("停滞", ("甲项目",), "另有2项见附件"),)
    )
    made = onscreen.slide(told, item="units")
    assert made["sentences"] == ["一"]
    assert made["table"]["rows"][0]["strong"]
    assert made["table"]["rows"][0]["cells"][1]["figure"] is False
    assert made["lists"] == [{"title": "停滞", "lines": ["甲项目", "另有2项见附件"]}]


def test_both_looks_have_every_colour_that_a_slide_needs() -> None:
    for look in ("light", "dark"):
        told = onscreen.colours(look)
        assert {"", "green", "level", "yellow", "red", "grey"} <= set(told["lights"])
        assert {"green", "level", "yellow", "red", "grey"} <= set(told["tints"])


def test_figures_that_would_list_projects_in_talks_lead_nowhere_while_they_are_coded() -> None:
    cells = tuple(Amount("5个", 5.0, leads=("甲街道", name)) for name in ("projects_discussed", "projects_signed"))
    told = Part("unit-甲街道", "甲街道", grid=Grid(("一", "二"), (cells,)))
    made = onscreen.slide(told, item="units", quiet=frozenset({"projects_discussed"}))
    assert [cell["leads"] for cell in made["table"]["rows"][0]["cells"]] == [["", ""], ["甲街道", "projects_signed"]]
