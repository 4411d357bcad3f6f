"""The bare address, for who may not see the overview: leads on to where they begin."""

from dashboard.ui import menu, shell

menu.begin(shell.current().identity)
