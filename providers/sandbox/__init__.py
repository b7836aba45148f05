"""A sample company served on loopback over the providers' real protocols, and the demo command."""
