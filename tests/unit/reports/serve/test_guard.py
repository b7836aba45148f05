"""Who is let in."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse

from reports.serve.guard import HEADERS, POLICY, Guard, Key, is_loopback
from tests.unit.reports.serve.serving import Reply, ask, running

KEY = Key("the-token", "the-place")
COOKIE = "toegang=the-token"


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    app = PlainTextResponse("the report")
    guard = Guard(app, KEY, lambda: PlainTextResponse("welcome"), lambda why: PlainTextResponse(why.value, why.status))
    with running(guard) as served:
        yield served


def test_whoever_has_the_token_is_given_a_cookie_for_the_place_alone(origin: str):
    told = ask(origin, "/?token=the-token")
    assert (told.status, told.body) == (200, "welcome")
    assert told.headers["set-cookie"].lower().split("; ") == [COOKIE, "httponly", "path=/the-place/", "samesite=strict"]


def test_whoever_has_the_cookie_is_shown_the_report(origin: str):
    told = ask(origin, "/the-place/", cookie=COOKIE)
    assert (told.status, told.body) == (200, "the report")


@pytest.mark.parametrize(
    ("target", "cookie"),
    [
        ("/", ""),
        ("/?token=", ""),
        ("/?token=the-tokem", ""),
        ("/?token=the-token%00", ""),
        ("/?token=%C3%A9%ED%A0%80", ""),
        ("/?token=wrong&token=wrong", ""),
        ("/", COOKIE),
        ("/the-place/", ""),
        ("/the-place/", "toegang="),
        ("/the-place/", "toegang=the-token2"),
        ("/the-place/", "Toegang=the-token"),
        ("/the-place/?token=the-token", ""),
        ("/favicon.ico", ""),
    ],
)
def test_without_the_key_nobody_is_let_in(origin: str, target: str, cookie: str):
    told = ask(origin, target, cookie=cookie)
    assert (told.status, told.body) == (403, "key")
    assert "set-cookie" not in told.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "[::2]", ""]
)
def test_under_another_name_nothing_is_served(origin: str, host: str):
    assert ask(origin, "/the-place/", host=host, cookie=COOKIE).status in (400, 421)
    assert ask(origin, "/?token=the-token", host=host).status in (400, 421)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9000", "localhost:9000", "LOCALHOST", "[::1]:9000", "[::1]"])
def test_a_tunnel_may_lead_here(origin: str, host: str):
    assert ask(origin, "/the-place/", host=host, cookie=COOKIE).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_it_can_only_be_read(origin: str, method: str):
    told = ask(origin, "/the-place/", method, cookie=COOKIE)
    assert (told.status, told.body) == (405, "method")


def test_a_head_has_no_body(origin: str):
    told = ask(origin, "/the-place/", "HEAD", cookie=COOKIE)
    assert (told.status, told.body) == (200, "")


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},  # another port is another origin, whatever cookies think
    {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"},
    {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors", "sec_fetch_dest": "empty"},
    {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"},
]
LED = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}


@pytest.mark.parametrize("headers", [*FOREIGN, LED])
def test_pages_of_others_are_shown_nothing(origin: str, headers: dict[str, str]):
    told = ask(origin, "/the-place/", cookie=COOKIE, **headers)
    assert (told.status, told.body) == (403, "elsewhere")


@pytest.mark.parametrize("headers", FOREIGN)
def test_not_even_the_first_page(origin: str, headers: dict[str, str]):
    assert ask(origin, "/?token=the-token", **headers).body == "elsewhere"


def test_a_link_of_another_program_may_lead_to_the_first_page(origin: str):
    assert ask(origin, "/?token=the-token", **LED).body == "welcome"


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_the_address_bar_and_its_own_pages_may_ask(origin: str, site: str):
    host = origin.removeprefix("http://")
    assert ask(origin, "/the-place/", cookie=COOKIE, host=host, origin=origin, sec_fetch_site=site).status == 200


@pytest.mark.parametrize(
    "told",
    [
        lambda origin: ask(origin, "/the-place/", cookie=COOKIE),
        lambda origin: ask(origin, "/?token=the-token"),
        lambda origin: ask(origin, "/nothing"),
        lambda origin: ask(origin, "/the-place/", "POST", cookie=COOKIE),
    ],
)
def test_every_answer_has_its_headers(origin: str, told):
    reply: Reply = told(origin)
    assert {name.lower(): text for name, text in HEADERS.items()}.items() <= reply.headers.items()
    assert reply.headers["content-security-policy"] == POLICY
    assert not any(name.startswith("access-control") or name == "server" for name in reply.headers)


def test_keys_are_long_and_never_the_same():
    keys = [Key() for _ in range(50)]
    assert len({key.token for key in keys}) == len({key.place for key in keys}) == 50
    assert min(len(key.token) for key in keys) >= 43
    assert keys[0].token not in repr(keys[0])


@given(st.text())
def test_only_the_token_fits(shown: str):
    assert KEY.fits(shown) == (shown == "the-token")


@given(st.text())
def test_no_text_is_loopback_but_its_names(host: str):
    assert not is_loopback(f"{host}.example")
