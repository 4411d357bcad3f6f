"""Cell text is data everywhere: payloads sent through every field to every output, and the results opened."""
