"""Calls only, one file for each service: what was read is made into facts by `normalise`, and what could not be read is a gap."""
