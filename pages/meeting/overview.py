"""总览: three bands, once the header, the rest folded, all charts in one ZIP."""

from dashboard.ui import bands, shell

here = shell.current()
shell.title(here.say("meeting.overview"), here)
bands.header(here)
bands.show(here)
