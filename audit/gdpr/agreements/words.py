"""What is wrong with an agreement, and what ends, said in the language of a paper."""

from audit.check.agreements import AgreementFault, FaultKind
from audit.gdpr.agreements.endings import Ending, EndKind
from audit.gdpr.words import period
from policies.periods import Period
from policies.wording import Wording, msg

_FAULTS = {
    FaultKind.NONE: msg("{party} has no agreement"),
    FaultKind.UNKNOWN: msg("the agreement {document} is not among the documents"),
    FaultKind.UNSIGNED: msg("the agreement {document} is not signed"),
    FaultKind.ENDED: msg("the agreement {document} ended on {day}"),
    FaultKind.REVIEW_DUE: msg("the agreement {document} was last reviewed on {day}, and its term is {period}"),
    FaultKind.INCOMPLETE: msg("the agreement {document} lacks Art. 28(3), {letters}"),
    FaultKind.NO_PROCESSOR: msg("nobody says for which processor {party} works"),
}

_OVER = {
    EndKind.AGREEMENT: msg("the document {name} has ended"),
    EndKind.REVIEW: msg("the review of {name} is overdue"),
    EndKind.SIGNATURE: msg("{name} is to be signed again"),
    EndKind.TRAINING: msg("the training {name} is too long ago"),
    EndKind.ALLOW: msg("the rule {name} has ended"),
    EndKind.WAIVER: msg("the waiver {name} has lapsed"),
    EndKind.ACCESS_REVIEW: msg("the review of who has access is overdue"),
}
_NEVER = {
    EndKind.SIGNATURE: msg("{name} was never signed"),
    EndKind.TRAINING: msg("the training {name} was never followed"),
    EndKind.ACCESS_REVIEW: msg("who has access was never reviewed"),
}
_COMING = {
    EndKind.AGREEMENT: msg("the document {name} ends"),
    EndKind.REVIEW: msg("{name} is to be reviewed"),
    EndKind.SIGNATURE: msg("{name} is to be signed again"),
    EndKind.TRAINING: msg("the training {name} is to be followed again"),
    EndKind.ALLOW: msg("the rule {name} ends: renew it or let it go"),
    EndKind.WAIVER: msg("the waiver {name} ends"),
    EndKind.ACCESS_REVIEW: msg("who has access is to be reviewed"),
}

DRAFT = msg("DRAFT, filled in from the inventory. No legal advice: have a lawyer read it before anybody signs it.")


def fault(say: Wording, told: AgreementFault) -> str:
    """One fault; of a processor above a sub-processor, with whom it concerns."""
    said = say(
        _FAULTS[told.kind],
        party=told.party,
        document=told.document,
        day=say.day(told.on) if told.on else "",
        period=period(say, Period.parse(told.every)) if told.every else "",
        letters=letters(say, told.letters),
    )
    return say("{party} works for {processor}: {fault}", party=told.of, processor=told.party, fault=said) if told.of else said


def letters(say: Wording, told: tuple[str, ...]) -> str:
    """Points of an article: (a), (c) and (f)."""
    return say.both(say("point ({letter})", letter=each) for each in told)


def ended(told: Ending, say: Wording) -> str:
    """That something no longer holds, or never did."""
    return say(_OVER[told.kind] if told.on else _NEVER[told.kind], name=told.id)


def coming(told: Ending, say: Wording) -> str:
    """That something holds for a while still."""
    return say(_COMING[told.kind], name=told.id)
