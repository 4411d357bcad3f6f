"""What people use instead: a script of one's own."""
