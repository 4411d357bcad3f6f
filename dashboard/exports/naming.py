"""Names of files handed out: readable in Chinese, and legal on Windows too."""

import re
import unicodedata

from dashboard.charts import Chart

_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.IGNORECASE)
_LONGEST = 80
"""Characters of a stem; 80 Chinese characters are 240 bytes, within the 255 a file name may have."""


def file_name(chart: Chart, kind: str) -> str:
    """`单位_指标_截至20240329.png` for a chart whose stem is `单位_指标_截至20240329`; never empty."""
    return f"{safe_stem(chart.stem)}.{kind}"


def safe_stem(text: str) -> str:
    """`text` without what Windows refuses in a file name: reserved characters, device names, a dot or space at the end.

    Format characters vanish (a right-to-left override would disguise the extension); reserved ones become `_`.
    """
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    stem = " ".join(_RESERVED.sub("_", visible).split())[:_LONGEST].strip(" .")
    # Windows looks at the part before the first dot: CON.2024 is the console too
    head, dot, rest = stem.partition(".")
    return f"{head}_{dot}{rest}" if _DEVICES.match(head.strip()) else stem or "chart"


def apart(names: list[str]) -> list[str]:
    """The same names in the same order, repeated ones numbered: a.png, a (2).png. Case does not tell names apart."""
    seen: set[str] = set()
    result = []
    for name in names:
        stem, _, kind = name.rpartition(".")
        number, fresh = 1, name
        while fresh.casefold() in seen:
            number += 1
            fresh = f"{stem} ({number}).{kind}"
        seen.add(fresh.casefold())
        result.append(fresh)
    return result
