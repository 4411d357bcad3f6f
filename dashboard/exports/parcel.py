"""All charts of a meeting in one ZIP; what could not be made is named in it, and the rest is delivered."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard.charts import Chart
from dashboard.errors import ExportFailed
from dashboard.exports.naming import apart, file_name
from dashboard.exports.pictures import picture
from dashboard.i18n import Say, speaker

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""One time for every entry: the same charts give the same bytes."""


def zipped(
    charts: Iterable[Chart],
    kinds: Sequence[str],
    say: Say | None = None,
    draw: Callable[[Chart, str], bytes] | None = None,
) -> bytes:
    """Every chart in every kind. Parts that failed are listed, with the reason, in a text file inside the ZIP.

    `draw` makes a file of a chart, `picture` unless given. Charts keep their order; files of equal name are numbered.
    The ZIP's comment is a fingerprint of the contents.

    Raises
    ------
    ExportFailed
        Of the first part, when not a single file could be made.
    """
    wanted = [(chart, kind) for chart in charts for kind in kinds]
    names = apart([file_name(chart, kind) for chart, kind in wanted])
    files: dict[str, bytes] = {}
    failures: dict[str, ExportFailed] = {}
    for name, (chart, kind) in zip(names, wanted, strict=True):
        try:
            files[name] = (draw or picture)(chart, kind)
        except ExportFailed as failure:
            failures[name] = failure
    if failures and not files:
        raise next(iter(failures.values()))
    if failures:
        note, text = _note(failures, say or speaker("zh_CN"))
        files[note] = text
    return packed(files)


def _note(failures: dict[str, ExportFailed], say: Say) -> tuple[str, bytes]:
    lines = [say("exports.missing_head", n=len(failures))]
    lines += [say("exports.missing_line", name=name, reason=say(f"error.{f.code}")) for name, f in failures.items()]
    return say("exports.missing_file"), ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in their order as one ZIP; its comment is a fingerprint of the contents."""
    stream = io.BytesIO()
    seen = hashlib.sha256()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            seen.update(name.encode() + b"\0" + content)
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
        archive.comment = seen.hexdigest().encode()
    return stream.getvalue()
