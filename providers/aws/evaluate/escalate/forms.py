"""What a caller could make of itself: with more permissions, in another group, without what limits it, or as a principal of its own making.

One step can open the next: who may edit its own policy may soon remove its own boundary.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.model.facts import PrincipalKind
from providers.aws import kinds
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.escalate.alone import alone, has_a_say
from providers.aws.evaluate.escalate.taking import Aim, Taken, any_way, becoming, is_editable, known_of, take, taking_on
from providers.aws.evaluate.escalate.way import Gives, On
from providers.aws.evaluate.escalate.ways import WAYS
from providers.aws.evaluate.policy import Policy, parse
from providers.aws.evaluate.world import World
from providers.aws.identifiers import account_uri
from providers.aws.kinds import AttachmentKind
from providers.formula import FALSE, TRUE, Formula, all_of, any_of
from providers.kept import kept

_EVERYTHING: Policy = parse('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', AttachmentKind.IDENTITY)
_WAYS = {gives: tuple(way for way in WAYS if way.gives is gives) for gives in Gives}
_OF_ANOTHER = ("aws:resourcetag/", "iam:resourcetag/", "iam:permissionsboundary")
_GIFTS = frozenset(action for way in _WAYS[Gives.PERMISSIONS] for action in way.actions)
CHANGING = tuple(way for way in WAYS if way.gives not in (Gives.USER, Gives.ROLE))


@dataclass(frozen=True, slots=True)
class Form:
    """A caller as it is, or as it could make itself: what must hold, and the steps. `anything`: it has given itself all permissions."""

    caller: Caller
    formula: Formula = TRUE
    steps: tuple[Taken, ...] = ()
    anything: bool = False

    @property
    def is_free(self) -> bool:
        """Whether nothing of its own side limits it any more."""
        return self.anything and not self.caller.boundary and len(self.caller.identity or ()) == 1


def with_everything(caller: Caller) -> Caller:
    """The caller after it gave itself all permissions: denies, boundary and control policies still bind it."""
    denies = tuple(held for held in caller.identity or () if _denies(held))
    return replace(caller, identity=(*denies, Held(_EVERYTHING, "a policy that it gives itself", caller.id)))


@kept
def forms(world: World, caller: Caller) -> tuple[Form, ...]:
    """The caller as it is, then all that it could make of itself; the mightiest alone when that asks for no condition."""
    start = Form(caller)
    found = {_looks(start): start}
    free: set[Formula] = set()  # on what it could be bound by nothing: what else it could be then is no more
    queue = deque(found)
    while queue:
        form = found[queue.popleft()]
        for step in _steps(world, form, free):
            if step.formula is TRUE and step.is_free:
                return (start, step)
            looks = _looks(step)
            known = found.get(looks)
            formula = any_of(known.formula, step.formula) if known else step.formula
            if formula is not FALSE and not _is_no_more(formula, free) and (known is None or formula != known.formula):
                plainest = step if known is None or step.formula is TRUE else known
                found[looks] = replace(plainest, formula=formula)
                queue.append(looks)
                free |= {formula} if step.is_free else set()
    return tuple(found.values())


def _looks(form: Form) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    return form.caller.identity or (), form.caller.boundary


def _is_no_more(formula: Formula, free: set[Formula]) -> bool:
    """Whether what must hold is at least what makes it free of everything."""
    return any(all_of(formula, one) == formula for one in free)


def _steps(world: World, form: Form, free: set[Formula]) -> Iterator[Form]:
    if form.is_free:
        return
    caller = form.caller
    if not form.anything:
        gift = _any(world, caller, Gives.PERMISSIONS, _aim(world, caller))
        if gift:
            yield _onward(form, with_everything(caller), gift, anything=True)
    maker = _any(world, caller, Gives.NEWCOMER, Aim())
    if maker:
        yield _onward(form, with_everything(replace(caller, identity=(), boundary=())), maker, anything=True)
    if not form.steps and caller.kind is CallerKind.USER:
        yield from _joined(world, form)
    yield from _loosened(world, form)
    if not form.anything:
        yield from _through_others(world, form, free)


def _any(world: World, caller: Caller, gives: Gives, aim: Aim) -> Taken | None:
    return any_way(take(world, caller, way, aim) for way in _WAYS[gives])


def _onward(form: Form, caller: Caller, *taken: Taken, anything: bool) -> Form:
    return Form(caller, all_of(form.formula, *(one.formula for one in taken)), (*form.steps, *taken), anything)


def _aim(world: World, subject: Caller) -> Aim:
    """Where the permissions of a principal can be changed."""
    if not is_editable(subject.arn):
        return Aim()
    places = {
        On.SUBJECT: (subject.arn,),
        On.ITS_GROUP: tuple(_group_arn(subject, group) for group in world.groups.get(subject.id, ())),
        On.ITS_POLICY: _customers(subject, subject.identity or ()),
        On.ITS_BOUNDARY: _customers(subject, subject.boundary),
    }
    return Aim(places, known_of(subject))


def _customers(subject: Caller, policies: tuple[Held, ...]) -> tuple[str, ...]:
    """The managed policies that are the account's own, by ARN."""
    return tuple(held.name for held in policies if held.name.startswith("arn:") and f":iam::{subject.account}:policy/" in held.name)


