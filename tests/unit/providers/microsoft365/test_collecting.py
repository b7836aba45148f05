"""One whole collection of a small company, over sockets, with real clients."""

import json
from datetime import timedelta

import pytest

from audit.errors import ProviderError
from audit.model.facts import Attachment
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from providers.microsoft365.collecting import collect
from providers.microsoft365.kinds import AttachmentKind
from tests.unit.providers.microsoft365.tenant import AT, P01, Company, covered, principal, user


def collected(company: Company, previous: Facts | None = None, *, later: timedelta = timedelta()) -> Facts:
    told = company.server.settings(company.folder) | {"max_attempts": 1, "workers": 2}
    sink = MemorySink()
    collect(Scope(json.dumps(told), AT + later, progress=company.said.append, previous=previous), sink)
    assert not company.server.problems, list(company.server.problems)
    return sink.facts()


def test_everything_is_in_one_run(company: Company) -> None:
    found = collected(company)
    assert principal(found, user(P01)).name == "p01"
    assert {"users", "groups", "directory-roles", "delegated-consents"} <= covered(found).keys()
    assert all(said.startswith("microsoft365: ") for said in company.said)


def test_no_request_leaves_loopback_and_all_are_listed(company: Company) -> None:
    collected(company)
    assert {call.status for call in company.server.calls("graph", "users/delta")} == {200}


def test_the_links_to_go_on_from_are_kept_with_the_run(company: Company) -> None:
    found = collected(company)
    kept = {each.name for each in found.attachments() if isinstance(each, Attachment) and each.kind == AttachmentKind.CURSOR}
    assert kept == {"users", "groups"}
    later = collected(company, found, later=timedelta(days=1))
    assert list(later.memberships()) == list(found.memberships())


def test_settings_that_are_wrong_are_refused(company: Company) -> None:
    with pytest.raises(ProviderError):
        collect(Scope('{"tenant": "not a tenant!"}', AT), MemorySink())
    with pytest.raises(ProviderError):
        collect(Scope(json.dumps(company.server.settings(company.folder) | {"unknown": "x"}), AT), MemorySink())
