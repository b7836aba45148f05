"""The tenant of the benchmark: as large as asked, read by the adapter without a gap that it does not mean, and inheriting as documented."""

import json
from collections import Counter

import pytest

from audit.model.facts import MembershipKind
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from providers.google_workspace import provider
from tests.benchmarks.bench_google import AT, served, settings, write_key
from tests.benchmarks.google_tenant import BLOCK, Size, Tenant, group, user
from tests.benchmarks.tenants import DEEP

SIZE = Size(files=6_200, users=110, groups=24, drives=2)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    sink = MemorySink()
    with served(SIZE) as url:
        key = write_key(tmp_path_factory.mktemp("key"), url)
        provider.collect(Scope(settings(url, str(key)), AT), sink)
    return sink.facts()


def test_it_is_as_large_as_asked(read: Facts):
    tenant = Tenant(SIZE)
    kinds = Counter(str(each.kind) for each in read.resources())
    mine = [each for each in read.resources() if each.attribute("owner")]

    assert kinds["file"] + sum(each.kind == "folder" for each in mine) == SIZE.files
    assert kinds["folder"] - sum(each.kind == "folder" for each in mine) == tenant.folders
    assert (kinds["my-drive"], kinds["shared-drive"]) == (SIZE.users - len(tenant.suspended), SIZE.drives)
    assert {f"google://user/{user(number)}" for number in range(SIZE.users)} <= {each.id for each in read.principals()}
    assert {f"google://group/{group(number)}" for number in range(SIZE.groups)} <= {each.id for each in read.principals()}


def test_only_what_nobody_can_act_as_is_a_gap(read: Facts):
    suspended = Tenant(SIZE).suspended

    assert len(suspended) == SIZE.users // 100
    assert {each.scope for each in read.gaps()} == {f"google://user/{user(number)}" for number in suspended}


def test_everything_lies_in_something_that_was_read(read: Facts):
    names = {each.id for each in read.resources()}

    assert {each.parent for each in read.resources()} - names == {""}


def test_groups_hold_each_other_in_chains_and_circles(read: Facts):
    inner = {
        each.container: each.member
        for each in read.memberships()
        if each.kind is MembershipKind.MEMBER and each.member.startswith("google://group/")
    }
    chain = [f"google://group/{group(number)}" for number in range(DEEP)]

    assert [inner[each] for each in chain] == [*chain[1:], chain[0]]
    assert f"google://group/{group(2 * DEEP - 1)}" not in inner


def test_most_items_of_a_shared_drive_inherit_and_some_do_not(read: Facts):
    acls = Counter(each.acl for each in read.resources() if each.attribute("drive") == "drive-000000" and each.kind == "file")
    limited = [each for each in read.resources() if each.attribute("limited")]

    assert acls.most_common(1)[0][1] > 0.9 * acls.total()
    assert len(acls) > 3
    assert {each.id[-3:] for each in limited} == {f"f{BLOCK - 1:02}"}


def test_the_same_size_gives_the_same_answers():
    one, other = Tenant(SIZE), Tenant(SIZE)

    assert one.my_drive(9, 0) == other.my_drive(9, 0)
    assert one.files(1, 1) == other.files(1, 1) != one.files(1, 0)


def test_all_is_filled_in():
    tenant = Tenant(SIZE)

    for page in (tenant.my_drive(9, 0), tenant.files(1, 0), tenant.folder_page(1, 0)):
        assert b'"@' not in page
        assert b'@"' not in page
        assert len({item["id"] for item in json.loads(page)["files"]}) > BLOCK
