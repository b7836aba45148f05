"""Effective access in AWS: who can, single requests, growth and start-up; beside them the public engine iam-simulate on the same questions.

python -m tests.benchmarks.bench_aws [ROLES BUCKETS [TIMES]]

The public engine is put in a temporary folder by npm, or is looked for in TOEGANG_BENCH_NODE_MODULES; without node it is left out.
"""

import gc
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from random import Random

from tabulate import tabulate

from audit.model.facts import Membership
from audit.ports import Facts, LocatedAcl
from policies.locations import Location
from providers.aws.locate import locate
from tests.benchmarks.organisation import TEAMS, Bucket, Organisation, Role, Size, facts, organisation
from tests.benchmarks.public_engine import PUBLIC_ENGINE, Case, public_engine
from tests.reference.aws_worlds import ORGANISATION, REGION, where

SAMPLE = 1500
GOES = 3  # the best of so many counts, for ours and the public engine alike
ROOT = Path(__file__).parents[2]
ACTIONS = {
    "find": "s3:ListBucket",
    "read": "s3:GetObject",
    "change": "s3:PutObject",
    "share": "s3:PutObjectAcl",
    "manage": "s3:PutBucketPolicy",
}  # one action for each level
_ON_OBJECTS = ("read", "change", "share")
_KEYS = ("2026/10/part-1.json", "2025/12/part-9.json", "public/logo.png", "restricted/list.csv", "home/{team}/draft.txt")


@dataclass(frozen=True, slots=True)
class Question:
    """May a role do what a level asks, on a bucket or on a key in it, from the office or elsewhere, with or without a second factor?"""

    role: Role
    bucket: Bucket
    level: str
    key: str
    office: bool
    mfa: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One size in a process of its own: what was found, in how many seconds; megabytes with the facts loaded, and at the most."""

    grants: int
    who_can: float
    loaded: float
    peak: float
    memberships: int
    closing: float


def who_can(read: Facts, locations: Sequence[Location]) -> tuple[LocatedAcl, ...]:
    """From facts to grants: what is timed."""
    from providers.aws.evaluate.who_can import WhoCan
    from providers.aws.evaluate.world import World

    asking = WhoCan(World(read))
    return tuple(acl for location in locations for acl in asking.located(location))


def memberships(read: Facts) -> tuple[Membership, ...]:
    """From facts to who can take on, or become, whom: timed on its own."""
    from providers.aws.evaluate.assume import assumptions
    from providers.aws.evaluate.escalate.memberships import escalations
    from providers.aws.evaluate.who_can import WhoCan
    from providers.aws.evaluate.world import World

    asking = WhoCan(World(read))
    return tuple(dict.fromkeys((*assumptions(asking.world, asking.authorizer), *escalations(asking.world, asking.authorizer))))


def compiled(org: Organisation, asked: Sequence[Question]) -> list[Callable[[], object]]:
    """Single requests, each new to policies that are compiled: those of its role and its bucket."""
    from providers.aws.evaluate.authorize import Request
    from providers.aws.evaluate.escalate.alone import alone
    from providers.aws.evaluate.targets import target
    from providers.aws.evaluate.world import World

    world = World(facts(org.size))
    targets = {name: target(world, one) for name, one in world.resources.items() if name.startswith("s3://")}
    ready = []
    for one in asked:
        said = request(org, one)
        chosen = {key.lower(): (value,) if isinstance(value, str) else tuple(value) for key, value in said["context"].items()}
        made = Request(said["action"], said["resource"], chosen)
        of = targets[f"s3://{one.bucket.name}"]
        authorizer = alone(world, world.callers[f"aws://{one.role.account}/iam/role/{one.role.name}"])
        authorizer.compile(of)
        ready.append(lambda authorizer=authorizer, of=of, made=made: authorizer.decide(of, made, 1))
    return ready


def answer(case: Case) -> str:
    """What our engine for single requests says: Allow, ExplicitDeny or ImplicitDeny."""
    from providers.aws.evaluate.simulate.simulating import simulate

    return simulate(case).decision


def questions(org: Organisation, count: int) -> Iterator[Question]:
    """A sample, always the same: a third on any bucket, a third on one of the role's account, a third on one of its team."""
    random = Random(f"{org.size.seed} questions")
    by_account = {number: [one for one in org.buckets if one.account == number] for number in org.units}
    by_team = {team: [one for one in org.buckets if one.team == team] for team in TEAMS}
    for number in range(count):
        role = random.choice(org.roles)
        near = (org.buckets, by_account[role.account], by_team[role.tags["team"]])[number % 3]
        key = random.choice(_KEYS).format(team=role.tags["team"])
        level = random.choice(tuple(ACTIONS))
        yield Question(role, random.choice(near or org.buckets), level, key, random.random() < 0.7, random.random() < 0.7)


