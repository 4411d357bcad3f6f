"""Pictures below each other."""

import io

import pytest
from PIL import Image

from dashboard.exports.tall import stacked


def png(width: int, height: int, colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def test_they_stand_in_their_order_as_wide_as_the_widest() -> None:
    content = stacked([png(30, 10, "red"), png(50, 20, "blue")])
    made = Image.open(io.BytesIO(content))
    assert made.size == (50, 54)
    assert [made.getpixel(at) for at in ((5, 5), (40, 5), (45, 40))] == [(255, 0, 0), (255, 255, 255), (0, 0, 255)]
    assert content == stacked([png(30, 10, "red"), png(50, 20, "blue")])


def test_without_any_picture_there_is_none() -> None:
    with pytest.raises(ValueError, match="no picture"):
        stacked([])
