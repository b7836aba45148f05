"""An organisation in AWS made up from a seed: any number of roles and buckets, as facts and as plain documents for other engines.

As in real ones, most statements are not about S3, and roles share managed policies. There are boundaries, three levels of control policies,
and buckets whose policies let in and shut out by account, organisation, network, tag and name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from audit.runs.memory import MemoryFacts
from tests.reference import aws_worlds
from tests.reference.aws_worlds import OWN, World

Document = Mapping[str, Any]
TEAMS = (
    *("orders", "payroll", "care", "search", "stock", "returns", "fraud", "mail", "ads", "prices"),
    *("images", "courses", "events", "claims", "visits", "press", "rents", "tickets", "scores", "routes"),
)
_USES = ("data", "raw", "exports", "logs", "backup", "reports", "media", "models")
_DUTIES = ("engineer", "analyst", "platform", "service", "support")
_UNITS = ("ou-work", "ou-data", "ou-sandbox")

# A policy is a name and below it its statements: effect, actions, `on` resources (a bucket without its prefix), `to` principals (an account
# for its root), `if` conditions joined by `&`, their values kept apart by `|`. `not` turns a list round. Capitals are filled in.
_ON_OTHER_SERVICES = """
observability
  allow logs:* xray:* cloudwatch:Get* cloudwatch:List* on *
  allow sns:Publish on arn:aws:sns:*:*:alarms-${aws:PrincipalTag/team}
compute
  allow ec2:Describe* autoscaling:Describe* on *
  allow ec2:StartInstances ec2:StopInstances on arn:aws:ec2:*:*:instance/* if StringEquals aws:ResourceTag/team=${aws:PrincipalTag/team}
  deny ec2:RunInstances on arn:aws:ec2:*:*:instance/* if StringNotLike ec2:InstanceType=t3.*|m7g.*
identities
  allow iam:Get* iam:List* on *
  allow iam:PassRole on arn:aws:iam::*:role/batch-* if StringEquals iam:PassedToService=ecs-tasks.amazonaws.com
  deny iam:CreateUser iam:CreateAccessKey on *
deployment
  allow cloudformation:Describe* cloudformation:CreateChangeSet on *
  allow lambda:UpdateFunctionCode on arn:aws:lambda:*:*:function:${aws:PrincipalTag/team}-*
  allow ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:GetAuthorizationToken on *
  deny cloudformation:DeleteStack on * if BoolIfExists aws:MultiFactorAuthPresent=false
"""
_OF_A_TEAM = """
TEAM-reader
  allow s3:ListBucket on team-TEAM-* if StringLike s3:prefix=|20*|public/*|home/${aws:PrincipalTag/team}/*
  allow s3:Get* on team-TEAM-*/*
  allow s3:GetObject on team-*-reports/* if StringEquals s3:ExistingObjectTag/team=${aws:PrincipalTag/team}
TEAM-writer
  allow s3:ListBucket* s3:GetBucketLocation on team-TEAM-*
  allow s3:GetObject s3:PutObject s3:PutObjectAcl s3:DeleteObject on team-TEAM-*/* if IpAddress aws:SourceIp=203.0.113.0/24|2001:db8:1::/48
  deny s3:PutObject* s3:DeleteObject* on team-TEAM-*-backup/* if BoolIfExists aws:MultiFactorAuthPresent=false
TEAM-keeper
  allow s3:* on team-TEAM-* team-TEAM-*/*
  deny s3:PutBucketPolicy s3:PutBucketAcl on * if BoolIfExists aws:MultiFactorAuthPresent=false
  deny s3:PutObject*Acl on * if NotIpAddress aws:SourceIp=203.0.113.0/24
TEAM-contract
  allow s3:Get* s3:List* on team-TEAM-* team-TEAM-*/* if DateLessThan aws:CurrentTime=2027-06-30T00:00:00Z
  allow s3:PutObject on team-TEAM-*/* if DateLessThan aws:CurrentTime=2026-06-30T00:00:00Z
