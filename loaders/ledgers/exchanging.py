"""A post and a telephone number that were typed under each other's heading."""

import re

from loaders.entry import Entry
from loaders.posts import is_post
from loaders.values import text

_MOBILE = re.compile(r"1\d{10}")


def exchanged(entry: Entry, name: str) -> str:
    """The post that stands under 电话 where its own cell, of field `name`, holds the number: 13812345678 under 职务.

    Of several such columns the nearest one's: 带队领导 and 接洽人 may each have a number. It is left out, as anywhere.
    """
    table, row = entry.table, entry.rows[0]
    for value, at in entry.cells(name):
        if _MOBILE.fullmatch(text(value)):
            near = sorted((head.column for head in table.columns.phones), key=lambda column: abs(column - at[1]))
            under = ((text(table.canvas.own(row, column)), column) for column in near)
            found = next(((words, column) for words, column in under if is_post(words)), None)
            table.notes.find("shifted-columns", at, "", **({"post": found[0]} if found else {}))
            if found:
                table.value(row, found[1])
                return found[0]
    return ""
