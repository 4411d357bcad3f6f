"""The memory: every submission kept as it came, and the district as it stood on any day.

`Store(settings)` is the one door. What it hands out are `contract.Snapshot`s, receipts and filed submissions;
no caller sees SQL, a connection or which database it is.
"""

from dashboard.store.backups import backup, restore
from dashboard.store.checking import check
from dashboard.store.firsts import FirstReceipt
from dashboard.store.hints import hints
from dashboard.store.joining import join
from dashboard.store.ledger import Store
from dashboard.store.memory import Change, Memory
from dashboard.store.moving import move
from dashboard.store.rebuilding import rebuild
from dashboard.store.salvage import Difference
from dashboard.store.submission import Filed, Receipt, Retraction, Submission, Withdrawal

__all__ = [
    "Change",
    "Difference",
    "Filed",
    "FirstReceipt",
    "Memory",
    "Receipt",
    "Retraction",
    "Store",
    "Submission",
    "Withdrawal",
    "backup",
    "check",
    "hints",
    "join",
    "move",
    "rebuild",
    "restore",
]
