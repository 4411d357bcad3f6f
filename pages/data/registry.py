"""设置: units, leaders, meeting calendar and rules, with every edition so far."""

from dashboard.ui import registering, shell

here = shell.current()
registering.editor(here)
registering.editions(here)
