"""Text from workbooks, made harmless for Streamlit's Markdown."""

import re

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:=&\"'^])")
_JOINER = "\u2060"
# Short codes (:smile:, :material/check:), addresses and e-mails are recognised in finished text, where a backslash
# no longer protects; an invisible joiner breaks the pattern and nothing a reader sees.
_LATE = re.compile(r":(?=[\w+/-]+:)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@)", re.IGNORECASE)


def literal(text: object) -> str:
    """`text` so that Markdown shows exactly these characters on one line: no colour, image, link, emoji or HTML."""
    flat = " ".join(str(text).split())
    broken = _LATE.sub(lambda found: found.group() + _JOINER, flat)
    return _PUNCTUATION.sub(r"\\\1", broken)
