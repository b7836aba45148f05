"""Who leaves: what is left, by when, and what that means for the exit code."""

from dataclasses import replace
from datetime import date

import pytest

from audit.errors import Exit
from audit.model.facts import CoverageStatus, Fact, Gap, Principal, PrincipalKind, Verdict
from audit.model.residual import Look, ResidualKind
from audit.people.leaver import Leaver, due_by, leavers
from audit.people.secrets import Before
from policies.language import HouseRules
from policies.periods import Period
from tests.unit.audit.people.worlds import READ, TODAY, Leaving, aws, google, held, person, policy, read, user
from tests.unit.audit.resolve.worlds import BUCKET, OWN

MINE = f"{OWN}/iam/user/p24"
ACCOUNT = "accounts: {aws: p24}"
LEFT, NOTICE = f"p24: {{ends: 2026-11-20, {ACCOUNT}}}", f"p24: {{ends: 2026-12-31, status: notice, {ACCOUNT}}}"
ON, OFF, GONE = user("p24"), user("p24", "disabled"), user("p24", "deleted")
WHO, KEYS, HAND = Look("who there is", "the console", "iam", who=True), Look("keys", "the console", "kms"), Look("sessions", "the console")
ALL = read("iam", "kms")
GAP = Gap("aws", "s3", BUCKET, "GetBucketPolicy", "denied")
RULE = "allow:\n  - {id: A1, who: person:p24, may: read, which: orders}\n"
ORPHAN = Principal(f"{OWN}/iam/user/p24", "aws", PrincipalKind.SERVICE, "p24")


def leaver(people: str, *facts: Fact, provider: Leaving | None = None, on: date = TODAY, before: Before | None = None) -> Leaver:
    said = policy(people)
    asked = provider or aws(looks=(WHO, KEYS))
    (found,) = leavers(held(said, *facts, providers=(asked,), on=on), (person(said, "p24"),), before or Before())
    return found


@pytest.mark.parametrize(
    ("people", "facts", "provider", "code"),
    [
        pytest.param(LEFT, [ON, *ALL], None, Exit.VIOLATIONS, id="signs in after the last day"),
        pytest.param(LEFT, [OFF, *ALL], None, Exit.COMPLIES, id="is off, and all was read"),
        pytest.param(LEFT, [OFF, *read("iam")], None, Exit.CANNOT_TELL, id="is off, and not all was read"),
        pytest.param(LEFT, [OFF, *read("iam"), *read("kms", status=CoverageStatus.PARTIAL)], None, Exit.CANNOT_TELL, id="nor wholly"),
        pytest.param(LEFT, [GONE, *read("iam")], None, Exit.COMPLIES, id="of a deleted account nothing more need be read"),
        pytest.param(LEFT, [GONE, *read("kms")], None, Exit.CANNOT_TELL, id="but which accounts there are"),
        pytest.param(LEFT, [*read("iam")], None, Exit.COMPLIES, id="has no account"),
        pytest.param(LEFT, [], None, Exit.CANNOT_TELL, id="has no account that was read"),
        pytest.param(LEFT, [OFF], aws(looks=(HAND,)), Exit.COMPLIES, id="is off, and no surface shows some things"),
        pytest.param(LEFT, [ON], aws(looks=(HAND,), mute=True), Exit.CANNOT_TELL, id="is on, and no surface shows some things"),
        pytest.param(
            "p24: {ends: 2026-11-20, email: p24@shop.example}", [ORPHAN, *ALL], None, Exit.CANNOT_TELL, id="an account may be theirs"
        ),
        pytest.param(LEFT, [OFF, *ALL], aws(looks=(WHO,), gaps=(GAP,)), Exit.CANNOT_TELL, id="is off, and an asset was not read"),
        pytest.param(LEFT, [GONE, *ALL], aws(looks=(WHO,), gaps=(GAP,)), Exit.COMPLIES, id="is deleted, whatever an asset has"),
        pytest.param(
            "p24: {ends: 2026-11-20, accounts: {wiki: p24}}", [*ALL], None, Exit.CANNOT_TELL, id="has an account where nobody looks"
        ),
        pytest.param(
            "p24: {ends: 2026-11-20, accounts: {aws: p24}}\np25: {accounts: {aws: p24}}",
            [ON, *ALL],
            None,
            Exit.VIOLATIONS,
            id="knows a password",
        ),
        pytest.param(NOTICE, [ON, *ALL], None, Exit.COMPLIES, id="is in notice"),
        pytest.param(NOTICE, [ON], None, Exit.COMPLIES, id="is in notice, and not all was read"),
        pytest.param(f"p24: {{status: notice, {ACCOUNT}}}", [ON, *ALL], None, Exit.COMPLIES, id="is in notice without a last day"),
        pytest.param(f"p24: {{{ACCOUNT}}}", [ON, *ALL], None, Exit.COMPLIES, id="does not leave at all"),
        pytest.param(f"p24: {{ends: 2026-11-23, {ACCOUNT}}}", [ON, *ALL], None, Exit.VIOLATIONS, id="the last day is today"),
        pytest.param(f"p24: {{status: left, {ACCOUNT}}}", [ON, *ALL], None, Exit.VIOLATIONS, id="left, on a day that nobody tells"),
        pytest.param(
            f"p24: {{status: left, ends: 2026-12-31, {ACCOUNT}}}", [ON, *ALL], None, Exit.VIOLATIONS, id="left before the last day"
        ),
        pytest.param(f"p24: {{status: left, {ACCOUNT}}}", [OFF, *ALL], None, Exit.COMPLIES, id="left, and is off"),
    ],
)
def test_the_exit_code(people: str, facts: list[Fact], provider: Leaving | None, code: Exit):
    assert leaver(people, *facts, provider=provider).exit is code


