"""Memberships closed, acls folded on to assets, accounts joined to persons: reach."""

from audit.resolve.resolved import Resolved, resolve

__all__ = ["Resolved", "resolve"]
