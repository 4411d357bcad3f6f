"""会前准备: everything open with its effect on the figures, reminders, then freeze, then open; a hash turned back."""

from dashboard.ui import acting, preparing, shell

here = shell.current()
preparing.show(here)
acting.slips(here)
preparing.presented(here)
preparing.state(here)
preparing.box(here)
