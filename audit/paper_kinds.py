"""The kinds of paper, each with what a script is given of it: the dataclass that is the `body` of such a paper."""

from importlib import import_module

KINDS = {
    "agreements": "audit.gdpr.agreements.paper:Agreements",
    "breach": "audit.gdpr.breach.body:Breach",
    "decisions": "audit.gdpr.review.body:Decisions",
    "deliveries": "audit.notify.deliveries:Deliveries",
    "digest": "audit.notify.digest:Digest",
    "health-access": "audit.gdpr.register.health:HealthList",
    "joiner": "audit.people.joiner_paper:Joiners",
    "leaver": "audit.people.leaver_paper:Leavers",
    "mover": "audit.people.joiner_paper:Movers",
    "notice": "audit.gdpr.letters.notice:NoticeBody",
    "preview": "audit.preview.body:Preview",
    "processing-agreement": "audit.gdpr.agreements.draft:Draft",
    "register": "audit.gdpr.register.body:Register",
    "request": "audit.gdpr.erasure.bodies:RequestBody",
    "review": "audit.gdpr.review.body:ReviewPack",
    "staff-agreement": "audit.gdpr.agreements.draft:Draft",
    "statement": "audit.gdpr.letters.statement:StatementBody",
}


def body_of(kind: str) -> type:
    """The dataclass of a kind, imported now. Raises KeyError for a kind that is none."""
    module, _, name = KINDS[kind].partition(":")
    found: type = getattr(import_module(module), name)
    return found
