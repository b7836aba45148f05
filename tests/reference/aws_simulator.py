"""Slow and obvious: what would AWS answer to one request, with full context?

By the flow of the IAM User Guide, step by step: "How AWS enforcement code logic evaluates requests to allow or deny access", "Policy
evaluation for requests within a single account", "Cross-account policy evaluation logic", "Permissions boundaries for IAM entities",
"Session policies"; AWS Organizations User Guide, "Service control policies (SCPs)" and "Resource control policies (RCPs)"; AWS PrivateLink
Guide, "Control access to VPC endpoints using endpoint policies". Nothing is clever here and nothing is undecided: a key that is not in the
context is missing from the request. A request for a pattern of resources is one for each sort of them. A case is plain data: see `aws_cases`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.reference.aws_simulator_conditions import conditions_hold, context_keys
from tests.reference.aws_simulator_patterns import Keys, Pattern, Wild, fits, resource_pattern, tokens
from tests.reference.aws_simulator_principals import Asker, Named, asker, named
from tests.reference.aws_simulator_requests import one_of_each_sort
from tests.reference.aws_simulator_services import (
    WITHOUT_RESOURCE,
    is_bucket,
    is_public,
    is_reserved,
    is_under_rcps,
    needs_its_policy,
)

Document = Mapping[str, Any]
Statement = Mapping[str, Any]
COMPLETED = ("identity", "boundary", "session")  # the kinds of policies in which an incomplete ARN is completed


@dataclass(frozen=True)
class Request:
    who: Asker
    action: str  # in lower case
    resource: str
    account: str  # of the resource
    keys: Keys


def decide(case: Mapping[str, Any]) -> str:
    """Allow, ExplicitDeny or ImplicitDeny. Some of many resources are allowed if one is, and explicitly denied if all are."""
    asked = read_request(case["request"])
    if asked.action == "sts:getcalleridentity" and asked.who.kind != "anonymous":
        return "Allow"  # STS API Reference: no permissions are required, and no policy can deny it
    decisions = {_decide(case, request) for request in _requests(case, asked)}
    if "Allow" in decisions and _is_restricted_bucket(case, asked):
        return "ExplicitDeny"
    return next(one for one in ("Allow", "ImplicitDeny", "ExplicitDeny") if one in decisions)


def _requests(case: Mapping[str, Any], asked: Request) -> Iterator[Request]:
    """The request itself; when it is for a pattern of resources, one for each sort of them that the policies tell apart."""
    if "*" not in asked.resource or asked.action in WITHOUT_RESOURCE:
        yield asked
        return
    told = [
        pattern
        for kind, documents in _documents(case, asked)
        for statement, variables in _statements(documents, asked)
        for pattern in _patterns(statement, variables, kind)
    ]
    wanted = tuple(Wild.RUN if character == "*" else character for character in asked.resource)
    yield from (replace(asked, resource=resource) for resource in one_of_each_sort(wanted, tuple(dict.fromkeys(told))))


def _decide(case: Mapping[str, Any], request: Request) -> str:
    """On one resource, whatever S3 blocks."""
    if any(_denials(case, request)):
        return "ExplicitDeny"
    if not _control_policies_allow(case, request) or not _endpoints_allow(case, request) or not _is_granted(case, request):
        return "ImplicitDeny"
    return "ImplicitDeny" if is_reserved(request.action, request.resource) else "Allow"


def read_request(said: Mapping[str, Any]) -> Request:
    who = asker(said["principal"])
    resource = said["resource"]
    owner = said.get("resource_account") or ([*resource.split(":"), "", "", "", "", ""][4] or who.account)
    return Request(who, said["action"].lower(), resource, owner, context_keys(said.get("context") or {}))


# 1. An explicit deny in any policy that applies ends it.


def _denials(case: Mapping[str, Any], request: Request) -> Iterator[bool]:
    for kind, documents in _documents(case, request):
        for statement, variables in _statements(documents, request):
            if statement["Effect"] == "Deny" and _speaks(statement, request, variables, kind):
                yield kind not in ("resource", "endpoint") or _names(statement, case, request, kind)


def _documents(case: Mapping[str, Any], request: Request) -> Iterator[tuple[str, Sequence[Document]]]:
    """The policies that apply to the request, by kind."""
    if request.who.has_identity:
        yield "identity", case.get("identity_policies") or []
        yield "boundary", case.get("boundaries") or []
        yield "session", _listed(case.get("session_policy"))
    if _is_under_scps(request):
        yield "scp", [document for level in case.get("scps") or [] for document in level]
    if _is_under_rcps(request):
        yield "rcp", [document for level in case.get("rcps") or [] for document in level]
    yield "endpoint", case.get("vpce_policies") or []
    yield "resource", _listed(case.get("resource_policy"))


def _is_under_scps(request: Request) -> bool:
    """SCPs bind the principals of an account, its root too, but no service and no service-linked role."""
    return request.who.has_identity and not request.who.is_service_linked


def _is_under_rcps(request: Request) -> bool:
    """RCPs bind whoever asks, services too, but no service-linked role."""
    return is_under_rcps(request.action, request.resource) and not request.who.is_service_linked


# 2. Every level of control policies, and the endpoint on the way, must allow.


def _control_policies_allow(case: Mapping[str, Any], request: Request) -> bool:
    """RCPFullAWSAccess can't be detached: RCPs only deny. SCPs that are in force allow at every level."""
    return not _is_under_scps(request) or all(_any_allow(level, request, "scp") for level in case.get("scps") or [])


