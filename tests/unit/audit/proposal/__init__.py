"""The first policy, made from what a run shows."""
