"""The table of ways to act as a service account."""

from audit.model.facts import MembershipKind
from providers.gcp.evaluate.escalate.ways import ACT_AS, BUILT_IN, DELEGATE, DEPLOYS, POOL_PROVIDERS, WAYS
from providers.gcp.evaluate.permission import is_permission


def test_every_permission_has_the_form_of_one():
    named = (*(way.permission for way in WAYS), *DEPLOYS, *(permission for permission, _, _ in BUILT_IN), *POOL_PROVIDERS, ACT_AS, DELEGATE)
    assert all(map(is_permission, named))


def test_only_what_gives_tokens_for_googles_apis_is_acting_as_it():
    acting = {way.permission.rpartition(".")[2] for way in WAYS if way.kind is MembershipKind.IMPERSONATE}
    assert acting == {"getAccessToken", "signJwt", "signBlob"}


def test_no_permission_is_there_twice():
    permissions = [way.permission for way in WAYS]
    assert len(permissions) == len(set(permissions))
    assert not set(permissions) & set(DEPLOYS)


def test_what_starts_code_begins_with_could():
    assert all(words.startswith("could ") and words.endswith(" as it") for words in DEPLOYS.values())
