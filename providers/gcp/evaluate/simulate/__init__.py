"""What-if evaluation, offline: one request under given policies."""
