"""Project ledgers."""

from datetime import date, datetime

from tests.loaders.sheets import findings, read, records

HEAD = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间", "开工时间"]


def test_section_rows_give_the_stage() -> None:
    got = read(
        [
            HEAD,
            ["一、在谈项目（2个）"],
            [1, "甲项目", "甲公司", "1-5"],
            [2, "乙项目", "乙公司", "面议"],
            ["二、签约项目"],
            [1, "丙项目", "丙公司", 3, datetime(2024, 2, 1)],
        ],
        ["A2:F2", "A5:F5"],
    )
    assert records(got, "projects", "name", "stage", "investment", "investment_low", "investment_high", "hedged") == [
        ("甲项目", "negotiating", 3.0, 1.0, 5.0, "investment"),
        ("乙项目", "negotiating", None, None, None, ""),
        ("丙项目", "signed", 3.0, 3.0, 3.0, ""),
    ]
    assert findings(got) == []


def test_without_a_stage_column_the_latest_actual_date_decides() -> None:
    got = read(
        [
            HEAD,
            [1, "甲项目", "甲公司", 1, None, None],
            [2, "乙项目", "乙公司", 1, "2024年1月5日", "拟4月底"],
            [3, "丙项目", "丙公司", 1, "2023.12.1", "2024.3.2"],
        ]
    )
    assert records(got, "projects", "stage", "signed_on", "started_on", "planned_start_on", "imprecise") == [
        ("negotiating", None, None, None, ""),
        ("signed", "2024-01-05", None, "2024-04-01", "planned_start_on"),
        ("started", "2023-12-01", "2024-03-02", None, ""),
    ]


def test_amounts_follow_the_unit_of_heading_sheet_or_cell_and_usd_stays_usd() -> None:
    head = ["序号", "项目名称", "投资方", "总投资", "进展状态"]
    got = read(
        [
            ["单位：万元"],
            head,
            [1, "甲", "A公司", 12000, "在谈"],
            [2, "乙", "B公司", "3亿元", "在谈"],
            [3, "丙", "C公司", "500万美元", "在谈"],
        ]
    )
    assert records(got, "projects", "investment", "investment_usd") == [(1.2, None), (3.0, None), (None, 500.0)]


def test_an_amount_without_any_unit_is_no_value() -> None:
    got = read([["序号", "项目名称", "投资方", "总投资", "状态"], [1, "甲", "A公司", 12000, "在谈"]])
    assert records(got, "projects", "investment") == [(None,)]
    assert findings(got) == [("unit-of-measure-missing", "D1")]


def test_an_amount_above_has_a_lower_bound_and_no_value() -> None:
    got = read([HEAD, [1, "甲", "A公司", "5亿以上"]])
    assert records(got, "projects", "investment", "investment_low", "hedged") == [
        (None, 5.0, "investment,investment_low")
    ] or (
        records(got, "projects", "investment", "investment_low") == [(None, 5.0)]
        and "investment" in records(got, "projects", "hedged")[0][0]
    )


def test_an_ambiguous_date_is_reported_and_not_guessed() -> None:
    got = read([HEAD, [1, "甲", "A公司", 1, 3.2]])
    assert records(got, "projects", "signed_on") == [(None,)]
    assert ("ambiguous-date", "E2") in findings(got)


def test_dates_out_of_order_and_stage_without_date_are_marked_and_counted() -> None:
    head = [*HEAD, "进展状态"]
    got = read(
        [head, [1, "甲", "A公司", 1, "2024-03-10", "2024-02-10", "开工"], [2, "乙", "B公司", 1, None, None, "签约"]]
    )
    assert findings(got) == [("dates-out-of-order", "F2"), ("stage-without-date", "G3")]
    assert records(got, "projects", "stage") == [("started",), ("signed",)]


def test_a_total_that_leaves_out_a_row_names_it() -> None:
    got = read([HEAD, [1, "甲", "A", 1.5], [2, "乙", "B", 2.5], [3, "丙", "C", 4], ["合计", None, None, 5.5]])
    [finding] = got.findings
    assert (finding.code, finding.cell) == ("total-mismatch", "D5")
    assert finding.detail["difference"] == -2.5
    assert (finding.detail["cause"], finding.detail["at_row"]) == ("row-left-out", 3)
    assert len(got.tables["projects"]) == 3


