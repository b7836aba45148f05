"""Requests of data subjects (Art. 15, 17, 21): the clock, the places, the steps, the log and the answer."""