"""
_OF_ALL_TEAMS = """
lake
  allow s3:Get* s3:List* on team-*-data team-*-data/* team-*-models team-*-models/* if StringEquals aws:PrincipalTag/clearance=internal|secret
reports
  allow s3:ListBucket on team-*-reports team-*-exports
  allow s3:GetObject on team-*-reports/* team-*-exports/20*
exporter
  allow s3:PutObject s3:PutObjectAcl on team-*-exports/* team-*-raw/* if ArnLike aws:PrincipalArn=arn:aws:iam::*:role/*-service-*
self-service
  allow s3:*Object s3:PutObjectAcl s3:ListBucket on team-${aws:PrincipalTag/team}-* team-*/home/${aws:PrincipalTag/team}/*
confidential
  deny s3:* on team-payroll-* team-claims-* team-fraud-* if StringNotEquals aws:PrincipalTag/team=payroll|claims|fraud
  deny s3:GetObject* on */restricted/* if StringNotEquals aws:PrincipalTag/clearance=secret
auditor
  allow s3:GetBucket* s3:List* on *
  allow s3:GetObject on not *-backup/* *-logs/*
power-user
  allow not iam:* organizations:* account:* on *
  deny s3:PutBucketPolicy s3:DeleteBucket* on not team-${aws:PrincipalTag/team}-*
administrator
  allow * on *
"""
_WEIGHTS = (16, 12, 10, 20, 12, 4, 6, 2)  # of these, in their order
_AS_BOUNDARIES = """
boundary-developers
  allow s3:* ec2:* logs:* sqs:* sns:* dynamodb:* lambda:* ssm:* on *
  deny s3:PutBucketPolicy s3:PutBucketAcl on * if StringNotEquals aws:PrincipalTag/duty=platform|engineer
boundary-services
  allow s3:Get* s3:List* s3:PutObject logs:* sqs:* kms:Decrypt on *
boundary-contractors
  allow * on * if IpAddress aws:SourceIp=203.0.113.0/24
  deny s3:*Acl on *
"""
_AS_CONTROLS = """
full
  allow * on *
root
  deny organizations:LeaveOrganization s3:PutAccountPublicAccessBlock on *
  deny not iam:* sts:* organizations:* on * if StringNotEquals aws:RequestedRegion=eu-west-1|eu-central-1
  deny * on arn:aws:iam::*:role/toegang-audit if ArnNotLike aws:PrincipalArn=arn:aws:iam::*:role/*-platform-*
ou-work
  deny s3:PutBucketPolicy s3:PutBucketAcl on * if StringNotEquals aws:PrincipalTag/duty=platform|engineer|support
ou-data
  deny s3:PutObject* on *-backup/* *-logs/* if ArnNotLike aws:PrincipalArn=arn:aws:iam::*:role/*-service-*|arn:aws:iam::*:role/*-platform-*
  deny s3:GetObject on *-models/* if Null aws:PrincipalTag/clearance=true
ou-sandbox
  allow s3:* ec2:* logs:* sqs:* sns:* dynamodb:* lambda:* cloudwatch:* on *
  deny s3:PutObjectAcl on * if NotIpAddress aws:SourceIp=203.0.113.0/24
account
  deny s3:DeleteBucket* on *
  deny s3:* on *-backup *-backup/* if StringNotLike aws:PrincipalTag/duty=s*|platform
resources
  deny s3:* on * to * if StringNotEqualsIfExists aws:PrincipalOrgID=o-shop & BoolIfExists aws:PrincipalIsAWSService=false
  deny s3:* on * to * if BoolIfExists aws:SecureTransport=false
"""
_IN_BUCKETS = (  # with the chance of each; what lets in before what shuts out
    (0.2, "allow s3:GetObject s3:ListBucket on BUCKET BUCKET/* to ACCOUNT"),
    (0.2, "allow s3:GetObject s3:PutObject on BUCKET/* to ROLE_HERE"),
    (0.25, "allow s3:Get* s3:PutObject* on BUCKET BUCKET/* to OTHER"),
    (0.15, "allow s3:ListBucket on BUCKET to OTHER if StringLike s3:prefix=|20*"),
    (0.2, "allow s3:GetObject s3:PutObject s3:PutObjectAcl on BUCKET/* to ROLE_THERE ROLE_HERE"),
    (0.3, "allow s3:GetObject s3:ListBucket on BUCKET BUCKET/* to * if StringEquals aws:PrincipalOrgID=o-shop"),
    (0.3, "allow s3:* on BUCKET BUCKET/* to * if StringEquals aws:PrincipalOrgID=o-shop & StringLike aws:PrincipalTag/team=TEAM|s*"),
    (0.05, "allow s3:GetObject on BUCKET/public/* to *"),
    (0.6, "deny s3:* on BUCKET BUCKET/* to * if Bool aws:SecureTransport=false"),
    (0.2, "deny s3:* on BUCKET BUCKET/* to * if NotIpAddress aws:SourceIp=203.0.113.0/24 & Bool aws:ViaAWSService=false"),
    (0.25, "deny s3:PutBucketPolicy on BUCKET to * if ArnNotLike aws:PrincipalArn=arn:aws:iam::*:role/*-platform-*"),
    (0.15, "deny s3:GetObject on BUCKET/restricted/* to * if StringNotEquals aws:PrincipalTag/team=TEAM"),
    (0.15, "deny s3:PutObject* on BUCKET/* to * if BoolIfExists aws:MultiFactorAuthPresent=false"),
    (0.02, "deny s3:DeleteObject* s3:PutObjectAcl on BUCKET/* to not ACCOUNT ROLE_HERE"),
)
_OF_ITS_OWN = (
    "allow s3:GetObject s3:PutObject on BUCKET/*",
    "allow s3:ListBucket on BUCKET if StringLike s3:prefix=20*|home/*",
    "allow s3:Get* s3:List* s3:PutObject* on BUCKET BUCKET/*",
    "deny s3:PutObject* on BUCKET/20* if NotIpAddress aws:SourceIp=203.0.113.0/24",
    "allow sqs:* on arn:aws:sqs:*:ACCOUNT:TEAM-jobs",
    "allow sts:AssumeRole on arn:aws:iam::*:role/TEAM-*",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what. The first account is the organisation's management account; others hold nearly everything."""

    accounts: int = 5
    roles: int = 500
    buckets: int = 200
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of a team, with its policy if it has one."""

    name: str
    account: str
    team: str
    policy: Document | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role: the names of its managed policies, the policy of its own, the name of its boundary, whom it trusts."""

    name: str
    account: str
    unique_id: str
    tags: Mapping[str, str]
    managed: tuple[str, ...]
    inline: Document | None
    boundary: str
    trust: Document

    @property
    def arn(self) -> str:
        return aws_worlds.arn("role", self.name, self.account)


@dataclass(frozen=True, slots=True)
class Organisation:
    """All of it. `units`: the unit of each account, empty for the management account. Control policies stand by what they are attached to."""

    size: Size
    units: Mapping[str, str]
    policies: Mapping[str, Document]
    scps: Mapping[str, tuple[Document, ...]]
    rcps: Mapping[str, tuple[Document, ...]]
    roles: tuple[Role, ...] = ()
    buckets: tuple[Bucket, ...] = ()

    def identity(self, role: Role) -> list[Document]:
        """The documents of a role's identity policies."""
        return [*(self.policies[name] for name in role.managed), *([role.inline] if role.inline else [])]

    def over(self, account: str, controls: Mapping[str, tuple[Document, ...]]) -> list[list[Document]]:
        """The control policies over an account, root first; the management account has none."""
        unit = self.units[account]
        return [list(controls[level]) for level in ("root", unit, account) if level in controls] if unit else []


def facts(size: Size) -> MemoryFacts:
    """The organisation as a run holds it."""
    return aws_worlds.facts(_world(organisation(size)))


def organisation(size: Size) -> Organisation:
    """The organisation of a size and seed, always the same."""
    accounts = [OWN, *(str(222200000000 + number) for number in range(1, size.accounts))]
    units = {number: _UNITS[at % len(_UNITS)] if at else "" for at, number in enumerate(accounts)}
    controls = _policies(_AS_CONTROLS)
    scps = {level: (controls["full"], controls[level]) for level in ("root", *_UNITS)} | {"ou-sandbox": (controls["ou-sandbox"],)}
    scps |= dict.fromkeys(accounts, (controls["full"], controls["account"]))
    policies = _policies(_ON_OTHER_SERVICES + _OF_ALL_TEAMS + _AS_BOUNDARIES)
    for team in TEAMS:
        policies |= _policies(_OF_A_TEAM, TEAM=team)
    buckets = [_bucket(size, number, accounts) for number in range(size.buckets)]
    roles = tuple(_role(size, number, accounts, buckets) for number in range(size.roles))
    by_account = {"": roles, **{number: [role for role in roles if role.account == number] for number in accounts}}
    governed = tuple(replace(one, policy=_bucket_policy(one, size, accounts, by_account)) for one in buckets)
    return Organisation(size, units, policies, scps, {"root": (controls["resources"],)}, roles, governed)


def _world(org: Organisation) -> World:
    """The organisation in the form from which facts are made."""
    return {
        "accounts": {number: {"unit": unit, "management": not unit} for number, unit in org.units.items()},
        "scps": org.scps,
        "rcps": org.rcps,
        "roles": {role.name: _as_identity(org, role) for role in org.roles},
        "resources": {
            f"s3://{one.name}": {"kind": aws_worlds.BUCKET, "account": one.account, "tags": {"team": one.team}}
            | ({"policy": one.policy} if one.policy else {})
            for one in org.buckets
        },
    }


def _as_identity(org: Organisation, role: Role) -> World:
    named = {aws_worlds.arn("policy", name, role.account): org.policies[name] for name in role.managed}
    said = {"account": role.account, "unique_id": role.unique_id, "tags": role.tags, "trust": role.trust}
    said["named_policies"] = named | ({"own": role.inline} if role.inline else {})
    return said | ({"boundary": org.policies[role.boundary]} if role.boundary else {})


def _bucket(size: Size, number: int, accounts: Sequence[str]) -> Bucket:
    team, use = TEAMS[number % len(TEAMS)], _USES[number // len(TEAMS) % len(_USES)]
    name = f"team-{team}-{number // (len(TEAMS) * len(_USES)) + 1}-{use}"
    return Bucket(name, _account(Random(f"{size.seed} bucket {number}"), team, accounts), team)


def _bucket_policy(bucket: Bucket, size: Size, accounts: Sequence[str], roles: Mapping[str, Sequence[Role]]) -> Document | None:
    random = Random(f"{size.seed} policy of {bucket.name}")
    chosen = [line for chance, line in _IN_BUCKETS if random.random() < chance]
    other = random.choice(accounts)
    here, there = (random.choice(roles.get(number) or roles[""]).arn for number in (bucket.account, other))
    filled = {"ROLE_HERE": here, "ROLE_THERE": there, "OTHER": other, "ACCOUNT": bucket.account, "BUCKET": bucket.name, "TEAM": bucket.team}
    return _document(_filled(line, filled) for line in chosen) if chosen and random.random() < 0.76 else None


def _role(size: Size, number: int, accounts: Sequence[str], buckets: Sequence[Bucket]) -> Role:
    random, team, duty, account = _begun(size, number, accounts)
    others, teams = _names(_ON_OTHER_SERVICES), _names(_OF_A_TEAM)
    named, own = [*others[:3], *teams[:2]], []  # what every fifth has in common with others of its team
    if number % 5:
        named = [*random.sample(others, 2), *random.sample(teams, random.choice((1, 2, 2)))]
        named += random.choices(_names(_OF_ALL_TEAMS), _WEIGHTS, k=random.choice((0, 1, 2)))
        own = random.sample(_OF_ITS_OWN, random.choice((0, 2, 3)))
    inline = [_filled(line, {"BUCKET": random.choice(buckets).name, "ACCOUNT": account, "TEAM": team}) for line in own]
    return Role(
        name=f"{team}-{duty}-{number}",
        account=account,
        unique_id=f"AROA{number:017}",
        tags={"team": team, "duty": duty} | random.choice(({}, {"clearance": "internal"}, {"clearance": "secret"})),
        managed=tuple(dict.fromkeys(_filled(one, {"TEAM": team}) for one in named)),
        inline=_document(inline) if inline else None,
        boundary=random.choice(_names(_AS_BOUNDARIES)) if random.random() < 0.3 else "",
        trust=_document([f"allow sts:AssumeRole to {_trusted(random, size, accounts)}"]),
    )


def _trusted(random: Random, size: Size, accounts: Sequence[str]) -> str:
    """Who may take on a role: a service, an account, another role."""
    other = random.randrange(size.roles)
    _, team, duty, account = _begun(size, other, accounts)
    role = aws_worlds.arn("role", f"{team}-{duty}-{other}", account)
    return random.choice(("ec2.amazonaws.com", "lambda.amazonaws.com", account, role, role))


def _begun(size: Size, number: int, accounts: Sequence[str]) -> tuple[Random, str, str, str]:
    """A role's team, duty and account, and where its other draws come from."""
    random = Random(f"{size.seed} role {number}")
    team = random.choice(TEAMS)
    return random, team, random.choice(_DUTIES), _account(random, team, accounts)


def _account(random: Random, team: str, accounts: Sequence[str]) -> str:
    """Mostly the team's own account, seldom that of the organisation's management."""
    members = accounts[1:]
    own = members[TEAMS.index(team) % len(members)]
    return accounts[0] if random.random() < 0.02 else own if random.random() < 0.6 else random.choice(members)


def _names(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line and line[0] != " ")


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def _policies(text: str, **filled: str) -> dict[str, Document]:
    parts = (part.split("\n") for part in re.split(r"\n+(?=\S)", _filled(text, filled).strip()))
    return {name: _document(line.strip() for line in lines) for name, *lines in parts}


def _document(lines: Iterable[str]) -> Document:
    return {"Version": "2012-10-17", "Statement": [_statement(line) for line in lines]}


def _statement(line: str) -> Document:
    rest, _, conditions = line.partition(" if ")
    rest, _, principals = rest.partition(" to ")
    said, _, resources = rest.partition(" on ")
    effect, _, actions = said.partition(" ")
    statement: dict[str, Any] = {"Effect": effect.capitalize()}
    for name, listed in (("Action", actions.split()), ("Resource", resources.split()), ("Principal", principals.split())):
        if listed:
            wanted = _single([_full(one, name) for one in listed if one != "not"])
            kind = "Service" if ".amazonaws.com" in wanted else "AWS"
            statement[f"Not{name}" if listed[0] == "not" else name] = {kind: wanted} if name == "Principal" and wanted != "*" else wanted
    for operator, _, asked in (one.partition(" ") for one in conditions.split(" & ") if one):
        key, _, values = asked.partition("=")
        statement.setdefault("Condition", {}).setdefault(operator, {})[key] = _single(values.split("|"))
    return statement


def _full(text: str, element: str) -> str:
    if element == "Resource":
        return text if text == "*" or text.startswith("arn:") else f"arn:aws:s3:::{text}"
    return f"arn:aws:iam::{text}:root" if text.isdigit() else text


def _single(listed: list[str]) -> str | list[str]:
    return listed[0] if len(listed) == 1 else listed
