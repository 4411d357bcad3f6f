"""报送: who has reported for which week, what of it is open, and what is still owed."""

from dashboard.ui import faults, receipts, reporting, shell

here = shell.current()
found = reporting.current(here)
reporting.summary(here, found)
reporting.grid(here, found)
reporting.legend(here)
reporting.unsurveyed(here, found)
faults.by_unit(here, found)
reporting.reminder(here, found)
receipts.listing(here)
