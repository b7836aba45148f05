from audit.model.facts import Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from policies.levels import EVERYTHING, Level
from providers.microsoft365.directory import ServicePrincipal
from providers.microsoft365.normalise.app_permissions import facts, grants_of, reached, unseen
from providers.microsoft365.normalise.opened import Opens
from tests.unit.providers.microsoft365.normalise.mail import EXCHANGE, app, directory

READS = Level.FIND | Level.READ
MAILBOXES = "microsoft://applications/mailboxes"


def _reached(service: ServicePrincipal) -> set[tuple[Opens, Level, str, Verdict]]:
    return {(one.opens, one.levels, one.condition, one.verdict) for one in reached(service)}


def test_everything_of_a_kind_grants_its_crowd_the_same():
    assert grants_of(Opens.MAILBOXES) == {Grant(MAILBOXES, EVERYTHING, "application-permission")}
    assert grants_of(Opens.FILES) == {Grant("microsoft://applications/files", EVERYTHING, "application-permission")}


def test_an_application_is_in_the_crowd_with_its_levels():
    service = app(50, "Mail.Read")
    found = list(facts(directory(service), [Opens.MAILBOXES, Opens.FILES]))
    crowds = [one for one in found if isinstance(one, Principal)]
    assert [(one.id, one.kind) for one in crowds] == [
        (MAILBOXES, PrincipalKind.GROUP),
        ("microsoft://applications/files", PrincipalKind.GROUP),
    ]
    because = "application permission Mail.Read of Microsoft Graph"
    assert [one for one in found if isinstance(one, Membership)] == [
        Membership(service.id, MAILBOXES, MembershipKind.MEMBER, because=because, levels=READS)
    ]


def test_crowds_that_were_not_asked_for_are_left_out():
    assert [one.id for one in facts(directory(app(50, "Mail.Read")), [Opens.FILES]) if isinstance(one, Principal)] == [
        "microsoft://applications/files"
    ]


def test_several_permissions_add_up():
    (one,) = reached(app(50, "Mail.Read", "Mail.Send"))
    assert (one.levels, one.limitable) == (READS | Level.CHANGE, True)
    assert one.because == "application permission Mail.Read of Microsoft Graph, Mail.Send of Microsoft Graph"


def test_what_no_policy_limits_stands_by_itself():
    found = reached(app(50, "Mail.Read", "MailboxItem.ReadWrite.All"))
    assert {(one.levels, one.limitable) for one in found} == {(READS, True), (READS | Level.CHANGE, False)}


def test_a_part_is_a_condition():
    assert _reached(app(50, "Contacts.Read")) == {(Opens.MAILBOXES, READS, "the item is a contact", Verdict.IF)}


def test_a_permission_that_is_not_known_may_open_anything():
    doubt = "what the permission Telepathy.Read.All of Microsoft Graph opens is not known"
    assert _reached(app(50, "Telepathy.Read.All")) == {(opens, EVERYTHING, doubt, Verdict.UNKNOWN) for opens in Opens}


def test_a_permission_without_a_name_is_told_by_its_id():
    (condition,) = {one.condition for one in reached(app(50, ""))}
    assert condition == "what the permission 00000000-0000-4000-8000-000000000050 of Microsoft Graph opens is not known"


def test_a_permission_of_another_api_opens_nothing_here():
    assert reached(app(50, "Mail.Read", "Telepathy", api="00000000-0000-4000-8000-0000000000ff")) == ()


def test_full_access_of_exchange():
    found = reached(app(50, "full_access_as_app", api=EXCHANGE))
    assert {(one.opens, one.because) for one in found} == {
        (opens, "application permission full_access_as_app of Office 365 Exchange Online") for opens in (Opens.MAILBOXES, Opens.CALENDARS)
    }


def test_applications_whose_permissions_nobody_read_may_be_in_every_crowd():
    assert {(one.member, one.container) for one in unseen("microsoft://application/unread")} == {
        ("microsoft://application/unread", f"microsoft://applications/{opens}") for opens in Opens
    }
