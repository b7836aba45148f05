"""Facts of two nights side by side."""

from collections.abc import Hashable, Mapping
from dataclasses import replace

import pytest

from audit.drift.difference import difference
from audit.drift.fact import Fact, english
from audit.model.facts import Attachment, Gap, MembershipKind, Resource
from policies.wording import wording
from tests.unit.audit.check.worlds import P20, granted, world
from tests.unit.audit.resolve.worlds import BUCKET, OWN, grant, step, user

from .nights import STORE, acl, attached, night

ADMINS = f"{OWN}/iam/group/admins"


def _english(facts: Mapping[Hashable, Fact]) -> dict[Hashable, str]:
    return {about: english(fact) for about, fact in facts.items()}


def test_equal_nights_do_not_differ():
    one = night(world(), granted(), P20, attached(P20.id), step(P20.id, ADMINS))
    found = difference(one, one)
    differing = (found.memberships, found.attachments, found.resources, found.principals, found.accounts)
    assert not any(differing)


def test_a_membership_under_other_terms():
    before = night(world(), granted(), P20, step(P20.id, ADMINS, MembershipKind.ASSUME))
    after = night(world(), granted(), P20, step(P20.id, ADMINS, MembershipKind.ASSUME, "MFA"))
    assert _english(difference(before, after).memberships) == {(P20.id, ADMINS): f"{P20.id} is under other terms in {ADMINS}"}


def test_settings_that_changed_are_told_and_the_last_use_is_none():
    before = night(world(), granted(), user("p20", mfa="true", last_used="2026-11-01"), STORE)
    after = night(world(), granted(), user("p20", mfa="false", last_used="2026-11-20"))
    assert _english(difference(before, after).accounts) == {P20.id: f"{P20.id} changed: mfa true → false"}


@pytest.mark.parametrize(
    ("surface", "scope", "name", "read"),
    [
        ("kms", f"{OWN}/iam/user/p20", P20.id, False),  # the thing itself
        ("iam", OWN, P20.id, False),
        ("sqs", OWN, P20.id, True),
        ("s3", OWN, BUCKET, False),
        ("iam", f"{OWN}/iam/user/p2", P20.id, True),
    ],
)
def test_what_a_gap_darkens(surface: str, scope: str, name: str, *, read: bool):
    gap = Gap("aws", surface, scope, "List", "access denied")
    dark = night(world(), granted(), P20, replace(gap))
    assert difference(dark, night(world(), granted(), P20)).was_read(name) is read


def test_what_lies_above_is_known_of_groups_folders_and_what_is_asked_for():
    held = [Resource(f"s3://{name}", "aws", "x", name, parent=f"s3://{above}") for name, above in ("ab", "bc", "xb", "yb")]
    one = night(world(), granted(), P20, *held, step(P20.id, ADMINS))
    assert difference(one, one, {"s3://a", P20.id}).above == {
        P20.id: (ADMINS,),
        "s3://a": ("s3://b",),
        "s3://b": ("s3://c",),
    }


def test_all_that_differs_of_a_resource_is_said_without_a_hash():
    old, new = acl(), acl(grant(P20.id))
    before = replace(STORE, id="s3://x", acl=old.id, labels=(("team", "hr"),))
    found = difference(
        night(world(), granted(), P20, before, old), night(world(), granted(), P20, replace(before, acl=new.id, labels=()), new)
    )
    whole, shared = found.of_resource("s3://x"), found.shared("s3://x")
    assert whole
    assert shared
    assert [whole(wording(language)) for language in ("en", "nl", "fr")] == [
        f"s3://x is now shared with {P20.id} (read); changed: team hr → not known",
        f"s3://x is nu gedeeld met {P20.id} (inzien); gewijzigd: team hr → niet bekend",
        f"s3://x est à présent partagé avec {P20.id} (consulter) ; changement : team hr → inconnu",
    ]
    assert english(shared) == f"s3://x is now shared with {P20.id} (read)"
    assert (found.of_resource(BUCKET), found.came_or_went(BUCKET), found.shared(BUCKET)) == (None, None, None)


def test_policies_that_came_and_went_are_told_by_their_names():
    def attached_to(*names: tuple[str, str]) -> list[Attachment]:
        return [attached(P20.id, document, name) for document, name in names]

    before = night(world(), granted(), P20, *attached_to(("1", "Left"), ("2", "Read"), ("3", "Kept")))
    after = night(world(), granted(), P20, *attached_to(("4", "Read"), ("3", "Kept"), ("5", "Came"), ("6", "Also")))
    (fact,) = difference(before, after).attachments.values()
    assert [fact(wording(language)) for language in ("en", "nl", "fr")] == [
        f"policies on {P20.id} differ: identity Read (changed); identity Also, identity Came (added); identity Left (removed)",
        f"de policy's op {P20.id} verschillen: identity Read (gewijzigd); identity Also, identity Came (toegevoegd); identity Left (verwijderd)",
        f"les stratégies sur {P20.id} diffèrent : identity Read (modification) ; identity Also, identity Came (ajout) ; identity Left (suppression)",
    ]
