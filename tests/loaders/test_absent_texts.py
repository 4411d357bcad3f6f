"""无, — and / say that there is nothing: no text of a record holds them."""

import pytest

from tests.loaders.sheets import read, records


@pytest.mark.parametrize("sign", ["—", "/", "无", "-", "暂无", "——"])
def test_signs_for_nothing_are_no_words_of_a_record(sign: str) -> None:
    head = ["序号", "资产名称", "类型", "建筑面积（㎡）", "盘活方式", "入驻企业", "闲置原因", "权属单位"]
    got = read([["闲置资产盘活台账"], head, [1, "甲厂", "闲置厂房", 5000, sign, sign, sign, sign]])
    assert records(got, "assets", "method", "occupant", "idle_reason", "owner") == [("", "", "", "")]
    head = ["序号", "项目名称", "投资方", "总投资（亿元）", "目前进展", "存在问题", "下一步打算", "责任人"]
    got = read([["项目台账"], head, [1, "甲项目", sign, 5, sign, sign, sign, sign]])
    told = records(got, "projects", "investor", "progress", "problem", "next_step", "responsible_person")
    assert told == [("", "", "", "", "")]
    head = ["序号", "带队领导", "外出时间", "目的地", "拜访企业", "接洽人", "洽谈内容", "取得成果"]
    got = read([["外出"], head, [1, "李强", "3月25日", "上海", "甲公司", sign, sign, sign]])
    assert records(got, "visits", "content", "result") == [("", "")]
    assert records(got, "stops", "organisation", "counterpart") == [("甲公司", "")]
