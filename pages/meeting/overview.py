"""总览: three bands, once the header, the rest folded, all charts in one ZIP."""

from dashboard.ui import bands, shell

here = shell.current()
bands.show(here)