def request(org: Organisation, asked: Question) -> Case:
    """The request that a question is, with every key that AWS would send, save those that say nothing here."""
    role, bucket = asked.role, asked.bucket
    arn = f"arn:aws:s3:::{bucket.name}"
    own, theirs = ("/".join(filter(None, (ORGANISATION, "r-1", org.units[one.account], ""))) + "/" for one in (role, bucket))
    context: dict[str, str | list[str]] = {
        "aws:SourceIp": "203.0.113.77" if asked.office else "198.51.100.9",
        "aws:SecureTransport": "true",
        "aws:MultiFactorAuthPresent": "true" if asked.mfa else "false",
        "aws:CurrentTime": "2026-11-24T02:00:00Z",
        "aws:RequestedRegion": REGION,
        "aws:PrincipalArn": role.arn,
        "aws:PrincipalAccount": role.account,
        "aws:PrincipalType": "AssumedRole",
        "aws:PrincipalOrgID": ORGANISATION,
        "aws:PrincipalOrgPaths": [own],
        "aws:userid": f"{role.unique_id}:night",
        "aws:PrincipalIsAWSService": "false",
        "aws:ViaAWSService": "false",
        "aws:ResourceAccount": bucket.account,
        "aws:ResourceOrgID": ORGANISATION,
        "aws:ResourceOrgPaths": [theirs],
        **{f"aws:PrincipalTag/{key}": value for key, value in role.tags.items()},
    }
    if asked.level == "find":
        context["s3:prefix"] = f"{asked.key.rpartition('/')[0]}/"
    if asked.level == "read":
        context["s3:ExistingObjectTag/team"] = bucket.team
    return {
        "principal": f"arn:aws:sts::{role.account}:assumed-role/{role.name}/night",
        "action": ACTIONS[asked.level],
        "resource": f"{arn}/{asked.key}" if asked.level in _ON_OBJECTS else arn,
        "resource_account": bucket.account,
        "context": context,
    }


def as_case(org: Organisation, asked: Question, number: int) -> Case:
    """A question with all that decides it, as one line of what simulations read."""
    role, bucket = asked.role, asked.bucket
    return {
        "name": f"{number:04} {role.name} {asked.level} {bucket.name}",
        "request": request(org, asked),
        "identity_policies": org.identity(role),
        "boundaries": [org.policies[role.boundary]] if role.boundary else [],
        "session_policy": None,
        "resource_policy": bucket.policy,
        "scps": org.over(role.account, org.scps),
        "rcps": org.over(bucket.account, org.rcps),
        "vpce_policies": [],
        "settings": {},
    }


def seconds(work: Callable[[], object]) -> float:
    """How long one go takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(size: Size) -> Measured:
    """One size, in this process."""
    read, names = facts(size), [one.name for one in organisation(size).buckets]
    locations = [locate(where(f"s3://{name}")) for name in names]
    import_module("providers.aws.evaluate")  # start-up has a table of its own
    loaded, start = _megabytes(), time.perf_counter()
    acls = who_can(read, locations)
    done, peak = time.perf_counter(), _megabytes()
    derived = memberships(read)
    return Measured(sum(len(acl.grants) for acl in acls), done - start, loaded, peak, len(derived), time.perf_counter() - done)


def _megabytes() -> float:
    """The most memory that this process has had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def _python(*words: str) -> str:
    return subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def apart(size: Size) -> Measured:
    """One size, in a process of its own."""
    return Measured(**json.loads(_python("-m", "tests.benchmarks.bench_aws", "--measure", json.dumps(asdict(size)))))


def growth(found: Sequence[tuple[Size, Measured]]) -> str:
    """A table of sizes, each against the first."""
    first, rows = found[0][1], []
    for size, one in found:
        decisions = size.roles * size.buckets * len(ACTIONS)
        row = {"roles": f"{size.roles:,}", "buckets": f"{size.buckets:,}", "decisions": f"{decisions:,}", "grants": f"{one.grants:,}"}
        row |= {"who can": f"{one.who_can:.2f} s", "decisions/s": f"{decisions / one.who_can:,.0f}"}
        row |= {"against the first": f"{one.who_can / first.who_can:.1f}"}
        row |= {"with facts": f"{one.loaded:,.0f} MB", "at most": f"{one.peak:,.0f} MB"}
        row |= {"assume, escalate": f"{one.memberships:,}", "in": f"{one.closing:.2f} s", "also": f"{one.closing / first.closing:.1f}"}
        rows.append(row)
    return tabulate(rows, headers="keys")