def _group_arn(subject: Caller, group: str) -> str:
    return f"arn:{subject.arn.split(':')[1]}:iam::{subject.account}:{group.removeprefix(f'{account_uri(subject.account)}/iam/')}"


def _joined(world: World, form: Form) -> Iterator[Form]:
    """In another group: as the groups' policies are united into their users, joining one is getting its policies."""
    caller = form.caller
    if not has_a_say(world, caller, "iam:AddUserToGroup"):
        return
    for one in world.principals.values():
        arn, policies = one.attribute(kinds.ARN), world.held(one.id, AttachmentKind.IDENTITY)
        is_new = (
            one.kind is PrincipalKind.GROUP and f":iam::{caller.account}:group/" in arn and one.id not in world.groups.get(caller.id, ())
        )
        joined = _any(world, caller, Gives.GROUP, Aim({On.GROUP: (arn,)})) if is_new and policies else None
        if joined:
            yield _onward(form, replace(caller, identity=(*(caller.identity or ()), *policies)), joined, anything=False)


def _through_others(world: World, form: Form, free: set[Formula]) -> Iterator[Form]:
    """As another that it can give permissions and become: who may edit a role that it may take on has what it writes there."""
    caller = form.caller
    if not any(has_a_say(world, caller, action) for action in _GIFTS):
        return
    known: dict[tuple[object, ...], Formula] = {}  # those whom the caller's policies do not tell apart can be given the same
    for other in world.callers.values():
        if other.account != caller.account or other.id == caller.id:
            continue
        aim = _aim(world, other)
        sort = _sort(world, caller, other, aim)
        if sort not in known:
            found = _any(world, caller, Gives.PERMISSIONS, aim)
            known[sort] = all_of(form.formula, found.formula) if found else FALSE
        if known[sort] is FALSE or _is_no_more(known[sort], free):
            continue
        gift = _any(world, caller, Gives.PERMISSIONS, aim)
        reached = any_way(_ways_into(world, caller, other), gift.formula) if gift else None
        if gift and reached:
            yield _onward(form, with_everything(other), gift, reached, anything=True)


def _sort(world: World, caller: Caller, other: Caller, aim: Aim) -> tuple[object, ...]:
    """What the caller's policies can tell of another: which statements speak of it, and what they ask of its tags and boundary."""
    layers = [layer for layer in alone(world, caller).layers() if layer.lines]
    about = tuple((on, tuple(id(line) for layer in layers for line in layer.about(arn))) for on, arns in aim.places.items() for arn in arns)
    asked = {key for layer in layers for line in layer.lines for key in line.keys if key.startswith(_OF_ANOTHER)}
    return (other.kind, about, tuple(aim.known.get(key) for key in sorted(asked)))


def _ways_into(world: World, caller: Caller, other: Caller) -> Iterator[Taken | None]:
    yield taking_on(world, caller, other)
    yield from becoming(world, caller, other)


def _loosened(world: World, form: Form) -> Iterator[Form]:
    """Without its boundary; without the policies that deny it something."""
    caller = form.caller
    if caller.boundary:
        unbound = _any(world, caller, Gives.UNBOUND, _aim(world, caller))
        if unbound:
            yield _onward(form, replace(caller, boundary=()), unbound, anything=form.anything)
    shed = {held: taken for held in caller.identity or () if _denies(held) and (taken := _shed(world, caller, held))}
    sure = {held: taken for held, taken in shed.items() if taken.formula is TRUE}
    for gone in (sure, shed):
        left = tuple(held for held in caller.identity or () if held not in gone and held.holder not in _left(gone))
        if gone:
            yield _onward(form, replace(caller, identity=left), *gone.values(), anything=form.anything)


def _left(gone: dict[Held, Taken]) -> frozenset[str]:
    """The groups that it leaves: with what they deny it loses what they allow."""
    return frozenset(held.holder for held, taken in gone.items() if taken.way.needs[0].on is On.DENYING_GROUP)


def _shed(world: World, caller: Caller, held: Held) -> Taken | None:
    """How it could be rid of a policy that denies it something."""
    own, managed = held.holder == caller.id, held.name.startswith("arn:")
    holder = caller.arn if own else _group_arn(caller, held.holder)
    places = {
        On.ATTACHED_DENY if managed else On.INLINE_DENY: (holder,) if is_editable(holder) else (),
        On.DENYING_POLICY: _customers(caller, (held,)),
        On.DENYING_GROUP: () if own else (holder,),
    }
    named = {"iam:policyarn": (held.name,)} if managed else {}
    return _any(world, caller, Gives.UNDENIED, Aim(places, {**(known_of(caller) if own else {}), **named}))


def _denies(held: Held) -> bool:
    return any(not statement.allows for statement in held.policy.statements)
