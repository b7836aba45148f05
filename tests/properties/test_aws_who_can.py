"""Everybody asked at once against each caller asked alone: the levels of a bucket, on random worlds.

Where a condition is left, what one has together with what all have is compared: whether one's condition is known to be that of all depends on
how it is written.

The worlds are those of the evaluation's own property; some have an access point to the bucket besides, a key that encrypts it, and users who
could make more of themselves.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

import pytest

from audit.model.facts import AUTHENTICATED, PUBLIC
from policies.levels import Level
from providers.aws.evaluate.answers import NOBODY, Answers, places
from providers.aws.evaluate.who_can import WhoCan
from providers.aws.evaluate.world import World
from providers.aws.locate import locate
from providers.formula import FALSE, TRUE, All, Atom, Formula, Not, Some, all_of, any_of, negate
from tests.properties.test_aws_evaluate import LOCATIONS, RESOURCES, some_statement, some_world
from tests.reference.aws_worlds import OTHER, OWN, facts, where

WORLDS, CHUNKS = 150, 4
KEY, DOOR = f"arn:aws:kms:eu-west-1:{OWN}:key/k", f"arn:aws:s3:eu-west-1:{OWN}:accesspoint/door"
ACTIONS = ("s3:*", "s3:GetObject", ["s3:DeleteObject", "s3:PutObject"], "s3:ListBucket", "*")
PREFIXES = ("a*", "b", "${aws:username}/*", "")
CHANGES = ("iam:PutUserPolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:*")
LEVELS = tuple(level for level in Level if level)


def some_world_with_more(random: Random) -> dict[str, object]:
    """A world that may have an access point to its bucket, or a key that encrypts it."""
    world = some_world(random)
    bucket, resources = world["resources"]["s3://b"], world["resources"]  # type: ignore[index]
    everybody = [*(f"arn:aws:iam::{OWN}:user/p{at}" for at in (1, 2)), f"arn:aws:iam::{OWN}:role/r1", f"arn:aws:iam::{OTHER}:user/q1"]
    for said in (*world["users"].values(), *world["roles"].values()):  # type: ignore[attr-defined]
        if random.random() < 0.4:
            said["policies"].append([may_more(random)])
    if random.random() < 0.4:
        delegates = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
        condition = {"StringEquals": {"s3:DataAccessPointAccount": OWN}}
        bucket["policy"] = [*bucket.get("policy", []), {**delegates, "Condition": condition}]
        resources[DOOR] = {"kind": "s3-access-point", "parent": "s3://b", "policy": [at_the_door(random) for _ in range(2)]}
    if random.random() < 0.4:
        bucket["attributes"] = {"kms_key": f"aws://{OWN}/kms/eu-west-1/key/k"}
        named = random.choice(("*", {"AWS": f"arn:aws:iam::{OWN}:root"}, {"AWS": random.sample(everybody, 2)}))
        lets = {"Effect": "Allow", "Principal": named, "Action": random.choice(("kms:*", "kms:Decrypt")), "Resource": "*"}
        grant = {"GrantId": "g", "GranteePrincipal": random.choice(everybody), "Operations": ["Decrypt", "GenerateDataKey"]}
        resources[KEY] = {"kind": "kms-key", "policy": [lets], "grants": random.choice(([], [grant]))}
    return world


def may_more(random: Random) -> dict[str, object]:
    """Listing what begins in some way, or making something else of a user or role."""
    if random.random() < 0.5:
        prefix = {random.choice(("StringLike", "StringEquals", "StringNotLike")): {"s3:prefix": random.sample(PREFIXES, 2)}}
        return {"Effect": random.choice(("Allow", "Deny")), "Action": "s3:ListBucket*", "Resource": "arn:aws:s3:::b", "Condition": prefix}
    return {"Effect": "Allow", "Action": random.choice(CHANGES), "Resource": random.choice(("*", f"arn:aws:iam::{OWN}:role/*"))}


def at_the_door(random: Random) -> dict[str, object]:
    said = {**some_statement(random, principals=True), "Action": random.choice(ACTIONS)}
    said.pop("NotAction", None)
    element = "Resource" if "Resource" in said else "NotResource"
    keys = [one.rpartition(":b/")[2] for one in random.sample(RESOURCES, 2)]
    return {**said, element: [DOOR, *(key if key == "*" else f"{DOOR}/object/{key}" for key in keys)]}


def atoms_of(formula: Formula) -> Iterator[Atom]:
    match formula:
        case Atom():
            yield formula
        case Not(atom):
            yield atom
        case All(parts) | Some(parts):
            for part in parts:
                yield from atoms_of(part)


def holds(formula: Formula, world: Mapping[Atom, bool]) -> bool:
    match formula:
        case Atom():
            return world[formula]
        case Not(atom):
            return not world[atom]
        case All(parts):
            return all(holds(part, world) for part in parts)
        case Some(parts):
            return any(holds(part, world) for part in parts)


def plain(formula: Formula) -> Formula:
    """With one atom for each pattern whose variable nobody knows, whichever object was asked for: any that it may name stands for all."""
    match formula:
        case Atom(words):
            return Atom(words.partition(", its variables filled in")[0])
        case Not(atom):
            return negate(plain(atom))
        case All(parts):
            return all_of(*map(plain, parts))
        case Some(parts):
            return any_of(*map(plain, parts))


def differ(one: Formula, other: Formula, random: Random) -> bool:
    """Whether the formulas differ for some truth of their atoms: all are tried, or many where there are too many."""
    one, other = plain(one), plain(other)
    atoms = sorted({*atoms_of(one), *atoms_of(other)})
    several = product((True, False), repeat=len(atoms)) if len(atoms) <= 8 else ([random.random() < 0.5 for _ in atoms] for _ in range(256))
    worlds = (dict(zip(atoms, values, strict=True)) for values in several)
    return any(holds(one, world) != holds(other, world) for world in worlds)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_all_at_once_have_the_levels_that_each_has_alone(chunk: int):
    for number in range(WORLDS):
        random = Random(f"who can {chunk} {number}")
        world = World(facts(some_world_with_more(random)))
        location = locate(where(random.choice(LOCATIONS)))
        together, alone = WhoCan(world), WhoCan(world)
        asked, asked_alone = (asking.asked(world.resources["s3://b"]) for asking in (together, alone))
        assert together.callers.bits == alone.callers.bits
        assert [caller.id for caller in together.callers.members(0b11)] == [PUBLIC, AUTHENTICATED]
        everybody = together.levels(asked, location, together.callers.everybody)
        some = random.randint(0, together.callers.everybody)
        for who in (*shuffled(alone.callers.bits, random), some):
            levels = alone.levels(asked_alone, location, who)
            for level in LEVELS:
                at_once, fewer = everybody.get(level, NOBODY), levels.get(level, NOBODY)
                assert not fewer.may & ~who
                for bit in (1 << at for at in places(who)):
                    one, other = at_once.of(bit), fewer.of(bit)
                    shared = [at_once.of(public) for public in (1, 2) if public < bit]
                    if one is not TRUE and other is not TRUE:
                        one, other = any_of(one, *shared), any_of(other, *shared)
                    assert one == other or not differ(one, other, random), (chunk, number, bit, level, location.pattern, one, other)


def shuffled(bits: Mapping[str, int], random: Random) -> list[int]:
    """Each caller by itself, in any order: what was asked before makes no difference."""
    return random.sample(sorted(bits.values()), len(bits))


def test_the_worlds_are_not_all_one_answer():
    """Doors, keys and what callers could make of themselves: each gives something in some world."""
    seen: set[tuple[str, str]] = set()
    for number in range(100):
        said = some_world_with_more(Random(f"who can 0 {number}"))
        asking = WhoCan(World(facts(said)))
        found = asking.levels(asking.asked(asking.world.resources["s3://b"]), locate(where("s3://b")), asking.callers.everybody)
        kind = "door" if DOOR in said["resources"] else "key" if KEY in said["resources"] else "plain"  # type: ignore[operator]
        seen |= {(kind, told(answers, bit)) for answers in found.values() for bit in asking.callers.bits.values()}
        seen |= {(kind, str(level.name)) for level in found}
    assert seen >= set(product(("door", "key", "plain"), ("no", "if", "yes", "FIND", "READ", "CHANGE", "SHARE", "MANAGE")))


def told(answers: Answers, bit: int) -> str:
    left = answers.of(bit)
    return "no" if left is FALSE else "yes" if left is TRUE else "if"
