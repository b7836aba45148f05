"""The whole path: joined, memberships, what the provider explains, and the place in the inventory."""

from audit.model.facts import Acl, Fact, MembershipKind, Resource, acl_id
from audit.model.reach import Path, Reach, StepKind
from audit.resolve import resolve
from audit.resolve.closure import ACTIVATE
from audit.resolve.paths import paths
from audit.runs.memory import MemoryFacts
from policies.language import Asset
from policies.levels import Level
from policies.wording import wording

from .worlds import AT, BUCKET, TODAY, Listed, allow, grant, person, policy, role, step, user, where

P20, ETL, DUMP = user("p20"), role("etl"), role("dump")
ROLES = (P20, ETL, DUMP)


def _paths(provider: Listed, level: Level, *facts: Fact, **changes: object) -> tuple[tuple[Reach, ...], tuple[Path, ...]]:
    whole, known = policy(person("p20", "p20"), **changes), MemoryFacts(facts)
    resolved = resolve(whole, known, (provider,), TODAY)
    return resolved.reaches, paths(resolved, known, (provider,), [(reach, level) for reach in resolved.reaches])


def _kinds(path: Path) -> list[StepKind]:
    return [found.kind for found in path]


def test_a_path_through_two_roles_is_told_step_by_step():
    chain = (step(P20.id, ETL.id, MembershipKind.ASSUME, "MFA"), step(ETL.id, DUMP.id, MembershipKind.ELIGIBLE))
    _, (path,) = _paths(Listed(((BUCKET, frozenset({grant(DUMP.id)})),), chain), Level.READ, *ROLES)
    assert _kinds(path) == [StepKind.JOINED, StepKind.ASSUME, StepKind.ELIGIBLE, StepKind.GRANT, StepKind.HOLDS]
    assert [(one.source, one.target) for one in path] == [
        ("person:p20", P20.id),
        (P20.id, ETL.id),
        (ETL.id, DUMP.id),
        (DUMP.id, BUCKET),
        (BUCKET, "orders"),
    ]
    assert (path[0].evidence, path[4].evidence) == (str(AT), str(AT))
    assert [one.condition for one in path[1:3]] == ["MFA", ACTIVATE]
    assert path[3].because == "statement for READ"


def test_a_latent_path_shows_the_step_not_taken_and_asks_for_what_the_grantee_has():
    provider = Listed(((BUCKET, frozenset({grant(ETL.id, Level.READ | Level.CHANGE)})),), (step(P20.id, ETL.id, MembershipKind.ESCALATE),))
    reaches, found = _paths(provider, Level.MANAGE, *ROLES)
    (path,) = (path for reach, path in zip(reaches, found, strict=True) if reach.account == P20.id)
    assert {reach.levels for reach in reaches if reach.account == P20.id} == {Level.MANAGE}
    assert _kinds(path) == [StepKind.JOINED, StepKind.ESCALATE, StepKind.GRANT, StepKind.HOLDS]
    assert path[2].because == "statement for CHANGE"


def test_a_direct_path_is_told_before_a_latent_one():
    both = (step(P20.id, ETL.id, MembershipKind.ESCALATE), step(P20.id, ETL.id, MembershipKind.ASSUME))
    provider = Listed(((BUCKET, frozenset({grant(ETL.id)})),), both)
    for level, kind in ((Level.READ, StepKind.ASSUME), (Level.MANAGE, StepKind.ESCALATE)):
        _, (path,) = _paths(provider, level, *ROLES)
        assert kind in _kinds(path)


def test_each_level_has_the_grant_that_gives_it_and_the_provider_is_asked_once():
    one, other = f"{BUCKET}/", BUCKET
    provider = Listed(((one, frozenset({grant(P20.id, Level.READ)})), (other, frozenset({grant(P20.id, Level.CHANGE)}))))
    facts = MemoryFacts(ROLES)
    resolved = resolve(policy(person("p20", "p20"), allow=(allow("labels/"),)), facts, (provider,), TODAY)
    asked = [(reach, level) for reach in resolved.reaches for level in (Level.READ, Level.CHANGE)]
    found = paths(resolved, facts, (provider,), asked)
    assert [path[-2].target for path in found] == [one, other, one, other]
    assert [path[-1].target for path in found] == ["orders", "orders", "orders/labels/", "orders/labels/"]
    assert len(provider.asked) == 1


def test_a_grant_that_was_read_as_it_is_explains_itself():
    grants = frozenset({grant(P20.id, condition="link opened")})
    acl = Acl(acl_id(grants), tuple(grants))
    file = Resource("drive://1", "google", "file", "1", "drive://hr", acl.id)
    assets = (Asset("hr", AT, where=(where("drive://hr", "folder", "google"),)),)
    provider = Listed(name="google", system="google")
    _, (path,) = _paths(provider, Level.READ, P20, acl, file, Resource("drive://hr", "google", "folder", "hr"), assets=assets)
    assert _kinds(path) == [StepKind.JOINED, StepKind.GRANT, StepKind.HOLDS]
    assert (path[1].because, path[1].condition, path[1].target) == (f"identity of {P20.id} on “1” (read)", "link opened", "drive://1")
    assert provider.asked == []


def test_what_the_policy_and_the_inventory_give_is_told_in_the_language_and_the_words_of_a_provider_are_not():
    facts = MemoryFacts(ROLES)
    provider = Listed(((BUCKET, frozenset({grant(P20.id)})),))
    resolved = resolve(policy(person("p20", "p20")), facts, (provider,), TODAY)
    asked = [(resolved.reaches[0], Level.READ)]
    told = {
        language: [step.because for step in paths(resolved, facts, (provider,), asked, say=wording(language))[0]]
        for language in ("en", "nl", "fr")
    }
    assert told["en"] == [step.because for step in paths(resolved, facts, (provider,), asked)[0]]
    assert [texts[0] for texts in told.values()] == [
        "the policy gives person:p20 the aws account p20",
        "het beleid geeft persoon p20 het aws-account p20",
        "la politique donne à personne p20 le compte aws p20",
    ]
    assert [texts[-1] for texts in told.values()] == [
        f"the inventory says so: {BUCKET}",
        f"de inventaris zegt het: {BUCKET}",
        f"l'inventaire le dit : {BUCKET}",
    ]
    assert len({texts[1] for texts in told.values()}) == 1


def test_an_account_that_joins_to_nobody_has_no_join_to_show():
    ghost = user("ghost")
    _, (path,) = _paths(Listed(((BUCKET, frozenset({grant(ghost.id)})),)), Level.READ, ghost)
    assert _kinds(path) == [StepKind.GRANT, StepKind.HOLDS]
