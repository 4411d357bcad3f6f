"""Handing in the district's own presentation: it has to open, and to have a slide's layout with a title, to be kept."""

import io
import zipfile
from datetime import datetime

from pptx import Presentation

from dashboard.errors import SubmissionRefused
from dashboard.store import Store

LARGEST, UNPACKED = 20_000_000, 200_000_000
"""Bytes of a file, and of what lies in it."""


def put(store: Store, content: bytes, name: str, *, by: str, now: datetime) -> None:
    """Have the slides made on a presentation.

    Raises
    ------
    SubmissionRefused
        `template-too-large`; `template-unreadable`: no presentation opens; `template-without-title`: no layout of it
        has a title to fill.
    """
    if len(content) > LARGEST or _unpacked(content, name) > UNPACKED:
        raise SubmissionRefused("template-too-large", file=name, most=LARGEST // 1_000_000)
    try:
        layouts = list(Presentation(io.BytesIO(content)).slide_layouts)
    except Exception as error:
        # whatever the library meets in a stranger's file: it is no presentation that slides can be made on
        raise SubmissionRefused("template-unreadable", file=name) from error
    if not any(place.placeholder_format.idx == 0 for layout in layouts for place in layout.placeholders):
        raise SubmissionRefused("template-without-title", file=name)
    store.meetings.templates.keep(content, name, by=by, now=now)


def _unpacked(content: bytes, name: str) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile as error:
        raise SubmissionRefused("template-unreadable", file=name) from error
