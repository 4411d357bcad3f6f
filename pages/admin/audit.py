"""审计: everything that was done and taken along, by whom and when; filtered, as a workbook."""

from dashboard.ui import auditing, shell

here = shell.current()
auditing.show(here)
