"""走访招商: weeks, units, destinations, teams and the two-week rule."""

from dashboard.ui import shell, visiting

here = shell.current()
shell.title(here.say("meeting.visits"), here)
visiting.weekly(here)
visiting.by_unit(here)
visiting.destinations(here)
visiting.teams(here)
visiting.principals(here)
