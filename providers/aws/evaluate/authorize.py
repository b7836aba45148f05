"""Who may do this on that? One request at a time, for all callers at once, three-valued.

IAM User Guide, "Policy evaluation logic": "How AWS enforcement code logic evaluates requests to allow or deny access", "Cross-account policy
evaluation logic" and "Permissions boundaries for IAM entities". An explicit deny anywhere wins. In one account an allow on either side will
do; across accounts both sides must allow. Boundary, session, service and resource control policies limit whatever is granted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from providers.aws.evaluate.answers import NOBODY, Answers, any_answer, both, either, opposite, said
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.callers import Callers, unreadable
from providers.aws.evaluate.context import ANYTHING, Context, Shape, Values
from providers.aws.evaluate.layer import Known, Layer
from providers.aws.evaluate.policy import speaking_of
from providers.aws.evaluate.principal import Names, Naming
from providers.aws.evaluate.statement import Statement, names_action, speaks_of
from providers.aws.evaluate.target import Target
from providers.formula import Atom

_ANONYMOUS_TOO = frozenset({"s3", "sqs", "sns"})  # services that take requests nobody signed
LetIn = Mapping[Naming, Answers]


@dataclass(frozen=True, slots=True)
class Request:
    """An action on an ARN, with what the caller chose of the request's keys."""

    action: str
    resource: str
    chosen: Mapping[str, Values] = field(default_factory=dict)

    def known(self, target: Target) -> Known:
        """What is known of the request whoever asks."""
        return {**target.keys, **self.chosen} if self.chosen else target.keys

    def context(self, caller: Caller, target: Target, otherwise: Values | Shape = ANYTHING) -> Context:
        """All that is known of the request of one caller."""
        return Context((self.chosen, target.keys, caller.keys), otherwise)


