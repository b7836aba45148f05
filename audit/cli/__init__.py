"""The command line: the only room that writes to the terminal."""
