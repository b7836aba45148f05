"""Memberships closed, acls folded onto assets, accounts joined to persons: reach and its path."""