def _endpoints_allow(case: Mapping[str, Any], request: Request) -> bool:
    documents = case.get("vpce_policies") or []
    return not documents or any(
        one["Effect"] == "Allow" and _speaks(one, request, variables, "endpoint") and _names(one, case, request, "endpoint")
        for one, variables in _statements(documents, request)
    )


# 3. The resource's policy and the principal's own.


def _is_granted(case: Mapping[str, Any], request: Request) -> bool:
    how = _resource_grants(case, request)
    if not request.who.has_identity:
        return bool(how)
    within = _is_within(case, request)
    own = within and (request.who.kind == "root" or _any_allow(case.get("identity_policies") or [], request, "identity"))
    if request.who.kind == "root" and request.action == "sts:assumerole":
        return False  # STS API Reference, "AssumeRole": not with the credentials of the root user
    if request.who.account != request.account:
        return own and bool(how)
    if how & {Named.SELF, Named.EVERYONE}:
        return True  # granted to the user or session itself: no implicit deny limits it
    if Named.ORIGIN in how:
        return within  # granted to the role: boundary and session policy limit it
    return own and (Named.ACCOUNT in how or not needs_its_policy(request.action, request.resource))


def _resource_grants(case: Mapping[str, Any], request: Request) -> set[Named]:
    found: set[Named] = set()
    for one, variables in _statements(_listed(case.get("resource_policy")), request):
        if one["Effect"] == "Allow" and _speaks(one, request, variables, "resource"):
            found |= named(one, request.who, bounded=False)
    return found


def _is_within(case: Mapping[str, Any], request: Request) -> bool:
    """The boundary and the session policy; a federated user's session without a session policy has no permissions of its own."""
    boundaries, session = case.get("boundaries") or [], _listed(case.get("session_policy"))
    in_boundary = not boundaries or request.who.kind == "root" or _any_allow(boundaries, request, "boundary")
    return in_boundary and (_any_allow(session, request, "session") if session else request.who.kind != "federated")


# 4. S3 blocks public access.


def _is_restricted_bucket(case: Mapping[str, Any], request: Request) -> bool:
    """RestrictPublicBuckets: a bucket with a public policy is for its own account and for services."""
    said = (case.get("settings") or {}).get("s3BlockPublicAccess")
    is_on = said.get("RestrictPublicBuckets") if isinstance(said, Mapping) else said
    if is_on is not True or not request.action.startswith("s3:"):
        return False
    outside = request.who.account != request.account and request.who.kind != "service"
    policy = [one for one, _ in _statements(_listed(case.get("resource_policy")), request)]
    return outside and is_bucket(request.resource) and is_public(policy)


# One statement.


def _statements(documents: Sequence[Document], request: Request) -> Iterator[tuple[Statement, Keys | None]]:
    """Those that are well formed, with the keys for their variables: none before version 2012-10-17."""
    for document in documents:
        variables = request.keys if document.get("Version") == "2012-10-17" else None
        said = document.get("Statement") or []
        for statement in said if isinstance(said, list) else [said]:
            if isinstance(statement, Mapping) and statement.get("Effect") in ("Allow", "Deny"):
                yield statement, variables


def _any_allow(documents: Sequence[Document], request: Request, kind: str) -> bool:
    return any(one["Effect"] == "Allow" and _speaks(one, request, variables, kind) for one, variables in _statements(documents, request))


def _names(statement: Statement, case: Mapping[str, Any], request: Request, kind: str) -> bool:
    if kind == "endpoint" and not {"Principal", "NotPrincipal"} & set(statement):
        return True
    bounded = bool(case.get("boundaries")) and request.who.has_identity and kind == "resource"
    return bool(named(statement, request.who, bounded=bounded))


def _speaks(statement: Statement, request: Request, variables: Keys | None, kind: str) -> bool:
    return (
        _is_about(statement, request.action)
        and _is_on(statement, request, variables, kind)
        and conditions_hold(statement.get("Condition"), request.keys, variables)
    )


def _is_about(statement: Statement, action: str) -> bool:
    if "Action" in statement:
        return any(_action_fits(one, action) for one in _listed(statement["Action"]))
    return "NotAction" in statement and not any(_action_fits(one, action) for one in _listed(statement["NotAction"]))


def _action_fits(said: str, action: str) -> bool:
    """Service and name ignore case; wildcards stand in the name only."""
    service, _, name = action.partition(":")
    wanted, _, pattern = said.lower().partition(":")
    return set(said) == {"*"} or (wanted == service and fits(tokens(pattern, None) or (), name))


def _is_on(statement: Statement, request: Request, variables: Keys | None, kind: str) -> bool:
    """A trust policy or another policy of a single resource may leave Resource out."""
    named = any(fits(pattern, request.resource) for pattern in _patterns(statement, variables, kind))
    return named is not _turns_resources(statement)


def _patterns(statement: Statement, variables: Keys | None, kind: str) -> list[Pattern]:
    said = _listed(statement.get("NotResource" if _turns_resources(statement) else "Resource", "*"))
    texts = [one for one in said if isinstance(one, str)]
    return [pattern for one in texts if (pattern := resource_pattern(one, variables, complete=kind in COMPLETED)) is not None]


def _turns_resources(statement: Statement) -> bool:
    return "NotResource" in statement and "Resource" not in statement


def _listed(said: Any) -> list[Any]:
    return [] if said is None else said if isinstance(said, list) else [said]
