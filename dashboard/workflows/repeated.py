"""Whether a file has come before, told before it is committed again."""

from datetime import date

from dashboard.errors import DispatchError
from dashboard.store import Store


def receipt_of(store: Store, content: bytes, period: date) -> int | None:
    """The newest receipt that counts of these very bytes for a week; None where they have not come.

    A file that the archive has lost is no match: the store itself says so elsewhere.
    """
    listed = store.submissions(period=period)
    for number in listed.loc[listed["retracted"] == "", "number"]:
        try:
            if store.archived(int(number)) == content:
                return int(number)
        except DispatchError:
            continue
    return None