def start_up() -> str:
    """How long it takes to begin, over a bare interpreter: the best of five."""
    begun = {
        "a bare interpreter": "pass",
        "toegang --help": "from audit.cli.main import run; run(['--help'])",
        "import providers.aws.evaluate": "import providers.aws.evaluate",
    }
    rows = [(name, f"{min(seconds(lambda code=code: _python('-c', code)) for _ in range(5)):.2f} s") for name, code in begun.items()]
    return tabulate(rows, ("start-up", ""))


def our_engine(cases: Sequence[Case]) -> tuple[float, Mapping[str, str]] | None:
    """The same of ours, a case at a time and nothing kept between; None where it can't be imported."""
    try:
        answer(cases[0])
    except ImportError as error:
        sys.stdout.write(f"our answers are left out: {error}\n")
        return None
    start = time.perf_counter()
    found = {case["name"]: answer(case) for case in cases}
    return time.perf_counter() - start, found


def _all_of(ready: Sequence[Callable[[], object]]) -> float:
    """How long all take, with the collector of garbage at rest as timeit has it."""
    gc.collect()
    gc.disable()
    try:
        return seconds(lambda: [one() for one in ready])
    finally:
        gc.enable()


def singles(org: Organisation, asked: Sequence[Question], per_second: float) -> str:
    """A table of single requests: ours when they are compiled, ours and the public engine's when they are not; and how they differ.

    `per_second`: the decisions of who-can, to be held against the public engine's.
    """
    cases = [as_case(org, one, number) for number, one in enumerate(asked, start=1)]
    ours, public = our_engine(cases), public_engine(cases)
    taken = {
        "ours, compiled": min(_all_of(compiled(org, asked)) for _ in range(GOES)),
        "ours, from documents": ours[0] if ours else None,
        PUBLIC_ENGINE: public[0] if public else None,
    }
    count, other = len(cases), taken[PUBLIC_ENGINE]
    rows = [
        (name, f"{count / took:,.0f}", f"{took / count * 1e6:,.0f} µs", f"{other / took:,.1f}" if other else "")
        for name, took in taken.items()
        if took
    ]
    rows.insert(
        0, ("ours, who can", f"{per_second:,.0f}", f"{1e6 / per_second:,.1f} µs", f"{per_second * other / count:,.0f}" if other else "")
    )
    text = tabulate(rows, ("decisions", "per second", "each", "times the public engine"))
    return "\n\n".join((text, *_compared({"ours": ours[1] if ours else {}, "public": public[1] if public else {}})))


def _compared(answers: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """How the answers are spread, and every case in which they differ."""
    spread = {who: Counter(found.values()) for who, found in answers.items() if found}
    if not spread:
        return
    verdicts = sorted({verdict for counts in spread.values() for verdict in counts})
    yield tabulate([(verdict, *(f"{counts[verdict]:,}" for counts in spread.values())) for verdict in verdicts], ("answers", *spread))
    ours, public = answers["ours"], answers["public"]
    if ours and public:
        differing = [(name, ours[name], public[name]) for name in ours if ours[name] != public[name]]
        yield tabulate(differing, ("asked", "ours", "public")) if differing else f"all {len(ours):,} answers are the same"


def main(base: Size | None = None, times: int = 10) -> None:
    """Prints everything: for the organisation of `base`, and for so many times its roles and its buckets."""
    size = base or Size()
    org = organisation(size)
    first = min((apart(size) for _ in range(GOES)), key=lambda one: one.who_can)
    wider = (replace(size, roles=size.roles * times), replace(size, buckets=size.buckets * times)) if times > 1 else ()
    sys.stdout.write(f"{growth([(size, first), *((one, apart(one)) for one in wider)])}\n\n")
    per_second = size.roles * size.buckets * len(ACTIONS) / first.who_can
    sys.stdout.write(f"{start_up()}\n\n{singles(org, tuple(questions(org, SAMPLE)), per_second)}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        sys.stdout.write(json.dumps(asdict(measure(Size(**json.loads(sys.argv[2]))))))
    else:
        roles, buckets, times = (*map(int, sys.argv[1:]), *(500, 200, 10)[len(sys.argv) - 1 :])
        main(Size(roles=roles, buckets=buckets), times)
