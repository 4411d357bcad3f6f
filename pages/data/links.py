"""上传链接: links by which a unit hands its files in without an account; issued, listed, taken back."""

from dashboard.ui import issuing, shell

here = shell.current()
issuing.form(here)
issuing.listing(here)
