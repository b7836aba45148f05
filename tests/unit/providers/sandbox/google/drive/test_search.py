import pytest

from tests.unit.providers.sandbox.google.worlds import P01, P02, by_user, drive, ids, refusal


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("'me' in owners", ["hr", "pay", "own"]),
        ("'p02@kanaal.example' in owners", []),
        ("not 'me' in owners", []),
        ("'root' in parents", ["hr", "own"]),
        ("'hr' in parents and trashed = false", ["pay"]),
        ("mimeType = 'application/vnd.google-apps.folder'", ["hr"]),
        ("mimeType != 'application/vnd.google-apps.folder' and 'me' in owners", ["pay", "own"]),
        ("name contains 'A' or name = 'own'", ["pay", "own"]),
        ("(name = 'pay' or name = 'own') and not 'hr' in parents", ["own"]),
        ("trashed = true", []),
        ("trashed != true and sharedWithMe = false", ["hr", "pay", "own"]),
        ("visibility = 'anyoneWithLink'", ["pay"]),
        ("visibility != 'limited'", ["pay"]),
        ("'p02@kanaal.example' in writers", ["own"]),
        ("modifiedTime > '2026-01-01T00:00:00'", ["own"]),
        (r"name = 'it\'s'", []),
    ],
)
def test_what_a_query_finds(server, query, found):
    server.world.files["own"] |= {"permissions": [by_user(P02, "writer")], "modifiedTime": "2026-05-01T00:00:00.000Z"}
    assert ids(drive(server, P01).files().list(q=query).execute()["files"]) == found


def test_what_is_shared_with_me(server):
    assert ids(drive(server, P02).files().list(q="sharedWithMe").execute()["files"]) == ["hr", "pay"]


@pytest.mark.parametrize(
    "query",
    [
        "name",
        "name = own",
        "colour = 'red'",
        "'me' in",
        "'x' in friends",
        "(name = 'a'",
        "name = 'a')",
        "trashed = maybe",
        "name > 'a'",
        "'a' 'b'",
        "and",
        "é",
    ],
)
def test_what_is_no_query_or_not_served(server, query):
    assert refusal(drive(server, P01).files().list(q=query)) == (400, "invalid")
