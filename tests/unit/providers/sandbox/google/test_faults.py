import time
from http.client import IncompleteRead

import pytest
from googleapiclient.errors import HttpError

from providers.sandbox.google.faults import Fault, Faults

from .worlds import ADMIN, P01, P02, ask, drive, refusal


def test_so_many_times_and_after_so_many_calls(server):
    server.fail("drive.v3", "files.list", status=403, reason="userRateLimitExceeded", after=1, times=2)
    files = drive(server, P01).files()
    files.list().execute()
    assert [refusal(files.list()), refusal(files.list())] == [(403, "userRateLimitExceeded")] * 2
    files.list().execute()
    files.get(fileId="own").execute()


def test_for_one_subject_and_one_parameter(server):
    server.fail("drive.v3", "files.get", status=500, match={"fileId": "pay"}, subject=P01)
    assert refusal(drive(server, P01).files().get(fileId="pay"))[0] == 500
    drive(server, P02).files().get(fileId="pay").execute()
    drive(server, P01).files().get(fileId="own").execute()
    server.heal()
    drive(server, P01).files().get(fileId="pay").execute()


def test_on_one_page(server):
    server.fail("admin.directory_v1", "users.list", page=2, status=503, retry_after="7")
    users = ask(server, "admin.directory_v1", "admin.directory.user.readonly", ADMIN).users()
    first = users.list(customer="my_customer", maxResults=1)
    with pytest.raises(HttpError) as refused:
        users.list_next(first, first.execute()).execute()
    assert refused.value.resp["retry-after"] == "7"


def test_a_page_token_that_comes_twice(server):
    server.fail("admin.directory_v1", "users.list", page=2, kind="repeated")
    users = ask(server, "admin.directory_v1", "admin.directory.user.readonly", ADMIN).users()
    first = users.list(customer="my_customer", maxResults=1)
    token = first.execute()["nextPageToken"]
    again = users.list(customer="my_customer", maxResults=1, pageToken=token).execute()
    assert again["nextPageToken"] == token


def test_a_connection_that_is_reset(server):
    files = drive(server, P01).files()
    files.list().execute()
    server.fail("drive.v3", "files.list", kind="reset", times=3)
    with pytest.raises(ConnectionResetError):
        files.list().execute()


def test_a_body_that_stops_half_way(server):
    server.fail("drive.v3", "files.list", kind="cut", times=1)
    with pytest.raises(IncompleteRead):
        drive(server, P01).files().list().execute()


def test_an_answer_that_comes_late(server):
    server.fail("drive.v3", "files.list", kind="slow", seconds=0.2, times=1)
    begun = time.monotonic()
    drive(server, P01).files().list().execute()
    assert time.monotonic() - begun > 0.2


def test_the_first_that_strikes():
    faults = Faults()
    faults.add(Fault("a", "b", reason="one", times=1))
    faults.add(Fault("a", "", reason="two"))
    assert [faults.meet("a", "b", "", {}, 1).reason for _ in range(2)] == ["one", "two"]
    assert faults.meet("c", "b", "", {}, 1) is None
