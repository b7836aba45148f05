"""Access reviews: a pack for each owner to decide about, the decisions read back, and what counts of them as evidence."""

from audit.gdpr.review.decisions import claim, decisions
from audit.gdpr.review.evidence import evidence
from audit.gdpr.review.lines import pack
from audit.gdpr.review.paper import decisions_paper, pack_paper
from audit.gdpr.review.sheet import rows

__all__ = ["claim", "decisions", "decisions_paper", "evidence", "pack", "pack_paper", "rows"]
