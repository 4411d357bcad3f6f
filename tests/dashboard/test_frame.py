"""The frame: menu, language, filters from the address, first start, and the sample district."""

from pathlib import Path

import pytest

from dashboard.config import ROOT
from tests.runner import AppTest

FRAME = str(ROOT / "dashboard" / "frame.py")


@pytest.fixture
def frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path))
    return AppTest.from_file(FRAME, default_timeout=60)


def text(test: AppTest) -> str:
    return "\n".join(str(item.value) for kind in (test.header, test.markdown, test.caption) for item in kind)


def test_an_empty_store_shows_three_steps_and_the_sample(frame: AppTest) -> None:
    frame.run()
    assert not frame.exception
    assert "海州区：尚未收到报表" in text(frame)
    assert "1. 打开**上传**" in text(frame)
    assert frame.button(key="enter-sample").label == "打开示例区"


def test_the_first_step_leads_to_the_upload(frame: AppTest) -> None:
    frame.run()
    frame.button(key="to-upload").click().run()
    assert not frame.exception
    assert len(frame.file_uploader) == 2


def test_the_switch_speaks_english(frame: AppTest) -> None:
    frame.run()
    frame.segmented_control(key="language").set_value("English").run()
    assert "no returns yet" in text(frame)


def test_filters_offer_the_registrys_units(frame: AppTest) -> None:
    frame.run()
    assert "板浦镇" in frame.selectbox(key="unit").options


def test_a_group_narrows_the_units(frame: AppTest) -> None:
    frame.run()
    frame.selectbox(key="group").set_value("镇").run()
    assert all(unit.endswith("镇") for unit in frame.selectbox(key="unit").options)


def test_values_of_the_address_that_are_no_options_are_dropped(frame: AppTest) -> None:
    frame.query_params["unit"] = "没有的镇"
    frame.query_params["as_of"] = "1999-01-01"
    frame.run()
    assert not frame.exception
    assert frame.selectbox(key="unit").value is None
    # without data there is no day to choose
    assert not [box for box in frame.selectbox if box.key == "as_of"]


def test_the_sample_is_left_in_one_click(frame: AppTest) -> None:
    frame.query_params["data"] = "sample"
    frame.run()
    assert "示例数据" in text(frame)
    frame.button(key="leave-sample").click().run()
    assert "示例数据" not in text(frame)
    assert "data" not in frame.query_params


def test_a_registry_that_is_missing_is_one_sentence(
    frame: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPATCH_DISTRICT", str(tmp_path / "none.toml"))
    frame.run()
    assert not frame.exception
    (error,) = frame.error
    assert error.value.startswith("登记文件")
    assert error.value.endswith("不存在，或无法打开。")


def test_a_basis_that_nobody_knows_is_one_sentence_with_its_line(
    frame: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = tmp_path / "moon.toml"
    registry.write_text('[district]\nname = "甲区"\n\n[rules]\nbasis = "moon"\n', encoding="utf-8")
    monkeypatch.setenv("DISPATCH_DISTRICT", str(registry))
    frame.run()
    assert not frame.exception
    (error,) = frame.error
    assert "第5行" in error.value
    assert "moon" in error.value


def test_a_registry_that_cannot_be_used_is_one_sentence_with_its_line(
    frame: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = tmp_path / "bad.toml"
    registry.write_text('[district]\nname = "甲区"\n\n[[units]]\nname = 5\n', encoding="utf-8")
    monkeypatch.setenv("DISPATCH_DISTRICT", str(registry))
    frame.run()
    assert not frame.exception
    assert "bad" in frame.error[0].value
    assert "第5行" in frame.error[0].value
