"""Places as clerks write them, folded to the city."""

import pytest

from metrics.places import Place, place_of, places_of


@pytest.mark.parametrize(
    ("written", "city", "province"),
    [
        ("上海市", "上海", ""),
        ("上海市浦東新區", "上海", ""),
        ("江苏省苏州市", "苏州", "江苏"),
        ("苏州", "苏州", "江苏"),
        ("苏州工业园区", "苏州", "江苏"),
        ("广东深圳", "深圳", "广东"),
        ("内蒙古自治区包头市", "包头", "内蒙古"),
        ("北京市朝阳区", "北京", ""),
        ("朝阳市", "朝阳", "辽宁"),
        ("吉林省吉林市", "吉林", "吉林"),
        ("江苏省", "江苏", ""),
    ],
)
def test_a_city_is_known_however_it_is_written(written: str, city: str, province: str) -> None:
    assert place_of(written) == Place(city, province)


@pytest.mark.parametrize("written", ["昆山", "朝阳区", "Munich", "示例镇"])
def test_what_the_table_does_not_know_stays_as_typed(written: str) -> None:
    assert place_of(written) == Place(written)


@pytest.mark.parametrize(
    "written", ["苏州、上海", "苏州市，上海市", "苏州—上海", "苏州 上海", "苏州\n上海", "江苏、苏州、上海"]
)
def test_a_trip_to_several_places(written: str) -> None:
    assert [place.city for place in places_of(written)] == ["苏州", "上海"]


def test_the_same_place_twice_is_one() -> None:
    assert places_of("苏州、苏州市") == (Place("苏州", "江苏"),)
