"""Callers that were not read and that something names: other accounts, their roles, services, federations, everybody.

(IAM User Guide, "AWS JSON policy elements: Principal".)
"""

from collections.abc import Iterator, Mapping

from audit.model.facts import AUTHENTICATED, PUBLIC
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.context import MISSING, Shape, Values
from providers.aws.evaluate.names import Principals, account_of
from providers.aws.evaluate.statement import Statement, condition_values
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import NOT_A_SERVICE, World
from providers.aws.identifiers import Arn, account_uri, uri
from providers.kept import kept

_POSITIVE = frozenset({"stringequals", "stringlike", "arnequals", "arnlike", "stringequalsignorecase"})
_NAMING_KEYS = ("aws:principalaccount", "aws:principalarn", "kms:calleraccount", "s3:dataaccesspointaccount")
_WITHOUT_ACCOUNT: Mapping[str, Values | Shape] = {
    **dict.fromkeys(("aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths", "aws:username"), MISSING),
    **dict.fromkeys(("kms:calleraccount", "aws:principaltag/*"), MISSING),
}
_NOBODY: Mapping[str, Values | Shape] = {
    **NOT_A_SERVICE,
    **_WITHOUT_ACCOUNT,
    "aws:principaltype": ("Anonymous",),
    "aws:userid": ("anonymous",),
}
ANYBODY = Caller(PUBLIC, CallerKind.ANONYMOUS, keys=_NOBODY)


@kept
def somebody(world: World) -> Caller:
    """Anybody who signed in to AWS with an account of no organisation that we know."""
    known = frozenset(world.accounts)
    keys: dict[str, Values | Shape] = {
        **NOT_A_SERVICE,
        "aws:principalorgid": Shape(stranger=True),
        "aws:principalorgpaths": Shape(never=frozenset({f"{world.organisation}/*"})),
        "aws:principalaccount": Shape("????????????", known, stranger=True),
        "kms:calleraccount": Shape("????????????", known, stranger=True),
        "aws:principalarn": Shape("arn:aws*:*::????????????:*", frozenset(f"arn:*:*::{number}:*" for number in known), stranger=True),
    }
    return Caller(AUTHENTICATED, CallerKind.AUTHENTICATED, keys=keys)


def named_by(world: World, target: Target) -> tuple[Caller, ...]:
    """The callers outside what was read that the target's own side names, sorted by id."""
    found: dict[str, Caller] = {}
    for held in target.policies:
        for statement in held.policy.statements:
            if statement.allows and statement.principals is not None:
                found |= {caller.id: caller for caller in _of_statement(world, statement)}
    for entry in target.entries:
        found |= {caller.id: caller for caller in _of_names(world, entry.principals)}
    return tuple(found[name] for name in sorted(found))


def _of_statement(world: World, statement: Statement) -> Iterator[Caller]:
    """Those it names, and where it names everybody those that its conditions pick out."""
    assert statement.principals is not None
    if statement.not_principals:
        return
    yield from _of_names(world, statement.principals)
    if not statement.principals.everybody:
        return
    for key in _NAMING_KEYS:
        for operator, values in condition_values(statement, key).items():
            for value in values if operator in _POSITIVE else ():
                account = value.split(":")[4] if value.count(":") >= 5 else value
                names = ("AWS", value) if value.startswith("arn:") and not set(value) & set("*?$") else ("AWS", account)
                yield from _of_names(world, Principals((names,)))
    for values in condition_values(statement, "aws:principalorgid").values():
        yield from (_organisation(value) for value in values if value.startswith("o-") and value != world.organisation)


def _of_names(world: World, principals: Principals) -> Iterator[Caller]:
    for kind, name in principals.names:
        caller = _outsider(world, kind, name)
        if caller:
            yield caller


def _outsider(world: World, kind: str, name: str) -> Caller | None:
    match kind:
        case "Service":
            keys = {**_WITHOUT_ACCOUNT, "aws:principalisawsservice": ("true",), "aws:principalservicename": (name,)}
            return Caller(f"aws://service/{name}", CallerKind.SERVICE, name, keys=keys)
        case "Federated":
            here = uri(name) if name.count(":") >= 5 else f"aws://federation/{name}"
            account = name.split(":")[4] if name.count(":") >= 5 else ""
            return Caller(here, CallerKind.FEDERATION, name, account, keys=world.account_keys(account) if account else NOT_A_SERVICE)
        case "CanonicalUser":
            known = world.canonical.get(name, "")
            canonical = Caller(f"aws://canonical/{name}", CallerKind.ACCOUNT, name, keys=NOT_A_SERVICE)
            return _account(world, known) if known else canonical
    account = account_of(name)
    return _account(world, account) if account else _named(world, name)


def _account(world: World, number: str) -> Caller | None:
    """Somebody in another account, which lets in whom it wants; none for an account whose identities were read."""
    if number in world.read_accounts:
        return None
    keys = {**world.account_keys(number), "aws:principalarn": Shape(f"arn:aws*:*::{number}:*")}
    return Caller(account_uri(number), CallerKind.ACCOUNT, "", number, unread=_unread(world, number), keys=keys)


def _named(world: World, name: str) -> Caller | None:
    """A user, role or session of another account. One of an account that was read is known, or deleted."""
    try:
        arn = Arn.parse(name)
    except ValueError:
        return None  # the unique id of somebody who was deleted
    if arn.account in world.read_accounts or not arn.account:
        return None
    keys = {**world.account_keys(arn.account), "aws:principalarn": (name,)}
    return Caller(uri(name), CallerKind.NAMED, name, arn.account, unread=_unread(world, arn.account), keys=keys)


def _unread(world: World, number: str) -> tuple[str, ...]:
    """An account of ours whose identities were not read may be bound by policies that we did not see."""
    if world.account(number).organisation:
        return (f"what {account_uri(number)}, which was not read, decides of its own does not forbid it",)
    return ()


def _organisation(name: str) -> Caller:
    keys: dict[str, Values | Shape] = {**NOT_A_SERVICE, "aws:principalorgid": (name,)}
    return Caller(f"aws://{name}", CallerKind.ORGANISATION, keys=keys)
