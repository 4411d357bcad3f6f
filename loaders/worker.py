"""The reading process: takes files on stdin, answers with books on stdout, ends when stdin does.

A hostile file can abort or exhaust this process and nothing else. Started by `loaders.warm`.
"""

import os
import sys
from typing import BinaryIO

from dashboard.collecting import resting
from dashboard.errors import UnreadableWorkbook
from loaders import wire
from loaders.limits import Limits
from loaders.reading import book_of


def serve(bounds: Limits) -> None:
    """Answers requests within `bounds` until the parent closes stdin or goes away."""
    requests, replies = _private_streams()
    _bind_resources(bounds)
    while (request := wire.receive_request(requests)) is not None:
        wire.send_reply(replies, *answer(*request, bounds))


@resting
def answer(name: str, content: bytes, bounds: Limits) -> tuple[int, bytes]:
    """Status and payload for one file; nothing a reader throws gets past it."""
    try:
        payload = wire.packed_book(book_of(content, name, bounds))
    except UnreadableWorkbook as error:
        return wire.REFUSED, wire.packed({"code": error.code, "detail": error.detail})
    except MemoryError:
        return wire.OUT_OF_MEMORY, b""
    except BaseException as error:  # noqa: BLE001 - a panic of the Rust reader is no Exception; the parent words it
        return wire.FAILED, wire.packed(f"{type(error).__name__}: {error}"[:500])
    return (wire.READ, payload) if len(payload) <= bounds.reply_bytes else (wire.OUT_OF_MEMORY, b"")


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes under numbers of their own, so that a library that prints cannot disturb the replies."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.close(nothing)
    return requests, replies


def _bind_resources(bounds: Limits) -> None:
    """Limits of the operating system where it has them; elsewhere the parent's watch is the only one."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, bounds.address_space_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
