"""The Principal and NotPrincipal elements (IAM User Guide, "AWS JSON policy elements: Principal", "…: NotPrincipal")."""

import re
from collections import defaultdict
from collections.abc import Mapping
from enum import IntEnum

from providers.aws.evaluate.answers import NOBODY, Answers, any_answer, either, said
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.callers import Callers
from providers.aws.evaluate.context import Shape
from providers.aws.evaluate.names import Principals, account_of
from providers.formula import FALSE, TRUE, Atom, Formula

_ROLE = re.compile(r"arn:[^:]*:iam::(\d{12}):role/.+")
_SESSION = re.compile(r"arn:[^:]*:sts::(\d{12}):(assumed-role|federated-user)/([^/]+)(?:/(.+))?")


class Naming(IntEnum):
    """How a policy names a caller; it matters to boundaries and to who else must allow."""

    DIRECT = 1  # the user, the session or everybody
    ROLE = 2  # the role or user behind a session: boundary and session policy still bind
    ACCOUNT = 3  # the caller's account, which decides for its own


class Names:
    """The names by which policies call some callers."""

    def __init__(self, callers: Callers) -> None:
        self._callers = callers
        self._known: dict[Principals, Mapping[Naming, Answers]] = {}
        self._by_name: dict[str, int] = defaultdict(int)
        self._sessions: dict[tuple[str, str], int] = defaultdict(int)
        for caller in callers.all:
            for name in {caller.arn, caller.unique_id} - {""}:
                self._by_name[name] |= callers.bits[caller.id]
            if caller.kind in (CallerKind.ROLE, CallerKind.FEDERATED_USER):
                self._sessions[caller.account, _last(caller.arn)] |= callers.bits[caller.id]

    def meant(self, principals: Principals) -> Mapping[Naming, Answers]:
        """By which names the element means whom."""
        found = self._known.get(principals)
        if found is None:
            found = self._known[principals] = self._meant(principals)
        return found

    def naming(self, principals: Principals, caller: Caller) -> set[Naming]:
        """By which names the element may mean a caller."""
        bit = self._callers.bits[caller.id]
        return {naming for naming, answers in self.meant(principals).items() if answers.may & bit}

    def spared(self, principals: Principals) -> Answers:
        """Whom NotPrincipal leaves alone. To be surely spared by a deny a user must be listed with its account, a role with its session too."""
        meant = self.meant(principals)
        named, callers = any_answer(meant.values()), self._callers
        people = callers.kinds[CallerKind.USER] | callers.kinds[CallerKind.ROLE]
        if principals.everybody or not isinstance(callers.otherwise, Shape):
            return named
        roles = callers.kinds[CallerKind.ROLE]
        by = {naming: meant.get(naming, NOBODY) for naming in Naming}
        listed = by[Naming.DIRECT].yes & by[Naming.ACCOUNT].may & (by[Naming.ROLE].may | ~roles)
        sure = named.may & (~people | listed)
        listing = ", ".join(name for _, name in principals.names)
        words = Atom(f"NotPrincipal {listing} spares the caller", f"NotPrincipal {listing} does not spare the caller")
        return Answers(sure, {words: unsure} if (unsure := named.may & ~sure) else {})

    def _meant(self, principals: Principals) -> Mapping[Naming, Answers]:
        found: dict[Naming, Answers] = {}
        if principals.everybody:
            found[Naming.DIRECT] = Answers(self._callers.everybody)
        for kind, name in principals.names:
            for naming, answers in self._one(kind, name):
                if answers:
                    found[naming] = either(found.get(naming, NOBODY), answers)
        return found

    def _one(self, kind: str, name: str) -> tuple[tuple[Naming, Answers], ...]:
        callers = self._callers
        named = self._by_name.get(name, 0)
        match kind:
            case "Service":
                return ((Naming.DIRECT, Answers(named & callers.kinds[CallerKind.SERVICE])),)
            case "Federated":  # cognito-identity.amazonaws.com is written like a service
                return ((Naming.DIRECT, Answers(named & (callers.kinds[CallerKind.FEDERATION] | callers.kinds[CallerKind.SERVICE]))),)
            case "CanonicalUser":
                return ((Naming.ACCOUNT, Answers(named | callers.accounts.get(callers.canonical.get(name, "-"), 0))),)
        account = account_of(name)
        if account:
            return ((Naming.ACCOUNT, Answers(callers.accounts.get(account, 0))),)
        return self._by_arn(name, named & ~callers.kinds[CallerKind.SERVICE] & ~callers.kinds[CallerKind.FEDERATION])

    def _by_arn(self, name: str, named: int) -> tuple[tuple[Naming, Answers], ...]:
        callers = self._callers
        behind = named & (callers.kinds[CallerKind.ROLE] | callers.kinds[CallerKind.FEDERATED_USER])
        role = _ROLE.fullmatch(name)
        for caller in callers.members(self._sessions.get((role[1], _last(name)), 0) if role else 0):
            if caller.session:  # the name of a session does not tell the path of its role
                behind |= callers.bits[caller.id]
        found = [(Naming.ROLE, Answers(behind)), (Naming.DIRECT, Answers(named & ~behind))]
        session = _SESSION.fullmatch(name)
        if session:
            account, kind, who, title = session.groups()
            for caller in callers.members(self._sessions.get((account, _last(who)), 0)):
                formula = _in_session(caller, kind, title)
                found.append((Naming.DIRECT, said(formula, callers.bits[caller.id])))
        return tuple(found)


def _last(arn: str) -> str:
    """The name at the end of an ARN."""
    return arn.rpartition("/")[2]


def _in_session(caller: Caller, kind: str, title: str | None) -> Formula:
    """Whether the caller is in the session that is named: of a role by its title, of a federated user by the user's name alone."""
    if (kind == "assumed-role") is not (caller.kind is CallerKind.ROLE):
        return FALSE
    if title is None:
        return TRUE if kind == "federated-user" else FALSE
    if caller.session is None:
        return Atom(f"the session is named {title}", f"the session is not named {title}")
    return TRUE if caller.session == title else FALSE
