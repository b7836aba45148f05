"""How it is shown: one renderer a file."""
