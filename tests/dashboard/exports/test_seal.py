"""Fingerprints inside files."""

import hashlib
import io

import pytest
from PIL import Image

from dashboard.exports.seal import sealed


def test_a_sealed_png_still_opens_and_carries_its_fingerprint() -> None:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(stream, "png")
    plain = stream.getvalue()
    image = Image.open(io.BytesIO(sealed(plain, "png")))
    image.load()
    assert image.text["Fingerprint"] == hashlib.sha256(plain).hexdigest()


@pytest.mark.parametrize(("kind", "opening"), [("svg", b"<!-- "), ("html", b"<!-- "), ("pdf", b"%")])
def test_the_fingerprint_stands_in_the_last_line(kind: str, opening: bytes) -> None:
    assert sealed(b"x\n", kind).splitlines()[-1].startswith(opening + hashlib.sha256(b"x\n").hexdigest().encode())