def test_a_total_that_names_its_section_is_compared_with_the_sections_rows() -> None:
    for named in ("合计（签约）", "签约项目合计"):
        got = read(
            [
                [*HEAD, "进展状态"],
                ["一、在谈项目（1个）"],
                [1, "甲", "A", 4, None, None, "在谈"],
                ["二、签约项目（2个）"],
                [2, "乙", "B", 1.2, "2024-01-30", None, "签约"],
                [3, "丙", "C", 0.8, "2024-03-05", None, "签约"],
                [named, None, None, 2.8],
            ]
        )
        [finding] = got.findings
        assert (finding.code, finding.cell) == ("total-mismatch", "D7")
        assert (finding.detail["claimed"], finding.detail["computed"]) == (2.8, 2.0)
        assert (finding.detail["cause"], finding.detail["at_row"]) == ("row-counted-twice", 6)


def test_totals_first_last_and_per_section_reconcile() -> None:
    got = read(
        [
            HEAD,
            ["合计", None, None, 8],
            ["一、在谈项目"],
            [1, "甲", "A", 1.5],
            [2, "乙", "B", 2.5],
            ["小计", None, None, 4],
            ["二、签约项目"],
            [1, "丙", "C", 4, "2024-01-02"],
            ["小计", None, None, 4],
        ]
    )
    assert findings(got) == []
    assert got.sheets[0].total_rows == (2, 6, 9)


def test_a_unit_column_blank_below_its_first_row_carries_on() -> None:
    head = ["镇街", "序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
    rows = [["新海街道", 1, "甲", "A", 1, "在谈"], [None, 2, "乙", "B", 1, "在谈"], ["板铺镇", 1, "丙", "C", 1, "在谈"]]
    got = read([head, *rows], name="汇总.xlsx")
    assert records(got, "projects", "unit") == [("新海街道",), ("新海街道",), ("板浦镇",)]


def test_an_unknown_unit_is_said_at_its_cell_and_belongs_to_nobody() -> None:
    head = ["镇街", "序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
    got = read([head, ["新海街道", 1, "甲", "A", 1, "在谈"], ["东海街道", 1, "乙", "B", 1, "在谈"]], name="汇总.xlsx")
    assert records(got, "projects", "unit") == [("新海街道",), ("",)]
    assert findings(got) == [("unknown-unit", "A3")]


def test_the_callers_unit_wins_and_the_difference_is_said() -> None:
    head = ["镇街", "序号", "项目名称", "投资方", "总投资（亿元）", "状态"]
    got = read([head, ["板浦镇", 1, "甲", "A", 1, "在谈"]], unit="新海街道")
    assert records(got, "projects", "unit") == [("新海街道",)]
    assert findings(got) == [("unit-differs", "A2")]


def test_codes_are_read_by_the_legend_in_the_heading() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "进展状态（开工1、竣工2、在建3）"]
    got = read([head, [1, "甲", "A", 1, "1"], [2, "乙", "B", 1, 2], [3, "丙", "C", 1, 3]])
    assert records(got, "projects", "stage") == [("started",), ("completed",), ("started",)]


def test_a_heading_repeated_down_the_sheet_is_no_record() -> None:
    got = read([HEAD, [1, "甲", "A", 1], HEAD, [2, "乙", "B", 1]])
    assert records(got, "projects", "name") == [("甲",), ("乙",)]


def test_notes_signatures_and_column_numbers_are_no_records() -> None:
    got = read(
        [
            HEAD,
            ["1", "2", "3", "4", "5", "6"],
            [1, "甲", "A", 1],
            ["注：投资额按协议口径统计。"],
            ["审核人：张三", None, "填表人：李四"],
        ]
    )
    assert records(got, "projects", "name") == [("甲",)]
    assert got.sheets[0].note_rows == (4, 5)


def test_a_row_without_its_name_is_kept_and_marked() -> None:
    got = read([HEAD, [1, None, "A公司", 1, "2024-01-02"]])
    assert records(got, "projects", "name", "investor") == [("", "A公司")]
    assert ("missing-required", "A2") in findings(got)


def test_a_remembered_answer_maps_a_heading_nobody_knew() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "穿针单位"]
    row = [1, "甲", "A", 1, "板浦镇"]
    assert findings(read([head, row])) == [("unmapped-column", "E1")]
    got = read([head, row], answers={"columns": {"穿针单位": "referring_unit"}})
    assert records(got, "projects", "referring_unit") == [("板浦镇",)]
    assert findings(got) == []