def test_whoever_still_reaches_an_asset_is_a_violation_whatever_the_provider_says():
    found = leaver(LEFT, ON, *ALL, provider=aws((MINE, READ), looks=(WHO,), mute=True))
    assert [each.asset for each in found.opens] == ["orders"]
    assert (found.left, found.exit) == ((), Exit.VIOLATIONS)
    assert leaver(NOTICE, ON, *ALL, provider=aws((MINE, READ), looks=(WHO,), mute=True)).exit is Exit.COMPLIES


def test_what_is_perhaps_left_can_not_be_told():
    found = leaver(LEFT, ON, *ALL, provider=aws(looks=(WHO,), sure=Verdict.UNKNOWN))
    assert ([each.late for each in found.left], found.exit) == ([True], Exit.CANNOT_TELL)


@pytest.mark.parametrize("account", [ON, OFF])
def test_that_nobody_knows_which_secrets_they_knew_is_told_while_there_is_an_account(account: Principal):
    found = leaver(LEFT, account, *ALL, before=Before(unknown=frozenset({"p24"})))
    assert [each.provider for each in found.unseen] == ["runs"]
    assert leaver(LEFT, GONE, *ALL, before=Before(unknown=frozenset({"p24"}))).unseen == ()


RULES = HouseRules(leaver_block_within=Period(days=2), leaver_mailbox_within=Period(months=1))


@pytest.mark.parametrize(
    ("kind", "people", "by"),
    [
        (ResidualKind.SIGN_IN, "p24: {ends: 2026-11-20}", "2026-11-22"),
        (ResidualKind.KNOWN_SECRET, "p24: {ends: 2026-11-20}", "2026-11-22"),
        (ResidualKind.OWNED, "p24: {ends: 2026-10-31}", "2026-11-30"),
        (ResidualKind.SHARED, "p24: {ends: 2026-11-20}", "2026-12-20"),
        (ResidualKind.HANDOVER, "p24: {ends: 2026-11-20}", "2026-12-20"),
        (ResidualKind.GROUP, "p24: {ends: 2026-12-31, status: left}", "2026-11-25"),
        (ResidualKind.OWNED, "p24: {ends: 2026-12-31, status: left}", "2026-12-23"),
        (ResidualKind.GROUP, "p24: {status: left}", None),
    ],
)
def test_the_house_rules_say_by_when(kind: ResidualKind, people: str, by: str | None):
    found = due_by(kind, person(policy(people), "p24"), RULES, TODAY)
    assert found == (date.fromisoformat(by) if by else None)


