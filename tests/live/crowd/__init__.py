"""Many people at once, each a scripted client that speaks what the browser speaks."""
