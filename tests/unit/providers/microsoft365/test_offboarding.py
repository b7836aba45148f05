"""What is left of somebody at Microsoft 365."""

import json
from dataclasses import replace
from datetime import date

import pytest

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.model.residual import UNLISTED, Holding, Traces
from policies.levels import CONTENT, Level
from providers.microsoft365.offboarding import residuals
from tests.unit.providers.leaving import CHANGE, READ, account, group, holding, lines, step, traces

PROVIDER = "microsoft365"
AN = account("microsoft://user/a1", PROVIDER, "an@x.example", "disabled", directory_id="a1")
BO = account("microsoft://user/b1", PROVIDER, "bo@x.example", directory_id="b1")
GUEST = account("microsoft://user/g1", PROVIDER, "di@y.example", guest="true")
TEAM = group("microsoft://group/t1", PROVIDER, "Team", email="team@x.example", microsoft_365_group="true")
LIST = group("microsoft://group/l1", PROVIDER, "List", email="list@x.example")
SECURITY = group("microsoft://group/s1", PROVIDER, "Security", security_group="true")
DYNAMIC = group("microsoft://group/d1", PROVIDER, "All", dynamic="true")
SYNCED = group("microsoft://group/o1", PROVIDER, "Old", synced="true")
ROLE = group("microsoft://directory-role/r1", PROVIDER, "User Administrator", PrincipalKind.ROLE)
EXCHANGE = group("microsoft://exchange-role-group/Recipients", PROVIDER, "Recipients")
SITE = group("microsoft://site-group/c1/3", PROVIDER, "Visitors")
ADMINS = group("microsoft://site-group/c1/administrators", PROVIDER, "administrators of Sales")
UNIT = group("microsoft://administrative-unit/u1", PROVIDER, "Unit")
APP = group("microsoft://service-principal/p1", PROVIDER, "Reports", PrincipalKind.SERVICE, credentials="1", credentials_end="2027-06-30")
BARE = group("microsoft://service-principal/p2", PROVIDER, "Bare", PrincipalKind.SERVICE)
OTHERS = (BO, GUEST, TEAM, LIST, SECURITY, DYNAMIC, SYNCED, ROLE, EXCHANGE, SITE, ADMINS, UNIT, APP, BARE)
PIM = "Privileged Identity Management"


def told(**more: object) -> Traces:
    return traces(AN, others=OTHERS, **more)


def held(who: str, kind: str, resource: str, source: str, **more: object) -> Holding:
    return holding(who, kind, resource, source, provider=PROVIDER, **more)  # type: ignore[arg-type]  # fields of a holding


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            replace(AN, status="active"),
            ["Update-MgUser -UserId an@x.example -AccountEnabled:$false; Revoke-MgUserSignInSession -UserId an@x.example"],
        ),
        (
            replace(AN, status="active", attributes=(("synced", "true"),)),
            ["Disable-ADAccount for an@x.example in Active Directory; Revoke-MgUserSignInSession -UserId an@x.example"],
        ),
        (AN, []),
        (replace(AN, status=UNLISTED), []),
        (replace(AN, status="deleted"), []),
    ],
)
def test_an_account_that_is_on_lets_in(one: Principal, expected: list[str]):
    assert lines(residuals(traces(one))) == [("sign-in", "an@x.example can sign in", end) for end in expected]


