"""盘活: three panels, then units, methods, movement and idle stock of one kind."""

from dashboard.ui import shell, space

here = shell.current()
space.lines(here)
kind = space.kind(here)
space.by_unit(here, kind)
space.parted(here, kind)
space.moved(here, kind)
space.idle(here, kind)
