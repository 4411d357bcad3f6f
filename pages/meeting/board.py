"""晾晒表: units in the official order against the indicators with targets."""

from dashboard.ui import board, shell

here = shell.current()
board.table(here)
