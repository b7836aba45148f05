"""What is gathered of people by acls is what looking at everything one by one finds, and does not depend on who else is asked about."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model.facts import (
    Acl,
    Attachment,
    Fact,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    acl_id,
    document,
    pairs,
)
from audit.model.residual import Traces
from audit.people.traces import gather
from audit.runs.memory import MemoryFacts
from policies.levels import CONTENT, Level
from tests.reference import people as reference

TODAY = date(2026, 11, 23)
DAYS = (None, date(2026, 11, 22), TODAY)
ACCOUNTS = ("google://user/a@x.example", "google://user/b@x.example", "aws://1/iam/user/a", "google://user/unlisted@y.example")
OTHERS = ("google://link/anyone", "google://group/g@x.example")
PRINCIPALS = (
    Principal(ACCOUNTS[0], "google_workspace", PrincipalKind.ACCOUNT, "A", "a@x.example", attributes=pairs({"aliases": "old@x.example"})),
    Principal(ACCOUNTS[1], "google_workspace", PrincipalKind.ACCOUNT, "B", "b@x.example", "disabled"),
    Principal(ACCOUNTS[2], "aws", PrincipalKind.ACCOUNT, "a", "a@x.example", attributes=pairs({"arn": "arn:aws:iam::1:user/a"})),
    Principal("google://user/guest@y.example", "google_workspace", PrincipalKind.ACCOUNT, "G", attributes=pairs({"sponsors": ACCOUNTS[1]})),
    Principal(
        "google://user/gone@y.example", "google_workspace", PrincipalKind.ACCOUNT, "G", "", "deleted", pairs({"sponsors": ACCOUNTS[0]})
    ),
)
IDS = ("drive://1", "drive://2", "drive://3", "drive://4", "google://mailbox/a@x.example", "google://calendar/a@x.example", "s3://b")

grants = st.builds(
    Grant,
    st.sampled_from((*ACCOUNTS, *OTHERS)),
    st.sampled_from((CONTENT, Level.READ, Level.SHARE)),
    st.sampled_from(("owner", "drive role owner", "drive role writer")),
    until=st.sampled_from(DAYS),
)
acls = st.frozensets(grants, max_size=4).map(lambda held: Acl(acl_id(held), tuple(sorted(held, key=repr))))
steps = st.builds(
    Membership,
    st.sampled_from((*ACCOUNTS, "google://app/1")),
    st.sampled_from((*ACCOUNTS, *OTHERS)),
    st.sampled_from(MembershipKind),
    until=st.sampled_from(DAYS),
)
bodies = st.sampled_from(
    (
        "user:a@x.example",
        "user-old@x.example",
        "AROA1:b@x.example",
        "arn:aws:iam::1:user/a",
        "arn:aws:iam::1:user/ab",
        "xa@x.example",
        "{}",
    )
)
documents = st.lists(bodies, min_size=1, max_size=2).map(lambda said: document("policy", f'{{"of": "{said}"}}'))


@st.composite
def worlds(draw: st.DrawFn) -> MemoryFacts:
    held = draw(st.lists(acls, min_size=1, max_size=4))
    facts: list[Fact] = [*PRINCIPALS, *held, *draw(st.lists(steps, max_size=6))]
    for name in draw(st.lists(st.sampled_from(IDS), unique=True)):
        labels = draw(st.sampled_from(((), (("my-drive", "b@x.example"),))))
        owner = draw(st.sampled_from(((), (("owner", "old@x.example"),), (("data_owner", ACCOUNTS[1]),), (("send_as", "a@x.example"),))))
        kind = draw(st.sampled_from(("file", "folder")))
        parent = draw(st.sampled_from(("", *IDS)))
        acl = draw(st.sampled_from(("", *(one.id for one in held))))
        facts.append(Resource(name, "google_workspace", kind, f"name of {name}", parent, acl, labels, owner))
    for one in draw(st.lists(documents, max_size=3)):
        facts += [one, Attachment(draw(st.sampled_from((*ACCOUNTS, "s3://b"))), one.id, "resource")]
    return MemoryFacts(facts)


def told(found: Traces) -> Traces:
    """In one order, and without those whom nobody asked about."""
    ordered = {
        name: tuple(sorted(getattr(found, name), key=repr)) for name in ("steps", "let_in", "own", "given", "shared", "held", "named")
    }
    return replace(found, principals={}, **ordered)


@settings(max_examples=300)
@given(worlds(), st.lists(st.sampled_from(ACCOUNTS), min_size=1, unique=True))
def test_it_is_what_looking_at_everything_finds(facts: MemoryFacts, accounts: list[str]):
    found = gather(facts, accounts, TODAY).of(accounts)
    assert told(found) == told(reference.traces(facts, tuple(accounts), TODAY))


@settings(max_examples=200)
@given(worlds(), st.lists(st.sampled_from(ACCOUNTS), min_size=1, unique=True))
def test_who_else_is_asked_about_makes_no_difference(facts: MemoryFacts, mine: list[str]):
    together, alone = gather(facts, ACCOUNTS, TODAY), gather(facts, mine, TODAY)
    assert told(together.of(mine)) == told(alone.of(mine))
