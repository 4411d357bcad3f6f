"""The line of a file that cannot be committed."""

from pathlib import Path

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.ui import uploading
from dashboard.workflows import receive
from tests.dashboard.store.desk import MARCH_29, settings
from tests.loaders.sheets import DISTRICT, workbook

HEAD = ["序号", "项目名称", "投资方", "计划总投资（亿元）"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_why_a_file_waits_is_said_whole_without_its_name(language: str, tmp_path: Path) -> None:
    sheet = workbook({"项目": [["项目台账"], ["填报单位：无名街道"], HEAD, [1, "甲", "A", 1.5]]})
    with Store(settings(tmp_path), DISTRICT) as store:
        made = receive.draft(sheet, "表.xlsx", store=store, district=DISTRICT, period=MARCH_29)
    say = speaker(language)
    said = uploading._obstacle(say, made)
    assert not said.startswith("表.xlsx")
    assert said.count("“") == said.count("”") == 2