def leave(number: str) -> str:
    return f"Remove-MgGroupMemberDirectoryObjectByRef -GroupId {number} -DirectoryObjectId a1"


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (step(AN, TEAM.id), ("group", "is in the group team@x.example", leave("t1"))),
        (step(AN, SECURITY.id), ("group", "is in the group Security", leave("s1"))),
        (step(AN, "microsoft://group/n1"), ("group", "is in the group microsoft://group/n1", leave("n1"))),
        (
            step(AN, LIST.id),
            ("group", "is in the group list@x.example", "Remove-DistributionGroupMember -Identity list@x.example -Member an@x.example"),
        ),
        (step(AN, DYNAMIC.id), ("group", "is in the group All", "change the rule of All, or what it reads of an@x.example")),
        (step(AN, SYNCED.id), ("group", "is in the group Old", "Remove-ADGroupMember for an@x.example and Old, in Active Directory")),
        (
            step(AN, SECURITY.id, MembershipKind.ELIGIBLE),
            ("group", "may activate the membership of Security", f"{PIM} > Groups > Security > Eligible assignments > Remove"),
        ),
        (
            step(AN, SECURITY.id, MembershipKind.ESCALATE),
            (
                "ownership",
                "may make themselves the owner of the group Security",
                f"{PIM} > Groups > Security > Eligible assignments > Remove",
            ),
        ),
        (
            step(AN, SECURITY.id, MembershipKind.OWNER),
            (
                "ownership",
                "owns the group Security",
                "Remove-MgGroupOwnerDirectoryObjectByRef -GroupId s1 -DirectoryObjectId a1, once it has another owner",
            ),
        ),
        (
            step(AN, ROLE.id, MembershipKind.ASSUME),
            (
                "administration",
                "has the directory role User Administrator",
                "Remove-MgRoleManagementDirectoryRoleAssignment -UnifiedRoleAssignmentId …",
            ),
        ),
        (
            step(AN, ROLE.id, MembershipKind.ASSUME, until=date(2026, 12, 31)),
            (
                "administration",
                "has the directory role User Administrator",
                f"{PIM} > Microsoft Entra roles > User Administrator > Active assignments > Remove",
            ),
        ),
        (
            step(AN, ROLE.id, MembershipKind.ELIGIBLE),
            (
                "administration",
                "may activate the directory role User Administrator",
                f"{PIM} > Microsoft Entra roles > User Administrator > Eligible assignments > Remove",
            ),
        ),
        (
            step(AN, EXCHANGE.id),
            ("administration", "has the Exchange role Recipients", "Remove-RoleGroupMember -Identity 'Recipients' -Member an@x.example"),
        ),
        (
            step(AN, SITE.id),
            (
                "group",
                "is in the group Visitors of a SharePoint site",
                "Remove-SPOUser -Site … -LoginName an@x.example -Group 'Visitors'",
            ),
        ),
        (
            step(AN, ADMINS.id),
            (
                "group",
                "is in the group administrators of Sales of a SharePoint site",
                "Set-SPOUser -Site … -LoginName an@x.example -IsSiteCollectionAdmin $false",
            ),
        ),
        (step(AN, UNIT.id), None),
        (step(AN, BARE.id, MembershipKind.ESCALATE), None),
    ],
)
def test_steps_are_groups_roles_and_sites(one: Membership, expected: tuple[str, str, str] | None):
    found = residuals(told(steps=(one,)))
    assert lines(found) == ([expected] if expected else [])
    assert all(each.revives for each in found)


def test_whoever_owns_an_application_may_know_its_secrets():
    found = [(kind, words) for kind, words, _ in lines(residuals(told(steps=(step(AN, APP.id, MembershipKind.OWNER),))))]
    assert found == [
        ("ownership", "owns the application Reports, and can add secrets to it"),
        ("known-secret", "may know the secrets of the application Reports (good today: 1, the last until 2027-06-30)"),
    ]
    assert len(residuals(told(steps=(step(AN, BARE.id, MembershipKind.OWNER),)))) == 1


def consent(member: str = APP.id, kind: MembershipKind = MembershipKind.DELEGATE, word: str = "Mail.Read", **more: object) -> Membership:
    evidence = json.dumps({"consentType": "Principal", "scope": word})
    return replace(Membership(member, AN.id, kind, because=f"let in by the user: {word}", evidence=evidence), **more)  # type: ignore[arg-type]  # fields of a membership


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([consent()], ["an@x.example let in the application Reports (Mail.Read) yes"], id="by the user"),
        pytest.param(
            [
                consent(),
                consent(word="Files.Read", verdict=Verdict.IF, condition="c"),
                consent(kind=MembershipKind.ESCALATE, word="Directory.ReadWrite.All"),
            ],
            ["an@x.example let in the application Reports (Mail.Read, Files.Read, Directory.ReadWrite.All) yes"],
            id="once, whatever it may do",
        ),
        pytest.param([consent(verdict=Verdict.UNKNOWN)], ["an@x.example let in the application Reports (Mail.Read) unknown"], id="perhaps"),
        pytest.param([consent(evidence='{"consentType": "AllPrincipals"}')], [], id="by an administrator for everybody"),
        pytest.param([consent(evidence="")], [], id="by a permission of its own"),
        pytest.param([consent(member="microsoft://users/t1")], [], id="the crowd of all users is no application"),
        pytest.param([consent(member=ROLE.id)], [], id="nor is a role"),
    ],
)
def test_applications_that_the_user_let_in(steps: list[Membership], expected: list[str]):
    assert [f"{each.words} {each.verdict}" for each in residuals(told(let_in=tuple(steps)))] == expected


