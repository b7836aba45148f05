"""The people of a first policy."""

from audit.model.facts import Principal, PrincipalKind, Resource, pairs
from audit.proposal.roster import Roster, roster
from audit.runs.memory import MemoryFacts


def account(email: str, system: str = "google", name: str = "", status: str = "active", **attributes: str) -> Principal:
    told = {"directory_id": f"{system}-{email}", **attributes}
    return Principal(f"{system}://user/{email}", f"{system}_x", PrincipalKind.ACCOUNT, name or email, email, status, pairs(told))


def found(*facts: Principal | Resource, of_the_audit: tuple[str, ...] = ()) -> Roster:
    return roster(MemoryFacts(facts), of_the_audit)


def test_accounts_with_one_address_are_one_person_and_names_are_kept_apart() -> None:
    seen = found(account("an.peeters@shop.example", name="Somebody"), account("An.Peeters@shop.example", "microsoft"))
    (person,) = seen.people
    assert (person.id, person.email.lower(), person.name) == ("p01", "an.peeters@shop.example", "Somebody")
    assert seen.domains == ("shop.example",)


def test_a_number_in_the_address_is_the_id_and_nobody_else_gets_it() -> None:
    seen = found(account("p01@shop.example"), account("p01@other.example"), account("boss@shop.example"))
    assert sorted((each.id, each.email) for each in seen.people) == [
        ("p01", "p01@other.example"),
        ("p02", "boss@shop.example"),
        ("p03", "p01@shop.example"),
    ]


def test_who_is_off_everywhere_has_left_until_somebody_says_otherwise() -> None:
    seen = found(
        account("a@shop.example", status="disabled"),
        account("b@shop.example", status="disabled"),
        account("b@shop.example", "microsoft"),
    )
    assert [(each.email, each.left, each.off) for each in seen.people] == [
        ("a@shop.example", True, ("google",)),
        ("b@shop.example", False, ("google",)),
    ]


def test_guests_shared_mailboxes_and_the_audit_are_no_people() -> None:
    mailbox = Resource("microsoft://mailbox/info@shop.example", "microsoft_x", "shared-mailbox", "info")
    seen = found(
        account("guest@agency.example", guest="true"),
        account("info@shop.example"),
        account("audit@shop.example"),
        account("p1@shop.example", aliases="one@shop.example nothing"),
        mailbox,
        of_the_audit=("Audit@shop.example",),
    )
    assert [(each.id, each.aliases) for each in seen.people] == [("p1", ("one@shop.example",))]
    assert seen.not_people == ("audit@shop.example", "info@shop.example")
    assert seen.domains == ("shop.example",)


def test_without_a_directory_aws_s_own_list_of_people_counts() -> None:
    one = Principal("aws://1/identity-center/user/x", "aws", PrincipalKind.ACCOUNT, "x", "p7@shop.example")
    assert [each.id for each in found(one).people] == ["p7"]
    assert [each.id for each in found(one, account("p8@shop.example")).people] == ["p8"]


def test_an_address_that_a_policy_can_not_hold_is_left_out() -> None:
    assert found(account("a\u202eb@shop.example"), account("no address")).people == ()
