"""A first policy from what a run shows: an inventory that is guessed, people as the directory has them, rules that wait for a decision."""
