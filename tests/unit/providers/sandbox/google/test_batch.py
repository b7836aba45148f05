from http.client import HTTPConnection

import pytest
from googleapiclient.errors import HttpError

from .worlds import ADMIN, P01, ask, drive


def together(service, *calls):
    answers = []
    batch = service.new_batch_http_request(callback=lambda number, answer, error: answers.append((number, answer or error.resp.status)))
    for call in calls:
        batch.add(call)
    batch.execute()
    return answers


def test_each_call_has_its_answer(server):
    service = drive(server, P01)
    answers = together(
        service,
        service.files().get(fileId="own", fields="id"),
        service.files().get(fileId="none"),
        service.files().get(fileId="pay", fields="name"),
    )
    assert answers == [("1", {"id": "own"}), ("2", 404), ("3", {"name": "pay"})]
    assert [call.status for call in server.calls("drive.v3")] == [200, 404, 200]


def test_the_directory_has_a_batch_too(server):
    service = ask(server, "admin.directory_v1", "admin.directory.group.readonly", ADMIN)
    assert together(service, service.groups().get(groupKey="g1"))[0][1]["name"] == "HR"


def test_a_hundred_at_most(server):
    service = drive(server, P01)
    with pytest.raises(HttpError) as refused:
        together(service, *(service.files().get(fileId=f"f{number}") for number in range(101)))
    assert refused.value.resp.status == 400
    assert server.calls("drive.v3") == ()


def test_a_batch_of_nothing(server):
    connection = HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]))
    connection.request("POST", "/www.googleapis.com/batch/drive/v3", "x", {"content-type": "text/plain"})
    assert b"Failed to parse batch request" in connection.getresponse().read()
    connection.request("GET", "/www.googleapis.com/batch/drive/v3")
    assert connection.getresponse().status == 405
