"""What the policy says of principals."""

from audit.resolve.claims import claims
from policies.language import AccountName, Organisation, Party

from .worlds import AT, person, policy


def test_one_subject_claims_once_however_many_names_match():
    said = claims(policy(person("p20", "p20", "user/p20")))
    (claim,) = said.of_account("aws", ("p20", "user/p20"))
    assert (str(claim.subject), claim.place) == ("person:p20", AT)


def test_an_address_given_for_one_system_holds_for_all():
    said = claims(policy(person("p20", "p20@shop.example", system="google")))
    assert [str(claim.subject) for claim in said.of_address(("p20@shop.example",))] == ["person:p20"]
    assert said.of_account("aws", ("p20@shop.example",)) == ()


def test_the_longest_domain_speaks_first():
    said = claims(policy(processors=(Party("a", AT, domains=("x.example",)), Party("b", AT, domains=("eu.x.example",)))))
    assert [said.of_domain(domain).subject.id for domain in ("x.example", "eu.x.example", "y.eu.x.example")] == ["a", "b", "b"]
    assert said.of_domain("other.example") is None


def test_own_domains_and_those_under_them():
    said = claims(policy(organisation=Organisation("shop", "Shop", AT, domains=("shop.example",))))
    assert said.is_own("mail.shop.example")
    assert not said.is_own("shop.example.evil.example")


def test_a_host_is_the_systems_namesake_or_has_an_account_there():
    named = claims(policy(processors=(Party("aws", AT, hosting=True),)))
    by_account = claims(policy(processors=(Party("cloud", AT, hosting=True, accounts=(AccountName("aws", "1", AT),)),)))
    assert (named.hosts["aws"].subject.id, by_account.hosts["aws"].subject.id) == ("aws", "cloud")
    assert claims(policy(processors=(Party("aws", AT),))).hosts == {}