@pytest.mark.parametrize(("on", "late", "code"), [("2026-12-19", False, Exit.COMPLIES), ("2026-12-20", True, Exit.VIOLATIONS)])
def test_what_may_stay_for_a_while_is_listed_and_does_not_fail_before_its_day(on: str, late: bool, code: Exit):
    said = policy("p24: {ends: 2026-11-20}", RULE)
    (found,) = leavers(held(said, *ALL, providers=(aws(looks=(WHO,)),), on=date.fromisoformat(on)), (person(said, "p24"),))
    assert [(each.by, each.late) for each in found.left] == [(date(2026, 12, 20), late)]
    assert found.exit is code


def test_a_shared_account_is_a_secret_that_is_known():
    people = "p24: {ends: 2026-11-20, accounts: {aws: till}}\np25: {accounts: {aws: till}}"
    found = leaver(people, user("till"), *ALL)
    (due,) = found.left
    assert due.left.kind is ResidualKind.KNOWN_SECRET
    assert due.left.words.startswith("knows how to sign in to till (aws), which others use too")
    assert leaver(people, user("till", "deleted"), *ALL).left == ()


def test_providers_are_given_what_is_theirs_and_only_that():
    provider = aws(looks=(WHO,))
    leaver("p24: {ends: 2026-11-20, email: p24@shop.example}", google("p24@shop.example"), user("p25"), provider=provider)
    assert [one.id for one in provider.seen[0].accounts] == ["google://user/p24@shop.example"]


def test_what_is_left_stands_in_the_order_in_which_it_is_best_ended():
    said = policy(f"p24: {{ends: 2026-11-20, email: till@shop.example, {ACCOUNT}}}\np25: {{email: till@shop.example}}", RULE)
    asked = (aws(name="zoo", system="aws"), aws(name="aws"))
    facts = (ON, replace(user("p24"), id="zoo://p24", provider="zoo", email="an@shop.example"), google("till@shop.example"))
    said = replace(said, people=tuple(replace(one, aliases=("an@shop.example",)) if one.id == "p24" else one for one in said.people))
    (found,) = leavers(held(said, *facts, providers=asked), (person(said, "p24"),))
    assert [(each.left.kind, each.left.provider) for each in found.left] == [
        (ResidualKind.SIGN_IN, "aws"),
        (ResidualKind.SIGN_IN, "zoo"),
        (ResidualKind.KNOWN_SECRET, "google_workspace"),
        (ResidualKind.HANDOVER, "policy"),
    ]


def test_many_are_as_one_by_one():
    people = f"{LEFT}\np25: {{ends: 2026-11-01, accounts: {{aws: p25}}}}\np26: {{status: notice}}"
    said = policy(people)
    whole = held(said, ON, user("p25"), *ALL, providers=(aws((MINE, READ), looks=(WHO, KEYS)),))
    together = leavers(whole, said.people)
    assert together == tuple(one for each in said.people for one in leavers(whole, (each,)))
    assert [each.exit for each in together[1:3]] == [Exit.VIOLATIONS, Exit.VIOLATIONS]
    assert {each.verdict for each in together[1].opens} == {Verdict.YES}


def test_what_somebody_in_notice_can_copy_in_bulk_is_told():
    facts = (ON, *ALL)
    provider = aws((MINE, READ), looks=(WHO,), mute=True)
    assert (leaver(NOTICE, *facts, provider=provider).copies != (), leaver(LEFT, *facts, provider=provider).copies) == (True, ())
