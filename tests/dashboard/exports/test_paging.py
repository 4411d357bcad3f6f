"""Paging: what stands on a slide, what goes on to the next one, and what stands beside what."""

from dashboard.exports import paging, slides
from dashboard.exports.contents import Amount, Grid, Listing, Part


def test_a_board_of_twelve_units_stands_on_one_slide_in_english() -> None:
    heads = ("Unit", "Outbound", "Inbound", "Signed", "Investment", "Started", "Land", "Factories", "Buildings")
    names = ("示例区", "示例经济开发区", *("云溪科创园",) * 11)
    rows = tuple((name, *("○ ~16.8%†",) * 8) for name in names)
    part = Part("board", "Unit board", grid=Grid(heads, rows, frozenset({0})), note="● on pace " * 20)
    assert len(list(paging.paged(part, paging.Page(slides.WIDTH, slides.HEIGHT)))) == 1


def test_lists_without_room_on_the_first_page_stand_by_the_end_of_the_table() -> None:
    rows = tuple((f"Outbound visits {n}", Amount(f"{n} trips", n)) for n in range(16))
    lists = tuple(Listing(name, ("a line",) * 3) for name in ("Moved", "Standing still"))
    part = Part("unit-a", "A", grid=Grid(("Indicator", "Figure"), rows), lists=lists)
    found = list(paging.paged(part, paging.Page(slides.WIDTH, slides.HEIGHT)))
    assert [(each.lists != (), len(each.grid.rows) > 4) for each in found] == [(False, True), (True, True)]


def test_where_a_table_fills_a_slide_the_lists_stand_by_its_second_half_and_on_no_slide_of_their_own() -> None:
    row = (Amount("about 1,500 m²", 1), Amount("about 16.7%", 1), "about on pace as of 22 Mar", Amount("+500 m²", 1))
    rows = tuple((f"Projects signed, {n} hundred million CNY and over", *row) for n in range(12))
    grid = Grid(("Indicator", "Figure", "Completion", "Light", "This period"), rows)
    part = Part("unit-a", "A", ("One.",), grid=grid, lists=(Listing("Returns", ("Last 4 weeks: late 4",)),))
    found = list(paging.paged(part, paging.Page(slides.WIDTH, slides.HEIGHT)))
    assert [(each.sentences, len(each.grid.rows), len(each.lists)) for each in found] == [(("One.",), 6, 0), ((), 6, 1)]


def test_a_table_keeps_clear_of_what_is_said_at_the_foot() -> None:
    rows = tuple((f"{n}号", "1") for n in range(14))
    for note, pages in (("一句", 1), ("很长的说明" * 80, 2)):
        part = Part("board", "晾晒表", grid=Grid(("单位", "数"), rows), note=note)
        assert len(list(paging.paged(part, paging.Page(slides.WIDTH, slides.HEIGHT, stamp="按日")))) == pages


def test_a_slide_of_a_board_ends_with_a_group_where_that_costs_no_slide() -> None:
    groups = {"园区小计": 4, "街道小计": 10, "镇小计": 15}
    rows = tuple((next((g for g, at in groups.items() if at == n), f"第{n}单位"), "16.8%") for n in range(16))
    part = Part("board", "晾晒表", grid=Grid(("单位", "走出去"), rows, frozenset({0, *groups.values()})))
    found = list(paging.paged(part, paging.Page(slides.WIDTH, slides.HEIGHT)))
    assert [(each.grid.rows[-1][0], sorted(each.grid.strong)) for each in found] == [
        ("街道小计", [0, 4, 10]),
        ("镇小计", [4]),
    ]
