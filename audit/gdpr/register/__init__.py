"""The record of processing activities (Art. 30), and who has access to health data (Belgian act of 30 July 2018, art. 9 and 10)."""
