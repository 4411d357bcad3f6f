"""One module a ledger: rows of a table -> canonical records."""
