"""The scope of a breach (Art. 33): who could have reached an asset over some days, at which level, by which path. Never who did."""

from audit.gdpr.breach.paper import paper
from audit.gdpr.breach.scope import scope
from audit.gdpr.breach.window import Window

__all__ = ["Window", "paper", "scope"]
