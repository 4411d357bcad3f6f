"""The registry as plain data: there and back without loss."""

import json

import pytest

from dashboard.config import REFERENCE_DISTRICT, SAMPLE_DISTRICT, district
from dashboard.errors import SettingsError
from dashboard.registry import district_of, document_of


def at(section: str, index: int, field: str) -> dict[str, object]:
    return {"sheet": section, "cell": f"{field}{index}"}


@pytest.mark.parametrize("path", [REFERENCE_DISTRICT, SAMPLE_DISTRICT], ids=["reference", "sample"])
def test_a_district_written_as_json_and_read_again_is_the_same(path):
    before = district(path)
    after = district_of(json.loads(json.dumps(document_of(before))), at)
    assert repr(after) == repr(before)


def test_a_day_that_is_none_is_said_with_its_place():
    document = {"district": {"name": "甲区"}, "meetings": [{"cover_to": "2024-03-29"}, {"cover_to": "下周五"}]}
    with pytest.raises(SettingsError) as caught:
        district_of(document, at)
    assert caught.value.detail == {"sheet": "meetings", "cell": "cover_to1", "field": "cover_to", "found": "下周五"}
