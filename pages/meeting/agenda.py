"""议程: the meeting's items with their minutes, what is shown in full, the bulletin's sentences, and the screen."""

from dashboard.ui import agenda, shell

here = shell.current()
agenda.show(here)
