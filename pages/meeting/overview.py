"""总览: three bands, once the header, the rest folded."""

from dashboard.ui import bands, shell

here = shell.current()
shell.title(here.say("meeting.overview"), here)
bands.header(here)
for band in bands.BANDS:
    bands.show(here, band)
bands.folded(here)
