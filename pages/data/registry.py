"""设置: units, leaders, meeting calendar and rules, with every edition so far; the slides' master."""

from dashboard.ui import registering, shell, templates

here = shell.current()
registering.editor(here)
registering.editions(here)
templates.template(here)