def test_guests_for_whom_they_answer():
    (one,) = residuals(told(guests=((AN.id, GUEST),)))
    assert (one.kind.value, one.words, one.what, one.outside) == ("guest", "answers for the guest di@y.example", GUEST.id, True)
    assert "Remove-MgUser -UserId g1" in one.end


NEWS = "news@x.example"


@pytest.mark.parametrize(
    ("one", "words", "end"),
    [
        (
            held(AN.id, "shared-mailbox", "m", "full-access", name=NEWS),
            "has full access of the shared mailbox news@x.example",
            "Remove-MailboxPermission -Identity news@x.example -User an@x.example -AccessRights FullAccess",
        ),
        (
            held(AN.id, "mailbox", "m", "send-as", name=NEWS),
            "has send as of the mailbox news@x.example",
            "Remove-RecipientPermission -Identity news@x.example -Trustee an@x.example -AccessRights SendAs",
        ),
        (
            held(AN.id, "mailbox", "m", "send-on-behalf", name=NEWS),
            "has send on behalf of the mailbox news@x.example",
            "Set-Mailbox news@x.example -GrantSendOnBehalfTo @{Remove='an@x.example'}",
        ),
        (
            held(AN.id, "mailbox", "m", "folder", name=NEWS),
            "has folder of the mailbox news@x.example",
            "Get-MailboxFolderStatistics -Identity news@x.example; Remove-MailboxFolderPermission -Identity news@x.example:\\… -User an@x.example",
        ),
        (
            held(AN.id, "mailbox", "m", "inbox-rule", name=NEWS),
            "gets mail of the mailbox news@x.example (inbox rule)",
            "Get-InboxRule -Mailbox news@x.example -IncludeHidden; Remove-InboxRule -Mailbox news@x.example -Identity …",
        ),
        (
            held(AN.id, "mailbox", "m", "forwarding", name=NEWS),
            "gets mail of the mailbox news@x.example (forwarding)",
            "Set-Mailbox news@x.example -ForwardingAddress $null -ForwardingSmtpAddress $null",
        ),
        (
            held(AN.id, "mailbox", "m", "transport-rule", name=NEWS),
            "gets mail of the mailbox news@x.example (transport rule)",
            "Exchange admin center > Mail flow > Rules",
        ),
        (
            held(AN.id, "calendar", "c", "calendar", name=NEWS),
            "can find and read the calendar news@x.example (calendar)",
            "Remove-MailboxFolderPermission -Identity news@x.example:\\Calendar -User an@x.example",
        ),
        (
            held(AN.id, "calendar", "c", "full-access", name=NEWS),
            "can find and read the calendar news@x.example (full access)",
            "Remove-MailboxPermission -Identity news@x.example -User an@x.example -AccessRights FullAccess",
        ),
        (
            held(AN.id, "channel", "microsoft://channel/t1/19:x", "channel member", name="Plans"),
            "is in the channel Plans (channel member)",
            "Remove-TeamChannelUser -GroupId t1 -DisplayName 'Plans' -User an@x.example",
        ),
        (
            held(AN.id, "folder", "sharepoint://d/1", "sharepoint role write", name="HR"),
            "was given the folder HR (sharepoint role write)",
            "HR > Manage access > an@x.example > Stop sharing",
        ),
    ],
)
def test_what_was_given(one: Holding, words: str, end: str):
    assert lines(residuals(told(given=(one,)))) == [("grant", words, end)]