def test_a_section_that_counts_its_projects_wrongly_is_found() -> None:
    got = read([HEAD, ["一、在谈项目（3个）"], [1, "甲", "A", 1], [2, "乙", "B", 1]])
    assert findings(got) == [("subtotal-mismatch", "A2")]


def test_a_stage_that_nobody_knows_is_said() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "进展状态（在谈1、签约2）"]
    got = read([head, [1, "甲", "A", 1, 1], [2, "乙", "B", 1, 5]])
    assert findings(got) == [("unknown-stage", "E3")]


def test_a_named_project_is_a_record_however_little_is_known_of_it() -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "签约时间", "进展状态"]
    got = read([head, ["甲", "无", None, None, "无"], ["乙", "-", "-", "-", "-"]])
    assert records(got, "projects", "name", "investment") == [("甲", None), ("乙", None)]
    assert "counters" not in got.tables


def test_dollars_in_a_column_of_their_own_stay_dollars() -> None:
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "投资额（万美元）", "状态"]
    got = read([head, [1, "甲", "A", 2, None, "在谈"], [2, "乙", "B", None, 300, "在谈"]])
    assert records(got, "projects", "investment", "investment_usd") == [(2.0, None), (None, 300.0)]
    assert findings(got) == []


def test_a_negative_amount_is_out_of_range() -> None:
    got = read([HEAD, [1, "甲", "A", -3]])
    assert records(got, "projects", "investment") == [(None,)]
    assert findings(got) == [("value-out-of-range", "D2")]


def test_a_total_may_leave_out_the_copy_that_the_figures_leave_out() -> None:
    row = ["甲", "A公司", 2, "2024-01-02"]
    got = read([HEAD, [1, *row], [2, *row], [3, "乙", "B公司", 1, "2024-01-03"], ["合计", None, None, 3]])
    assert [code for code, _ in findings(got)] == ["duplicate-row"]


def test_a_yearless_date_long_after_the_period_belongs_to_the_year_before() -> None:
    got = read([["2024年在谈项目"], ["序号", "项目名称", "投资方", "初次接洽时间"], [1, "甲", "A", "11月5日"]])
    assert records(got, "projects", "first_contact_on") == [("2023-11-05",)]


def test_a_figure_merged_over_two_projects_counts_once_and_is_said() -> None:
    rows = [[1, "甲项目", "甲公司", 5, "2024-01-01"], [2, "乙项目", "乙公司", None, "2024-01-02"]]
    head = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间"]
    got = read([head, *rows], ["D2:D3"])
    assert records(got, "projects", "investment") == [(5.0,), (None,)]
    assert findings(got) == [("merged-figure", "D2")]


def test_an_amount_in_a_further_row_of_a_merged_name_is_left_out_and_said() -> None:
    rows = [[1, "甲项目", "甲公司", 2, "2024-01-01"], [None, None, "乙公司", 3, None]]
    head = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间"]
    got = read([head, *rows], ["A2:A3", "B2:B3"])
    assert records(got, "projects", "investment") == [(2.0,)]
    assert findings(got) == [("merged-row", "D3")]


def test_a_column_of_units_may_measure_in_dollars() -> None:
    head = ["项目名称", "投资方", "计划总投资", "单位", "签约时间"]
    got = read([head, ["甲项目", "甲公司", 300, "万美元", "去年11月5日"], ["乙项目", "乙公司", 2, "亿元", "去年12月"]])
    assert records(got, "projects", "investment", "investment_usd", "signed_on") == [
        (None, 300.0, "2023-11-05"), (2.0, None, "2023-12-01"),
    ]  # fmt: skip


