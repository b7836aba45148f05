"""Access that nobody should be asked to bless: it is told as a question, with the reason, and never proposed."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.facts import Verdict
from audit.model.reach import Reach, SubjectKind
from audit.proposal.yaml_lines import visible
from audit.resolve.identities import Identities
from policies.levels import CONTENT, Level, words

_LATENT = "control over settings, keys or identities: whoever has it could come in"
_SERVICE = "no human signs in with it: who answers for it, and why does it run?"
_OUTSIDE = "outside the organisation: is there an agreement?"
_UNSURE = "not everything that decides it could be read"
_CONDITION = "only under a condition"


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Access that is there and that is not proposed, with the reason why it is not. `service` is the account where no human signs in with it, `called` its name."""

    asset: str
    why: str
    who: str
    can: str
    service: str = ""
    called: str = ""


def questions_of(reach: Reach, gone: frozenset[str], identities: Identities) -> Iterator[Question]:
    """What a reach asks somebody to look at; nothing where it may be proposed. `gone` are the people whose accounts are off."""
    who, why = _who(reach, gone, identities)
    content, sure = reach.levels & CONTENT, reach.verdict is Verdict.YES
    on = f", if {visible(reach.condition)}" if reach.condition else ""
    account = reach.account if why == _SERVICE else ""
    service = (account, visible(identities.principal(account).name) if account else "")
    if reach.levels & Level.MANAGE:
        yield Question(reach.asset, _LATENT, who, f"manage{on}", *service)
    if content and (why or not sure):
        said = f"{words(content)}{on}" if sure or on else f"{words(content)} (not sure)"
        yield Question(reach.asset, why or (_UNSURE if reach.verdict is Verdict.UNKNOWN else _CONDITION), who, said, *service)


_WHY = {
    SubjectKind.PUBLIC: "open to the public",
    SubjectKind.COMPANY: "open to everyone in the organisation",
    SubjectKind.OUTSIDE: _OUTSIDE,
    SubjectKind.PROCESSOR: _OUTSIDE,
    SubjectKind.RECIPIENT: _OUTSIDE,
    SubjectKind.ORPHAN: "an account that joins to nobody: whose is it?",
    SubjectKind.SHARED: "an account that several people use",
    SubjectKind.UNDECLARED: _SERVICE,
    SubjectKind.SERVICE: _SERVICE,
    SubjectKind.EMERGENCY: _SERVICE,
    SubjectKind.NOT_READ: "who is in this group could not be read",
}
_NAMED = {SubjectKind.PUBLIC: "anyone", SubjectKind.COMPANY: "everyone in the organisation"}


def _who(reach: Reach, gone: frozenset[str], identities: Identities) -> tuple[str, str]:
    """Who it is, and why their access is never proposed; no reason where it may be."""
    subject = reach.subject
    if subject.kind is SubjectKind.PERSON:
        return subject.id, "somebody whose accounts are suspended" if subject.id in gone else ""
    account = subject.id if subject.kind is SubjectKind.NOT_READ else reach.account
    return _NAMED.get(subject.kind) or _with_name(account, identities), _WHY[subject.kind]


def _with_name(name: str, identities: Identities) -> str:
    """An id with the name that people know it by, where the id does not tell it."""
    called = visible(identities.principal(name).name)
    return visible(name) if not called or called in name else f"“{called}” ({visible(name)})"
