"""The whole picture of a checked run, for a page: who stands where, what is where, what should be and what is, what was and what ends."""