class Authorizer:
    """The decisions on requests of some callers. Sets of callers (`who`) say whose answers are wanted."""

    def __init__(self, callers: Callers) -> None:
        self.callers = callers
        self.names = Names(callers)
        self._lists: dict[tuple[tuple[str, ...], bool], int] = {}  # the lists of actions that statements have, numbered
        self._speaking: dict[str, tuple[int, int]] = {}  # by action: how many lists were looked at, and those that name it

    def decide(self, target: Target, request: Request, who: int, *, for_everybody: bool = True) -> Answers:
        """Who may. Without `for_everybody` what lets in everybody is left out."""
        known = request.known(target)
        granted = self.granted(target, request, who, for_everybody=for_everybody, known=known)
        if not granted:
            return NOBODY
        granted = both(granted, self.ceilings(target, request, granted.may, known=known))
        if not granted:
            return NOBODY
        denied = self.denied(target, request, granted.may, known=known)
        return both(granted, opposite(denied, granted.may)) if denied else granted

    def layers(self, *targets: Target) -> tuple[Layer, ...]:
        """Every layer that has a say about some targets."""
        callers = self.callers
        own = (callers.identity, callers.denies, callers.boundary, callers.session, *(layer for layer, _ in callers.levels))
        sides = [policies for one in targets for policies in (one.policies, *one.controls, *([one.endpoint] if one.endpoint else []))]
        return (*own, *(callers.layer(policies, allows=allows) for policies in sides for allows in (True, False)))

    def spoken(self, *targets: Target) -> int:
        """The lists of actions in statements that may speak of some targets, as a set."""
        found = 0
        for layer in self.layers(*targets):
            for line in (line for one in targets for line in layer.near(one.arn)):
                of = (line.statement.actions, line.statement.not_actions)
                found |= 1 << self._lists.setdefault(of, len(self._lists))
        return found

    def speaking(self, action: str) -> int:
        """The lists that name an action: two actions that the same lists name are alike."""
        looked, found = self._speaking.get(action, (0, 0))
        for at, (actions, turned) in enumerate(islice(self._lists, looked, None), start=looked):
            found |= (names_action(actions, action) is not turned) << at
        self._speaking[action] = len(self._lists), found
        return found

    def compile(self, *targets: Target) -> None:
        """Has every layer ready, which else it is when it is first asked."""
        self.layers(*targets)
        _ = self.callers.unread, self.callers.unreadable

    def may_ask(self, action: str, *targets: Target) -> int:
        """Those who may be let in to some targets, whatever is asked of a request: all others need not be asked about."""
        callers, found = self.callers, 0
        for target in targets:
            for line in callers.layer(target.policies, allows=True).lines:
                if speaks_of(line.statement, action):
                    found |= any_answer(self._meant(line.statement).values()).may
            for entry in target.entries:
                found |= any_answer(self.names.meant(entry.principals).values()).may
            if not target.needs_policy and target.account:
                found |= callers.accounts.get(target.account, 0) & (callers.identity.says(action) | callers.free)
        return found if action.partition(":")[0] in _ANONYMOUS_TOO else found & ~callers.kinds[CallerKind.ANONYMOUS]

    def granted(self, target: Target, request: Request, who: int, *, for_everybody: bool = True, known: Known | None = None) -> Answers:
        """Who is let in by policies of either side, as far as boundaries and session policies leave that."""
        known = request.known(target) if known is None else known
        callers, action, resource = self.callers, request.action, request.resource
        let_in = self.let_in(target, request, who, for_everybody=for_everybody, known=known) if target.policies or target.entries else {}
        by_name = any_answer(let_in.values())
        home = callers.accounts.get(target.account, 0) & who if target.account else 0
        asking = by_name.may if target.needs_policy else by_name.may | (home & (callers.identity.says(action) | callers.free))
        if not asking:
            return NOBODY
        own = self._own(action, resource, known, asking)
        limit = callers.limit(action, resource, known, (own.may | by_name.may) & asking)
        own = both(own, limit)
        if not let_in:
            return own.only(home & ~callers.free)
        abroad = both(own, by_name).only(who & ~home)
        if not home & asking:
            return abroad
        itself = either(let_in.get(Naming.DIRECT, NOBODY), both(let_in.get(Naming.ROLE, NOBODY), limit))
        by_account = let_in.get(Naming.ACCOUNT, NOBODY)
        free = callers.free
        delegated = by_account if target.needs_policy else Answers((home & ~free) | by_account.yes, by_account.only(free).open)
        return either(abroad, either(itself, both(own, delegated)).only(home))

    def let_in(self, target: Target, request: Request, who: int, *, for_everybody: bool = True, known: Known | None = None) -> LetIn:
        """What the resource's own side allows, by how it names the callers."""
        callers = self.callers
        if target.restricted:
            who &= callers.accounts.get(target.account, 0) | callers.kinds[CallerKind.SERVICE]
        found: dict[Naming, Answers] = {}
        known = request.known(target) if known is None else known
        layer = callers.layer(target.policies, allows=True)
        for line in layer.speaking(request.action, request.resource):
            statement = line.statement
            if not for_everybody and _is_for_everybody(statement):
                continue
            applies = layer.answer(line, request.resource, known)
            for naming, answers in self._meant(statement).items() if applies else ():
                found[naming] = either(found.get(naming, NOBODY), both(applies, answers).only(who))
        for naming, answers in self._beside(target, request, for_everybody=for_everybody):
            found[naming] = either(found.get(naming, NOBODY), answers.only(who))
        return {naming: answers for naming, answers in found.items() if answers}

    def ceilings(self, target: Target, request: Request, who: int, *, known: Known | None = None) -> Answers:
        """What limits callers however much is granted: control policies, the policy of a VPC endpoint, and what was not read."""
        known = request.known(target) if known is None else known
        found = self.callers.ceiling(request.action, request.resource, known, who)
        for words in target.unread:
            found = both(found, said(Atom(words, gap=True), who))
        if target.endpoint is not None:
            found = both(found, self._through_endpoint(target, request, who))
        return found

    def denied(self, target: Target, request: Request, who: int, *, known: Known | None = None) -> Answers:
        """Whom an explicit deny stops, on either side."""
        callers, known = self.callers, request.known(target) if known is None else known
        found = callers.denies.applies(request.action, request.resource, known, who)
        if callers.unreadable:
            found = either(found, callers.unreadable.only(who))
        for policies, bound in self._denying(target, who):
            found = either(found, self._denied_by(policies, request, known, bound & ~found.yes))
            for held in policies:
                if held.policy.problems:
                    found = either(found, said(unreadable(held), bound & ~found.yes))
        return found

    def naming(self, statement: Statement, caller: Caller) -> set[Naming]:
        """How a statement of a resource's policy may mean a caller; by no name: not at all."""
        bit = self.callers.bits[caller.id]
        return {naming for naming, answers in self._meant(statement).items() if answers.may & bit}

    def hits(self, statement: Statement) -> bool:
        """Whether a statement of a resource's policy may mean anybody here."""
        return bool(self._hit(statement, self.callers.everybody))

    def _own(self, action: str, resource: str, known: Known, who: int) -> Answers:
        own = self.callers.identity.applies(action, resource, known, who & ~self.callers.free)
        return Answers(own.yes | (who & self.callers.free), own.open)

    def _denying(self, target: Target, who: int) -> Iterable[tuple[tuple[Held, ...], int]]:
        if target.policies:
            yield target.policies, who
        for level in target.controls:  # service-linked roles are free of resource control policies
            yield level, who & ~self.callers.linked
        if target.endpoint is not None:
            yield target.endpoint, who

    def _denied_by(self, policies: tuple[Held, ...], request: Request, known: Known, who: int) -> Answers:
        layer, found = self.callers.layer(policies, allows=False), NOBODY
        for line in layer.speaking(request.action, request.resource) if who else ():
            applies = layer.answer(line, request.resource, known).only(who & ~found.yes)
            found = either(found, both(applies, self._hit(line.statement, who))) if applies else found
        return found

    def _hit(self, statement: Statement, who: int) -> Answers:
        """Whom a deny means. NotPrincipal spares nobody who has a permissions boundary ("Permissions boundaries for IAM entities")."""
        if statement.principals is None:
            return Answers(who)
        hit = any_answer(self._meant(statement).values())
        return either(hit, Answers(self.callers.bounded)) if statement.not_principals and not statement.allows else hit

    def _through_endpoint(self, target: Target, request: Request, who: int) -> Answers:
        layer, known, found = self.callers.layer(target.endpoint or (), allows=True), request.known(target), NOBODY
        for line in layer.speaking(request.action, request.resource):
            found = either(found, both(layer.answer(line, request.resource, known).only(who), self._hit(line.statement, who)))
        return found

    def _meant(self, statement: Statement) -> LetIn:
        assert statement.principals is not None
        if statement.not_principals:
            return {Naming.DIRECT: opposite(self.names.spared(statement.principals), self.callers.everybody)}
        return self.names.meant(statement.principals)

    def _beside(self, target: Target, request: Request, *, for_everybody: bool) -> Iterable[tuple[Naming, Answers]]:
        for entry in target.entries if request.resource.startswith(target.arn) else ():
            if (entry.actions is None or request.action in entry.actions) and (for_everybody or not entry.principals.everybody):
                signed_in = ~self.callers.kinds[CallerKind.ANONYMOUS] if entry.only_signed_in else -1
                for naming, answers in self.names.meant(entry.principals).items():
                    yield naming, both(answers.only(signed_in), said(entry.condition, self.callers.everybody))


def _is_for_everybody(statement: Statement) -> bool:
    return statement.not_principals or (statement.principals is not None and statement.principals.everybody)


def spoken(policies: Iterable[Held], action: str, *, allows: bool) -> Iterable[tuple[Held, Statement]]:
    """The statements of one effect that are about an action, with where they stand."""
    return ((held, statement) for held in policies for statement in speaking_of(held.policy, action) if statement.allows is allows)
