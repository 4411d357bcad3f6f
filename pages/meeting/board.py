"""晾晒表: units in the official order against the indicators with targets."""

from dashboard.ui import board, shell

here = shell.current()
shell.title(here.say("meeting.board"), here)
board.table(here)
