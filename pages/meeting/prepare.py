"""会前准备: everything open with its effect on the figures, then freeze, then open; a hash turned back."""

from dashboard.ui import preparing, shell

here = shell.current()
preparing.show(here)
preparing.presented(here)
preparing.state(here)
preparing.box(here)
