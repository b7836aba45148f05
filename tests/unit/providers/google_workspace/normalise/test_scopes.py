import pytest

from audit.model.facts import Membership, MembershipKind, Verdict
from policies.levels import CONTENT, EVERYTHING, Level
from providers.google_workspace.normalise.scopes import Opened, acting, opened
from providers.google_workspace.operations import OPERATIONS
from tests.unit.providers.google_workspace.tenant import ADMIN, AN

READS = Level.FIND | Level.READ
AUTH = "https://www.googleapis.com/auth/"


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (AUTH + "drive", Opened(content=("drive",))),
        (AUTH + "drive.file", Opened(content=("drive.file",))),
        ("https://mail.google.com/", Opened(content=("https://mail.google.com/",))),
        (AUTH + "calendar.events.readonly", Opened(content=("calendar.events.readonly",))),
        (AUTH + "cloud-platform", Opened(content=("cloud-platform",))),
        (AUTH + "gmail.settings.sharing", Opened(lets_in=("gmail.settings.sharing",))),
        (AUTH + "calendar.acls", Opened(lets_in=("calendar.acls",))),
        (AUTH + "admin.directory.user", Opened(administers=("admin.directory.user",))),
        (AUTH + "apps.groups.settings", Opened(administers=("apps.groups.settings",))),
        (AUTH + "admin.directory.user.readonly", Opened()),
        (AUTH + "drive.metadata.readonly", Opened(content=("drive.metadata.readonly",))),
        (AUTH + "gmail.settings.basic", Opened()),
        (AUTH + "calendar.acls.readonly", Opened()),
        (AUTH + "userinfo.email", Opened()),
        ("openid", Opened()),
        (AUTH + "drive.telepathy", Opened(unknown=("drive.telepathy",))),
        ("https://other.example/scope", Opened(unknown=("https://other.example/scope",))),
    ],
)
def test_what_a_scope_opens(scope: str, told: Opened):
    assert opened([scope]) == told


def test_every_scope_of_the_audit_itself_is_known():
    assert opened(operation.permission for operation in OPERATIONS).unknown == ()


def _found(scopes: list[str], user=AN) -> list[Membership]:
    told = opened(AUTH + scope for scope in scopes)
    found = list(acting("google://app/1", user, MembershipKind.DELEGATE, told, because="b", evidence="{}"))
    assert {(one.member, one.container) for one in found} <= {("google://app/1", user.id)}
    return found


def _acts(scopes: list[str], user=AN) -> set[tuple[MembershipKind, tuple[str, ...], Level, Verdict]]:
    return {(one.kind, one.only, one.levels, one.verdict) for one in _found(scopes, user)}


@pytest.mark.parametrize(
    ("scopes", "only", "levels"),
    [
        (["drive"], ("drive://",), CONTENT),
        (["drive.readonly"], ("drive://",), READS),
        (["drive.metadata.readonly"], ("drive://",), Level.FIND),
        (["drive", "drive.readonly", "drive.metadata"], ("drive://",), CONTENT),
        (["gmail.modify"], ("google://mailbox/",), READS | Level.CHANGE),
        (["gmail.metadata"], ("google://mailbox/",), Level.FIND),
        (["calendar.events.readonly"], ("google://calendar/",), READS),
        (["bigquery.readonly"], ("bigquery://",), READS),
        (["devstorage.full_control"], ("gs://",), EVERYTHING),
        (["pubsub"], ("google://pubsub.googleapis.com/",), EVERYTHING),
    ],
)
def test_a_scope_counts_for_its_resources_and_levels_alone(scopes: list[str], only: tuple[str, ...], levels: Level):
    assert _acts(scopes) == {(MembershipKind.DELEGATE, only, levels, Verdict.YES)}


def test_each_service_is_said_apart_with_the_scopes_that_open_it():
    found = {one.only: one.because for one in _found(["gmail.readonly", "drive", "drive.readonly", "gmail.settings.basic"])}
    assert found == {("drive://",): "b: drive, drive.readonly", ("google://mailbox/",): "b: gmail.readonly"}


def test_google_cloud_is_neither_mail_nor_calendars():
    (found,) = _found(["cloud-platform"])
    assert {"gs://", "bigquery://", "google://secretmanager.googleapis.com/"} <= set(found.only)
    assert not any("google://mailbox/p01@shop.example".startswith(beginning) for beginning in found.only)


def test_a_scope_for_some_files_keeps_what_remains():
    (found,) = _found(["documents"])
    assert (found.verdict, found.condition, found.levels) == (Verdict.IF, "the file is in Google Docs", READS | Level.CHANGE)


def test_what_a_wider_scope_says_already_is_not_said_again():
    assert _acts(["drive", "drive.file", "documents"]) == {(MembershipKind.DELEGATE, ("drive://",), CONTENT, Verdict.YES)}
    assert len(_acts(["drive.readonly", "drive.file"])) == 2


def test_settings_claim_nothing():
    assert _acts(["gmail.settings.basic", "admin.directory.user.readonly", "userinfo.email"]) == set()


@pytest.mark.parametrize(("scope", "only"), [("gmail.settings.sharing", "google://mailbox/"), ("calendar.acls", "google://calendar/")])
def test_letting_others_in_is_latent(scope: str, only: str):
    assert _acts([scope]) == {(MembershipKind.ESCALATE, (only,), EVERYTHING, Verdict.YES)}


def test_administering_wants_an_administrator():
    assert _acts(["admin.directory.user"]) == set()
    assert _acts(["admin.directory.user"], ADMIN) == {(MembershipKind.ESCALATE, (), EVERYTHING, Verdict.IF)}


def test_a_scope_that_is_not_known_is_neither_dropped_nor_believed():
    unknown = (MembershipKind.DELEGATE, (), EVERYTHING, Verdict.UNKNOWN)
    assert _acts(["drive.telepathy"]) == {unknown}
    assert _acts(["drive.telepathy", "drive"]) == {unknown, (MembershipKind.DELEGATE, ("drive://",), CONTENT, Verdict.YES)}
