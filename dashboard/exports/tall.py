"""Pictures below each other as one tall picture, for a telephone."""

import io
from collections.abc import Sequence

from PIL import Image

from dashboard.exports.seal import sealed

_GAP = 24
"""Pixels between two pictures."""


def stacked(pictures: Sequence[bytes]) -> bytes:
    """PNG pictures in their order as one PNG, as wide as the widest, on white; the same pictures give the same bytes.

    Raises
    ------
    ValueError
        Without any picture.
    """
    if not pictures:
        raise ValueError("no picture to stack")
    opened = [Image.open(io.BytesIO(content)).convert("RGB") for content in pictures]
    high = sum(each.height for each in opened) + _GAP * (len(opened) - 1)
    whole = Image.new("RGB", (max(each.width for each in opened), high), "white")
    top = 0
    for each in opened:
        whole.paste(each, (0, top))
        top += each.height + _GAP
    stream = io.BytesIO()
    whole.save(stream, "PNG")
    return sealed(stream.getvalue(), "png")
