"""Calls only, one file for each service: what AWS says, as it says it. `sweep` runs them over accounts, regions and surfaces."""
