"""Joiners, movers and leavers: what is missing, what is left over, what must go."""
