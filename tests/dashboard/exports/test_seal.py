"""Fingerprints inside files."""

import hashlib
import io
import json

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


def test_a_sealed_json_object_ends_with_its_fingerprint() -> None:
    plain = b'{\n "templates": []\n}'
    mark = hashlib.sha256(plain).hexdigest()
    assert json.loads(sealed(plain, "json")) == {"templates": [], "fingerprint": mark}
    assert sealed(plain, "json").splitlines()[-2] == f' "fingerprint": "{mark}"'.encode()


@pytest.mark.parametrize(("kind", "opening"), [("svg", b"<!-- "), ("html", b"<!-- "), ("pdf", b"%")])
def test_the_fingerprint_stands_in_the_last_line(kind: str, opening: bytes) -> None:
    assert sealed(b"x\n", kind).splitlines()[-1].startswith(opening + hashlib.sha256(b"x\n").hexdigest().encode())
