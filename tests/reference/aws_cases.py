"""Small random cases of one request and the policies that apply to it, as plain data, over alphabets so small that things collide often.

A case: {"name", "request": {"principal", "action", "resource", "resource_account", "context"}, "identity_policies": [document], "boundaries":
[document], "session_policy": document, "resource_policy": document, "scps": [[document]], "rcps": [[document]] (one list for each level, root
first), "vpce_policies": [document], "settings": {"s3BlockPublicAccess": bool}}; all but name and request may be left out. The context is
full: a key that is not there is missing from the request.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")
OWN, OTHER = "111122223333", "444455556666"
SESSION = f"arn:aws:sts::{OWN}:assumed-role/worker/anna"
PRINCIPALS = (
    *(f"arn:aws:iam::{account}:user/{name}" for account in (OWN, OTHER) for name in ("anna", "Anna")),
    *(f"arn:aws:iam::{account}:role/team/worker" for account in (OWN, OTHER)),
    *(f"arn:aws:sts::{account}:assumed-role/worker/{name}" for account in (OWN, OTHER) for name in ("anna", "ben")),
    SESSION,
    SESSION,
    f"arn:aws:iam::{OWN}:root",
    f"arn:aws:iam::{OTHER}:root",
    f"arn:aws:sts::{OWN}:federated-user/anna",
    f"arn:aws:sts::{OTHER}:federated-user/anna",
    f"arn:aws:sts::{OWN}:assumed-role/AWSServiceRoleForBackup/backup",
    f"arn:aws:iam::{OWN}:saml-provider/office",
    "lambda.amazonaws.com",
    "accounts.google.com",
    "anonymous",
)
NAMES: tuple[dict[str, Any] | str, ...] = (
    *({"AWS": one} for one in PRINCIPALS if one.startswith("arn:aws:")),
    {"AWS": f"arn:aws:iam::{OWN}:role/worker"},
    {"AWS": OWN},
    {"AWS": [f"arn:aws:iam::{OTHER}:root", f"arn:aws:iam::{OWN}:user/anna"]},
    {"AWS": f"arn:aws:iam::{OWN}:user/*"},
    {"AWS": "AIDACKCEVSQ6C2EXAMPLE"},
    {"Service": ["lambda.amazonaws.com", "sns.amazonaws.com"]},
    {"Federated": f"arn:aws:iam::{OWN}:saml-provider/office"},
    {"Federated": "accounts.google.com"},
    {"AWS": "*"},
    "*",
)

BUCKET, KEY = "arn:aws:s3:::orders", f"arn:aws:kms:eu-west-1:{OWN}:key/1f6c"
QUEUE, SECRET = f"arn:aws:sqs:eu-west-1:{OWN}:orders", f"arn:aws:secretsmanager:eu-west-1:{OWN}:secret:orders/db-a1b2c3"
ROLE = f"arn:aws:iam::{OWN}:role/team/worker"
# A request's action and resource, and resources as policies write them: some of them fit.
TARGETS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "s3:GetObject",
        f"{BUCKET}/eu/1",
        (f"{BUCKET}/*", f"{BUCKET}/eu/1", f"{BUCKET}/${{aws:PrincipalTag/team}}/*", "arn:aws:s3:::o*s/??/1"),
    ),
    ("s3:GetObject", f"{BUCKET}/eu/1", (f"{BUCKET}/${{aws:PrincipalTag/team, 'eu'}}/*", f"{BUCKET}/EU/*", f"{BUCKET}", "arn:aws:s3:*")),
    ("s3:PutObject", f"{BUCKET}/eu/1", (f"{BUCKET}/*", f"{BUCKET}/us/*", "arn:aws:s3:::*", f"{BUCKET}/${{*}}/1")),
    ("s3:PutObject", f"{BUCKET}/*", (f"{BUCKET}/*", f"{BUCKET}/eu/*", f"{BUCKET}*", "arn:aws:s3:::*/1")),
    ("s3:ListBucket", BUCKET, (BUCKET, f"{BUCKET}/*", "arn:aws:s3:::order?", "arn:aws:s3")),
    ("s3:ListAllMyBuckets", "*", ("arn:aws:s3:::*", "*", "*", BUCKET)),
    ("kms:Decrypt", KEY, (KEY, f"arn:aws:kms:*:{OWN}:key/*", f"arn:aws:kms:*:{OTHER}:key/*", "*")),
    ("kms:ListKeys", "*", (KEY, "*", "*", "arn:aws:kms:*")),
    ("kms:DeleteAlias", f"arn:aws:kms:eu-west-1:{OWN}:alias/aws/s3", (f"arn:aws:kms:*:{OWN}:alias/*", "*", "*", KEY)),
    ("sts:AssumeRole", ROLE, (ROLE, f"arn:aws:iam::{OWN}:role/*", "arn:aws:iam::*:role/team/*", f"arn:aws:iam::{OTHER}:role/*")),
    ("sts:AssumeRoleWithSAML", ROLE, (ROLE, f"arn:aws:iam::{OWN}:role/worker", "*", "arn:aws:iam::*:*/worker")),
    ("sts:GetCallerIdentity", "*", ("*", "*", ROLE, "arn:aws:iam::*")),
    ("sqs:SendMessage", QUEUE, (QUEUE, "arn:aws:sqs", f"arn:aws:sqs:eu-west-1:{OWN}:${{aws:username}}", "arn:aws:sqs:*:orders")),
    ("sqs:ReceiveMessage", QUEUE, (f"arn:aws:sqs:eu-*:{OWN}:*", "arn:aws:sqs:eu-west-?:*:orders", f"arn:aws:sqs:us-*:{OWN}:*", "*")),
    ("secretsmanager:GetSecretValue", SECRET, (f"arn:aws:secretsmanager:*:{OWN}:secret:orders/*", "*", SECRET, "arn:aws:secretsmanager:*")),
    ("iam:GetRole", ROLE, (ROLE, "*", f"arn:aws:iam::{OWN}:role/${{aws:username}}", f"arn:aws:iam::{OWN}:*")),
    ("iam:DeletePolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", ("*", "arn:aws:iam::aws:policy/*", ROLE, "arn:aws:iam::*")),
)

MOMENTS = ("2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z", "2026-06-01T14:00:00+02:00", "2026-12-31")
SECONDS = ("1767225600", "1780315200", "1798675200")
ARNS = (f"arn:aws:iam::{OWN}:role/team/worker", f"arn:aws:iam::{OWN}:user/anna", f"arn:aws:sqs:eu-west-1:{OWN}:a:b")
ORDERS = ("LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals", "Equals", "NotEquals")
STRING = ("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase")
ARN = ("ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals")
# A key, the operators for it, its values in requests, and what policies hold beside those.
KEYS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    ("aws:PrincipalTag/team", STRING, ("eu", "us", "EU", "e*"), ("e*", "?u", "${*}", "e${*}", "${aws:username}", "${aws:username, 'eu'}")),
    ("aws:username", STRING, ("anna", "orders", "eu"), ("a*", "${aws:PrincipalTag/team}", "Anna")),
    ("aws:PrincipalOrgID", ("StringEquals", "StringNotEquals"), ("o-1", "o-2"), ("o-*",)),
    ("s3:prefix", ("StringLike", "StringNotLike", "StringEquals"), ("eu/", "us/1"), ("eu/*", "*", "${aws:PrincipalTag/team}/")),
    (
        "aws:PrincipalArn",
        ARN,
        ARNS,
        (f"arn:aws:iam::{OWN}:*", "arn:aws:iam::*:role/*", f"arn:aws:iam::{OWN}:user/${{aws:username}}", "anna"),
    ),
    ("aws:SourceArn", ARN, ARNS, ("arn:aws:sqs:*:b", f"arn:aws:sqs:*:{OWN}:*", f"arn:aws:sqs:eu-west-?:{OWN}:a*", "arn:aws:sqs:*:*:*:b")),
    (
        "aws:SourceIp",
        ("IpAddress", "NotIpAddress"),
        ("10.1.2.3", "203.0.113.9", "2001:db8::1"),
        ("10.0.0.0/8", "2001:db8::/32", "0.0.0.0/1"),
    ),
    ("aws:SecureTransport", ("Bool",), ("true", "false"), ("TRUE", "maybe")),
    ("aws:MultiFactorAuthPresent", ("Bool",), ("true", "false"), ()),
    ("s3:max-keys", tuple(f"Numeric{one}" for one in ORDERS), ("5", "10", "10.0"), ("7.5", "-1")),
    ("aws:CurrentTime", tuple(f"Date{one}" for one in ORDERS), MOMENTS, ("2026", "2026-06")),
    ("aws:EpochTime", tuple(f"Date{one}" for one in ORDERS), SECONDS, MOMENTS),
    ("kms:RecipientAttestation:PCR0", ("BinaryEquals",), ("YWJj", "ZGVm"), ()),
)
SETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("aws:TagKeys", ("team", "cost", "Team")),
    ("aws:PrincipalOrgPaths", ("o-1/r-1/ou-1/", "o-1/r-1/ou-2/")),
    ("aws:CalledVia", ("athena.amazonaws.com",)),
)


def some_case(random: Random) -> dict[str, Any]:
    """A case in which each layer is there now and then, and mostly lets the request through, so that any may decide."""
    principal = random.choice(PRINCIPALS)
    is_provider = principal.startswith("accounts.") or ":saml-provider/" in principal
    action, resource, resources = random.choice([one for one in TARGETS if not is_provider or one[0] == "sts:AssumeRoleWithSAML"])
    maker = _Maker(random, principal, action, resources)
    request = {"principal": principal, "action": maker.cased(action), "resource": resource, "context": maker.context()}
    request["resource_account"] = OTHER if resource.startswith("arn:aws:s3") and random.random() < 0.2 else OWN
    case: dict[str, Any] = {"name": f"{principal} {action}", "request": request}
    if ":" in principal and not is_provider:
        case["identity_policies"] = maker.documents(random.choice((0, 1, 1, 1, 2)), maker.plain)
    if random.random() < (0.8 if action.startswith(("sts:", "kms:")) else 0.6):
        case["resource_policy"] = maker.document(maker.with_principal)
    return case | _layers(maker, action)


def _layers(maker: "_Maker", action: str) -> dict[str, Any]:
    random = maker.random
    layers: dict[str, Any] = {}
    if "/" in maker.principal and ":saml-provider/" not in maker.principal and random.random() < 0.3:
        layers["boundaries"] = maker.documents(random.choice((0, 1, 1, 1)), maker.ceiling)
    if maker.principal.startswith("arn:aws:sts") and random.random() < 0.5:
        layers["session_policy"] = maker.document(maker.ceiling)
    if random.random() < 0.25:
        layers["scps"] = [maker.documents(random.choice((1, 1, 1, 2)), maker.ceiling) for _ in range(random.randint(0, 3))]
    if random.random() < 0.25:
        layers["rcps"] = [maker.documents(random.randint(0, 1), maker.resource_denial) for _ in range(random.randint(0, 3))]
    if random.random() < 0.12:
        layers["vpce_policies"] = maker.documents(random.randint(0, 2), maker.of_endpoint)
    if action.startswith("s3:") and random.random() < 0.4:
        layers["settings"] = {"s3BlockPublicAccess": random.random() < 0.8}
    return layers


class _Maker:
    """Makes the parts of one case."""

    def __init__(self, random: Random, principal: str, action: str, resources: Sequence[str]) -> None:
        self.random, self.principal, self.action, self.resources = random, principal, action, resources
        self.easy = random.random() < 0.4  # most statements speak of the request, so that what limits them decides

    def documents(self, number: int, statement: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
        return [self.document(statement) for _ in range(number)]

    def document(self, statement: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        said = [statement() for _ in range(self.random.choice((1, 1, 2)))]
        version = self.random.choice(("2012-10-17",) * 12 + ("2008-10-17", None))
        document: dict[str, Any] = {} if version is None else {"Version": version}
        return document | {"Statement": said[0] if len(said) == 1 and self.random.random() < 0.2 else said}

    def plain(self) -> dict[str, Any]:
        return self._statement(denying=0.12)

    def ceiling(self) -> dict[str, Any]:
        """Of a boundary, a session policy or an SCP: often everything."""
        if self.random.random() < 0.5:
            return {"Effect": "Allow", "Action": "*", "Resource": "*"}
        if self.easy and self.random.random() < 0.5:
            return {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}
        return self._statement(denying=0.15)

    def resource_denial(self) -> dict[str, Any]:
        return self._statement(denying=1) | {"Principal": "*"}

    def of_endpoint(self) -> dict[str, Any]:
        return self.ceiling() | ({} if self.random.random() < 0.5 else {"Principal": "*"})

    def with_principal(self) -> dict[str, Any]:
        statement = self._statement(denying=0.15)
        if self.random.random() < 0.04:
            return statement
        element = "NotPrincipal" if self.random.random() < 0.08 else "Principal"
        if statement["Action" if "Action" in statement else "NotAction"] == "sts:AssumeRole":
            statement.pop("Resource", None)
        return statement | {element: self._own_name() if self.random.random() < (0.8 if self.easy else 0.5) else self.random.choice(NAMES)}

    def _own_name(self) -> dict[str, Any] | str:
        """The asker by itself, by its role or user, or by its account."""
        who, account = self.principal, self.principal.split(":")[4:5]
        if not account:
            kind = {"lambda.amazonaws.com": "Service", "accounts.google.com": "Federated"}.get(who)
            return {kind: who} if kind else "*"
        if ":saml-provider/" in who:
            return {"Federated": who}
        role, user = f"arn:aws:iam::{account[0]}:role/team/worker", f"arn:aws:iam::{account[0]}:user/anna"
        origin = role if "assumed-role" in who else user if "federated" in who else who
        return {"AWS": self.random.choice((who, [who], origin, f"arn:aws:iam::{account[0]}:root", account[0]))}

    def _statement(self, denying: float) -> dict[str, Any]:
        random = self.random
        statement: dict[str, Any] = {"Effect": "Deny" if random.random() < denying else "Allow"}
        if self.easy and denying < 1 and random.random() < 0.8:
            return statement | {"Action": random.choice(("*", self.action)), "Resource": random.choice(("*", "*", self.resources[0]))}
        statement |= self._negatable("Action", self._actions())
        statement |= self._negatable("Resource", self._resources())
        while random.random() < 0.25:
            statement.setdefault("Condition", {}).update(self._condition())
        return statement

    def _negatable(self, element: str, listed: list[str]) -> dict[str, Any]:
        said = listed[0] if len(listed) == 1 and self.random.random() < 0.7 else listed
        return {f"Not{element}" if self.random.random() < 0.06 else element: said}

    def _actions(self) -> list[str]:
        service, _, name = self.action.partition(":")
        own = (self.action, f"{service}:*", f"{service}:{name[:3]}*", f"{service}:{name[:-1]}?", f"{service}:*{name[4:]}", "*")
        others = (f"{service}:Put*", f"{service}:{name[:-1]}", "s3:GetObject", "kms:*", f"{service}:{name} ", f"{service}:")
        return [self.cased(self.random.choice(own if self.random.random() < 0.85 else others)) for _ in range(self._few())]

    def _resources(self) -> list[str]:
        return ["*" if self.random.random() < 0.3 else self.random.choice(self.resources) for _ in range(self._few())]

    def _few(self) -> int:
        return self.random.choice((1, 1, 1, 2))

    def cased(self, action: str) -> str:
        return self.random.choice((action.upper(), action.lower())) if self.random.random() < 0.06 else action

    def context(self) -> dict[str, Any]:
        random = self.random
        context: dict[str, Any] = {key: random.choice(values) for key, _, values, _ in KEYS if random.random() < 0.6}
        for key, values in SETS:
            if random.random() < 0.5:
                context[key] = [one for one in values if random.random() < 0.5]
        if random.random() < 0.05 and "s3:prefix" in context:
            context["s3:prefix"] = ""
        return {key.upper() if random.random() < 0.02 else key: value for key, value in context.items()}

    def _condition(self) -> dict[str, Any]:
        random = self.random
        if random.random() < 0.1:
            return {"Null": {random.choice((*KEYS, *SETS))[0]: random.choice(("true", "false"))}}
        if random.random() < 0.2:
            key, values = random.choice(SETS)
            over = random.choice(("ForAllValues:", "ForAllValues:", "ForAnyValue:", "ForAnyValue:", ""))
            return {over + random.choice(STRING) + self._if_exists(): {key: self._some((*values, "t*", "o-1/*"))}}
        key, operators, values, more = random.choice(KEYS)
        over = random.choice(("ForAllValues:", "ForAnyValue:")) if random.random() < 0.06 else ""
        return {over + random.choice(operators) + self._if_exists(): {key: self._some((*values, *values, *more))}}

    def _if_exists(self) -> str:
        return "IfExists" if self.random.random() < 0.15 else ""

    def _some(self, values: Sequence[T]) -> T | list[T]:
        return (
            self.random.choice(values)
            if self.random.random() < 0.5
            else [self.random.choice(values) for _ in range(self.random.randint(1, 3))]
        )
