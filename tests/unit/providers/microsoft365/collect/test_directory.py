"""Users and groups by their delta, where an answer tells only a part."""

from datetime import timedelta

from audit.model.facts import MembershipKind
from audit.runs.memory import MemorySink
from providers.microsoft365.collect import directory
from providers.microsoft365.kinds import Surface
from tests.unit.providers.microsoft365.tenant import ADMINS, HR, P01, P02, Company, group, guid, user

LINK = "https://graph.microsoft.com/v1.0/x/delta?$deltatoken=x"


def replaced(company: Company, operation: str, *rows: dict[str, object]) -> None:
    company.server.fail("graph", operation, kind="replaced", body={"value": list(rows), "@odata.deltaLink": LINK}, times=1)


def test_a_user_of_whom_a_part_was_told_is_read_again(company: Company) -> None:
    replaced(company, "users/delta", {"id": P01, "displayName": "new"}, {"id": guid(99), "displayName": "nobody"})
    with company.running(MemorySink(), None, timedelta()) as run:
        reader = run.sources.reader(Surface.USERS)
        state = directory.users(reader)
    assert {name: one.name for name, one in state.principals.items()} == {
        user(P01): "p01"
    }  # as the directory has it, and who is gone is gone
    assert (state.link, reader.gaps) == (LINK, ())


def test_a_group_of_which_only_members_were_told_is_read_by_itself(company: Company) -> None:
    entry = {"@odata.type": "#microsoft.graph.user", "id": P02}
    replaced(company, "groups/delta", {"id": HR, "members@delta": [entry]}, {"id": ADMINS, "@removed": {"reason": "deleted"}})
    with company.running(MemorySink(), None, timedelta()) as run:
        state = directory.groups(run.sources.reader(Surface.GROUPS))
    assert state.principals[group(HR)].name == "hr"
    assert state.related == {group(HR): {(MembershipKind.MEMBER, user(P02)): None}}


def test_the_last_word_on_a_member_counts(company: Company) -> None:
    came = {"@odata.type": "#microsoft.graph.user", "id": P02}
    left = came | {"@removed": {"reason": "deleted"}}
    row = {"id": HR, "displayName": "hr"}
    replaced(
        company, "groups/delta", row | {"members@delta": [came]}, row | {"members@delta": [left]}, row | {"owners@delta": [left, came]}
    )
    with company.running(MemorySink(), None, timedelta()) as run:
        state = directory.groups(run.sources.reader(Surface.GROUPS))
    assert state.related == {group(HR): {(MembershipKind.OWNER, user(P02)): None}}