def test_what_lies_in_what_was_given_is_not_told_again():
    assert residuals(told(given=(held(AN.id, "file", "sharepoint://d/1", "sharepoint role write", inside=True),))) == ()


def test_what_an_administrator_has_on_everything_is_told_once():
    boxes = [held(AN.id, "mailbox", f"m{number}", "exchange-role", name=f"{number}@x.example", levels=Level.MANAGE) for number in range(3)]
    ((kind, words, end),) = lines(residuals(told(given=tuple(boxes))))
    assert (kind, words) == ("administration", "administers 3 mailboxes, 0@x.example among them, by a role of their own")
    assert "Remove-ManagementRoleAssignment" in end


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (held(AN.id, "mailbox", "m", "owner", name="an@x.example"), "the mailbox an@x.example is there"),
        (
            held(AN.id, "shared-mailbox", "m", "owner", name="an@x.example"),
            "the mailbox an@x.example, once theirs, is there as a shared one",
        ),
        (held(AN.id, "calendar", "c", "owner", name="an@x.example"), "the calendar an@x.example is theirs"),
        (held(AN.id, "onedrive", "sharepoint://d", "sharepoint role owner", name="OneDrive"), "the OneDrive of an@x.example is there"),
        (
            held(AN.id, "file", "sharepoint://d/1", "sharepoint role owner", name="Plan", count=7, inside=True),
            "an@x.example owns 7 files, Plan among them",
        ),
    ],
)
@pytest.mark.parametrize("status", ["active", "deleted"])
def test_what_is_theirs_is_told_of_a_deleted_account_too(one: Holding, words: str, status: str):
    found = residuals(traces(replace(AN, status=status), own=(one,)))
    assert [each.words for each in found if each.kind == "owned"] == [words]


def of_theirs(who: str, kind: str, source: str, levels: Level = READ, **more: object) -> Holding:
    return held(
        who, kind, "sharepoint://d/1", source, name="Plan" if kind == "file" else "an@x.example", owner=AN.id, levels=levels, **more
    )


@pytest.mark.parametrize(
    ("one", "expected", "outside"),
    [
        (
            of_theirs(BO.id, "mailbox", "full-access", CHANGE),
            ("delegate", "bo@x.example can find, read and change the mailbox an@x.example, which is theirs (full access)"),
            False,
        ),
        (
            of_theirs(BO.id, "shared-mailbox", "full-access", CHANGE),
            ("delegate", "bo@x.example can find, read and change the shared mailbox an@x.example, which is theirs (full access)"),
            False,
        ),
        (
            of_theirs(GUEST.id, "mailbox", "forwarding"),
            ("forwarding", "mail to an@x.example goes on to di@y.example (a guest) (forwarding)"),
            True,
        ),
        (
            of_theirs(BO.id, "mailbox", "transport-rule"),
            ("forwarding", "mail to an@x.example goes on to bo@x.example (transport rule)"),
            False,
        ),
        (of_theirs(BO.id, "calendar", "calendar", Level.FIND), None, False),
        (
            of_theirs(BO.id, "calendar", "calendar", Level.FIND, verdict=Verdict.UNKNOWN),
            ("delegate", "bo@x.example can find the calendar an@x.example, which is theirs (calendar)"),
            False,
        ),
        (of_theirs(ROLE.id, "mailbox", "directory-role", Level.MANAGE), None, False),
        (of_theirs(EXCHANGE.id, "mailbox", "exchange-role", Level.MANAGE), None, False),
        (of_theirs("microsoft://applications/mailboxes", "mailbox", "application-permission", CONTENT), None, False),
        (
            of_theirs("microsoft://link/anyone", "file", "sharing link view, anonymous"),
            ("shared", "anyone with the link can find and read the file Plan, of an@x.example"),
            True,
        ),
        (of_theirs(BO.id, "file", "sharepoint role read", inside=True), None, False),
    ],
)
def test_what_others_have_of_theirs(one: Holding, expected: tuple[str, str] | None, outside: bool):
    found = residuals(told(shared=(one,)))
    assert [(each.kind.value, each.words) for each in found] == ([expected] if expected else [])
    assert all(each.outside is outside and each.account == AN.id and each.end for each in found)
