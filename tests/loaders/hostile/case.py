"""What a hostile case is, and what watches that nothing in it is followed."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

READ = "read"
SECRET = Path(__file__).with_name("secret.txt")
"""A file that external entities and links name; its words may stand in no reading."""


@dataclass(frozen=True)
class Case:
    """One hostile file. `outcome` is the code of its refusal, or `READ`."""

    name: str
    make: Callable[[], bytes]
    outcome: str
    reason: str = ""
    """Which limit or fault an unsafe package is told of."""
    finding: str = ""
    """A finding that the reading must have."""
    met: tuple[str, ...] = ("甲公司",)
    """The organisations of the reading: what is no list has none, and what a file hides in itself is in none."""
    file: str = "宁海街道.xlsx"


@cache
def listener() -> socket.socket:
    """A port of this machine that hostile files lead to; nobody may call it."""
    opened = socket.create_server(("127.0.0.1", 0))
    opened.setblocking(False)
    return opened


def address() -> str:
    return f"http://127.0.0.1:{listener().getsockname()[1]}/x"


def called() -> bool:
    try:
        listener().accept()[0].close()
    except BlockingIOError:
        return False
    return True
