"""All charts of a meeting in one ZIP."""

import io
import zipfile

import pytest

from dashboard.errors import ExportFailed
from dashboard.exports import parcel, zipped
from dashboard.i18n import speaker


def content(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_every_chart_in_every_kind_and_equal_names_are_numbered(chart) -> None:
    files = content(zipped([chart(stem="甲"), chart(stem="甲"), chart(stem="乙")], ["csv", "xlsx"]))
    assert list(files) == ["甲.csv", "甲.xlsx", "甲 (2).csv", "甲 (2).xlsx", "乙.csv", "乙.xlsx"]


def test_the_same_charts_give_the_same_bytes(chart) -> None:
    assert zipped([chart()], ["csv", "html"]) == zipped([chart()], ["csv", "html"])


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = parcel.picture

    def failing(chart, kind: str) -> bytes:
        if kind == "png" and chart.stem == "甲":
            raise ExportFailed("export-timeout", name=chart.stem)
        return b"png" if kind == "png" else whole(chart, kind)

    monkeypatch.setattr(parcel, "picture", failing)


@pytest.mark.usefixtures("broken")
def test_a_part_that_fails_is_named_and_the_rest_is_delivered(chart) -> None:
    files = content(zipped([chart(stem="甲"), chart(stem="乙")], ["png", "csv"], speaker("zh_CN")))
    assert list(files) == ["甲.csv", "乙.png", "乙.csv", "未能生成的文件.txt"]
    note = files["未能生成的文件.txt"].decode("utf-8-sig").splitlines()
    assert note[1] == "甲.png：图片生成超时，请稍后再试。"


@pytest.mark.usefixtures("broken")
def test_when_nothing_could_be_made_there_is_no_empty_parcel(chart) -> None:
    with pytest.raises(ExportFailed, match="export-timeout"):
        zipped([chart(stem="甲")], ["png"])
