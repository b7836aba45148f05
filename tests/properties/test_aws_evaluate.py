"""The evaluation of whole locations against a slow reference for single requests, in thousands of small random worlds.

For every caller, action and location: whatever the keys that nobody knows turn out to be, the formula that the engine leaves is true exactly
when the reference allows the action on some object of the location.
"""

from itertools import product
from random import Random

import pytest

from providers.aws.evaluate.levels import RULES
from providers.aws.evaluate.outsiders import ANYBODY, somebody
from providers.aws.evaluate.requests import Question, requests
from providers.aws.evaluate.who_can import WhoCan
from providers.aws.evaluate.world import World
from providers.aws.locate import locate
from providers.formula import FALSE, All, Atom, Formula, Not, Some
from tests.reference.aws_evaluator import Asker, glob, is_allowed
from tests.reference.aws_worlds import ORGANISATION, OTHER, OWN, facts, where

WORLDS, CHUNKS = 250, 8
KEYS = ["".join(letters) for length in (1, 2) for letters in product("abc", repeat=length)] + ["p1", "a/p1", "p1/a"]
ASKERS = (Asker("p1", "user", OWN), Asker("p2", "user", OWN), Asker("q1", "user", OTHER), Asker("r1", "role", OWN))
RULE = {rule.action: rule for rule in RULES["s3-bucket"] if rule.action in ("s3:GetObject", "s3:DeleteObject")}
UNKNOWN = [
    {**({"aws:sourceip": (ip,)} if ip else {}), **({"aws:multifactorauthpresent": (mfa,)} if mfa else {})}
    for ip, mfa in product(("10.0.0.1", "8.8.8.8", ""), ("true", "false", ""))
]
ATOMS = {
    "aws:SourceIp in 10.0.0.0/8": lambda keys: keys.get("aws:sourceip") == ("10.0.0.1",),
    "aws:SourceIp is missing": lambda keys: "aws:sourceip" not in keys,
    "aws:MultiFactorAuthPresent is true": lambda keys: keys.get("aws:multifactorauthpresent") == ("true",),
    "aws:MultiFactorAuthPresent is false": lambda keys: keys.get("aws:multifactorauthpresent") == ("false",),
    "aws:MultiFactorAuthPresent is missing": lambda keys: "aws:multifactorauthpresent" not in keys,
}
CONDITIONS = (
    *({op: {"aws:SourceIp": "10.0.0.0/8"}} for op in ("IpAddress", "NotIpAddress", "IpAddressIfExists", "NotIpAddressIfExists")),
    *({op: {"aws:MultiFactorAuthPresent": text}} for op in ("Bool", "BoolIfExists", "Null") for text in ("true", "false")),
    *({op: {"aws:PrincipalTag/team": ["x", "z"]}} for op in ("StringEquals", "StringNotEquals", "StringEqualsIfExists", "StringNotLike")),
    {"Null": {"aws:PrincipalTag/team": "false"}},
    {"StringEquals": {"aws:PrincipalAccount": OWN}},
    {"StringEquals": {"aws:PrincipalOrgID": ORGANISATION}},
    {"StringNotEquals": {"aws:PrincipalOrgID": ORGANISATION}},
    {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": f"{ORGANISATION}/r-1/ou-x/*"}},
    {"ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": f"{ORGANISATION}/r-1/ou-x/*"}},
    {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}},
    {"StringEquals": {"aws:username": "p1"}, "Bool": {"aws:MultiFactorAuthPresent": "true"}},
)
RESOURCES = (
    "*",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b/a*",
    "arn:aws:s3:::b/*b",
    "arn:aws:s3:::b/?a*",
    "arn:aws:s3:::b/ab",
    "arn:aws:s3:::b/${aws:username}/*",
)
LOCATIONS = ("s3://b", "s3://b/a*", "s3://b/*b", "s3://b/?b", "s3://b/p1/*", "s3://b/c")


def some_statement(random: Random, *, principals: bool) -> dict[str, object]:
    statement: dict[str, object] = {"Effect": random.choice(("Allow", "Allow", "Deny"))}
    statement[random.choice(("Action", "Action", "NotAction"))] = random.choice(
        ("s3:GetObject", "S3:Get*", "*", ["s3:DeleteObject", "s3:PutObject"])
    )
    statement[random.choice(("Resource", "Resource", "NotResource"))] = random.sample(RESOURCES, random.choice((1, 1, 2)))
    if random.random() < 0.4:
        statement["Condition"] = random.choice(CONDITIONS)
    if principals:
        named = [*(asker.arn for asker in ASKERS), f"arn:aws:iam::{OWN}:root", f"arn:aws:iam::{OTHER}:root", OTHER]
        statement["Principal"] = random.choice(("*", {"AWS": "*"}, *({"AWS": random.sample(named, 2)} for _ in range(3))))
    return statement


def some_world(random: Random) -> dict[str, object]:
    def policy(most: int = 2, *, principals: bool = False) -> list[dict[str, object]]:
        return [some_statement(random, principals=principals) for _ in range(random.randint(1, most))]

    def identity(**more: object) -> dict[str, object]:
        said = {"policies": [policy() for _ in range(random.randint(0, 2))], **more}
        return {**said, "boundary": policy()} if random.random() < 0.3 else said

    everything = [{"Effect": "Allow", "Action": "*", "Resource": "*"}]
    scps = {level: [policy() if random.random() < 0.3 else everything] for level in ("root", "ou-x", OWN, OTHER)}
    denies = [{**some_statement(random, principals=True), "Effect": "Deny", "Principal": "*"}]
    return {
        "users": {"p1": identity(groups=["g"], tags={"team": "x"}), "p2": identity(tags={"team": "y"}), "q1": identity(account=OTHER)},
        "groups": {"g": {"policies": [policy()]}},
        "roles": {"r1": identity()},
        "accounts": {OWN: {"unit": "ou-x"}, OTHER: {"management": random.random() < 0.3}},
        "scps": scps if random.random() < 0.5 else {},
        "rcps": {"root": [[{**everything[0], "Principal": "*"}], denies]} if random.random() < 0.2 else {},
        "resources": {"s3://b": {"kind": "s3-bucket", **({"policy": policy(3, principals=True)} if random.random() < 0.7 else {})}},
    }


def known_keys(asker: Asker, world: dict[str, object]) -> dict[str, tuple[str, ...]]:
    if not asker.name:
        return {}
    said = world[f"{asker.kind}s"][asker.name]  # type: ignore[index]
    path = f"{ORGANISATION}/r-1/ou-x/" if asker.account == OWN else f"{ORGANISATION}/r-1/"
    keys = {"aws:principalarn": (asker.arn,), "aws:principalaccount": (asker.account,), "aws:principalorgid": (ORGANISATION,)}
    keys |= {"aws:principalorgpaths": (path,)} | ({"aws:username": (asker.name,)} if asker.kind == "user" else {})
    return keys | {f"aws:principaltag/{name}": (value,) for name, value in said.get("tags", {}).items()}


def is_true(formula: Formula, keys: dict[str, tuple[str, ...]]) -> bool:
    match formula:
        case Atom(text):
            return text in ATOMS and ATOMS[text](keys)
        case Not(atom):
            return not is_true(atom, keys)
        case All(parts):
            return all(is_true(part, keys) for part in parts)
        case Some(parts):
            return any(is_true(part, keys) for part in parts)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_left_of_a_location_is_what_single_requests_say(chunk: int):
    for number in range(WORLDS):
        random = Random(f"{chunk} {number}")
        world = some_world(random)
        asking = WhoCan(World(facts(world)))
        asked = asking.asked(asking.world.resources["s3://b"])
        location = locate(where(random.choice(LOCATIONS)))
        inside = [key for key in KEYS if glob(location.pattern, f"s3://b/{key}")]
        action = random.choice(tuple(RULE))
        answers = asking.by_rule(asked, RULE[action], location, asked.who)
        open_to_all = answers.of(asking.callers.bits[ANYBODY.id])
        signed_in = answers.of(asking.callers.bits[somebody(asking.world).id])
        for asker in (Asker(), *ASKERS):
            bit = asking.callers.bits[f"aws://{asker.account}/iam/{asker.kind}/{asker.name}" if asker.name else ANYBODY.id]
            left = answers.of(bit)
            alone = asking.by_rule(asked, RULE[action], location, bit).of(bit)
            assert all(is_true(alone, unknown) == is_true(left, unknown) for unknown in UNKNOWN)
            question = Question(asking.authorizer, asked, RULE[action], location)
            found = [request.resource.removeprefix("arn:aws:s3:::b/") for request, _ in requests(question, lambda bit=bit: bit)]
            assert all(glob(location.pattern, f"s3://b/{key}") for key in found)
            for unknown in random.sample(UNKNOWN, 3):
                keys = {**known_keys(asker, world), **unknown}
                slow = any(is_allowed(world, asker, action, f"arn:aws:s3:::b/{key}", keys) for key in (*inside, *found))
                fast, with_all = is_true(left, unknown), any(is_true(one, unknown) for one in (open_to_all, signed_in))
                assert slow or not fast, (chunk, number, asker, action, location.pattern, unknown, left)
                assert not slow or fast or (left != open_to_all and with_all), (
                    chunk,
                    number,
                    asker,
                    action,
                    location.pattern,
                    unknown,
                    left,
                )


def test_the_worlds_are_not_all_one_answer():
    seen = set()
    for number in range(60):
        asking = WhoCan(World(facts(some_world(Random(f"0 {number}")))))
        asked = asking.asked(asking.world.resources["s3://b"])
        answers = asking.by_rule(asked, RULE["s3:GetObject"], locate(where("s3://b")), asked.who)
        for name in asking.world.callers:
            left = answers.of(asking.callers.bits[name])
            seen.add("no" if left == FALSE else "yes" if left == All(frozenset()) else "if")
    assert seen == {"yes", "no", "if"}