def test_a_total_that_one_row_in_another_unit_explains_marks_that_row_too() -> None:
    head = ["序号", "项目名称", "投资方", "计划总投资（亿元）", "签约时间"]
    rows = [
        [1, "甲项目", "甲公司", 2.5, "2024-01-01"],
        [2, "乙项目", "乙公司", 800, "2024-02-01"],
        ["合计", None, None, 2.58],
    ]
    assert findings(read([head, *rows])) == [("unit-of-measure-doubtful", "D3"), ("total-mismatch", "D4")]


def test_a_roster_of_who_is_on_duty_is_no_log_of_visits() -> None:
    rows = [["日期", "值班领导", "值班人员"], ["3月25日", "李强", "王芳"], ["3月26日", "赵敏", "王芳"]]
    assert [code for code, _ in findings(read(rows, name="值班表.xlsx"))] == ["unknown-ledger"]


def test_amounts_under_a_heading_of_scale_are_the_investment() -> None:
    head = ["项目名称", "投资方", "项目规模", "项目状态"]
    got = read([["项目"], head, ["甲", "甲公司", "1.5亿元", "签约"], ["乙", "乙公司", "5000万元", "在谈"]])
    assert records(got, "projects", "investment", "content") == [(1.5, ""), (0.5, "")]
    told = read([["项目"], head, ["甲", "甲公司", "用地50亩，年产1万吨", "签约"]])
    assert records(told, "projects", "investment", "content") == [(None, "用地50亩,年产1万吨")]


def test_progress_told_row_by_row_beside_merged_cells_is_all_the_projects() -> None:
    head = ["项目名称", "投资方", "投资额（亿元）", "阶段", "签约时间", "目前进展"]
    rows = [
        ["甲", "甲公司", 1, "签约", "2月6日", "2月6日签约"],
        [None] * 5 + ["3月11日注册公司"],
        [None] * 5 + ["3月27日进场"],
    ]
    got = read([["项目"], head, *rows, ["乙", "乙公司", 2, "在谈", None, "谈"]], [f"{c}3:{c}5" for c in "ABCDE"])
    assert records(got, "projects", "name", "progress") == [
        ("甲", "2月6日签约；3月11日注册公司；3月27日进场"),
        ("乙", "谈"),
    ]


def test_the_unit_of_measure_above_the_first_table_holds_for_all_of_the_sheet() -> None:
    got = read(
        [
            ["投资单位：万元"],
            ["一、在谈项目"],
            ["序号", "项目名称", "投资方", "总投资"],
            [1, "甲项目", "甲公司", 50000],
            [],
            ["二、签约项目"],
            ["序号", "项目名称", "投资主体", "计划总投资", "签约时间"],
            [1, "乙项目", "乙公司", 30000, "2024-03-01"],
        ]
    )
    assert records(got, "projects", "name", "investment") == [("甲项目", 5.0), ("乙项目", 3.0)]
    assert findings(got) == []


def test_a_plan_without_a_year_lies_ahead_and_is_not_taken_for_last_years() -> None:
    got = read(
        [
            ["项目名称", "投资方", "计划总投资（亿元）", "签约时间", "计划开工时间"],
            ["甲项目", "甲公司", 1, "3月5日", "6月15日"],
            ["乙项目", "乙公司", 1, "12月20日", "6月底"],
        ],
        period=date(2024, 3, 29),
    )
    assert records(got, "projects", "signed_on", "planned_start_on", "imprecise") == [
        ("2024-03-05", "2024-06-15", ""),
        ("2023-12-20", "2024-06-01", "planned_start_on"),
    ]


def test_a_name_above_its_content_in_one_cell_is_told_from_it() -> None:
    head = ["序号", "项目名称及建设内容", "投资方", "计划总投资（万元）"]
    rows = [
        [1, "启航医疗耗材项目\n建设内容：新建洁净车间8000平方米", "上海启航医疗用品有限公司", 13000],
        [2, "安恒区域数据中心项目", "杭州安恒网络有限公司", 30000],
    ]
    got = read([["新海街道在谈项目"], head, *rows])
    told = records(got, "projects", "name", "content", "investment")
    assert told == [
        ("启航医疗耗材项目", "新建洁净车间8000平方米", 1.3),
        ("", "安恒区域数据中心项目", 3.0),
    ]
    assert [cell for code, cell in findings(got) if code == "missing-required"] != []
