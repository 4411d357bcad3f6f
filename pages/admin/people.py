"""人员: who may sign in, with which roles; invitations."""

from dashboard.ui import inviting, shell

here = shell.current()
inviting.listing(here)
inviting.form(here)
