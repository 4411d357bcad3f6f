"""全省: the districts of a province, from the rollup that `python -m dashboard province` fills."""

from dashboard.ui import province, shell

here = shell.current()
province.show(here)
