"""报送: who has reported for which week, and what is still owed."""

from dashboard.ui import reporting, shell

here = shell.current()
found = reporting.current(here)
reporting.summary(here, found)
reporting.grid(here, found)
reporting.legend(here)
reporting.reminder(here, found)
