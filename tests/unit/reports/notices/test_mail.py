"""A digest as mail, as a reader's program sees it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.notices import mail
from reports.notices.failing import DeliveryError
from reports.notices.lines import lines
from tests.unit.reports.notices.papers import paper

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
HOSTILE = st.text(st.characters(), max_size=30)
TAGS = {"html", "head", "meta", "title", "body", "h1", "h2", "p", "ul", "li", "br", "strong"}


def read(name: str = "An", sender: str = "toegang@shop.example", to: str = "p17@shop.example") -> EmailMessage:
    sent = mail.message(paper(name), sender, to, "toegang-0a", AT).as_bytes()
    found = message_from_bytes(sent, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def part(found: EmailMessage, kind: str) -> str:
    body = found.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_its_head():
    found = read()
    assert found.get_content_type() == "multipart/alternative"
    assert {name: found[name] for name in ("From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language")} == {
        "From": "Toegang <toegang@shop.example>",
        "To": "p17@shop.example",
        "Date": "Mon, 02 Nov 2026 02:00:00 +0000",
        "Message-ID": "<toegang-0a@shop.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en",
    }


def test_its_text():
    assert part(read(), "plain") == (
        "About An.\n! An has left\n\nNew\n\n- An reads orders\n  stop An\n- An ends\n- An\n- x · An\n\nFrom a run.\n"
    )


def test_a_long_subject_is_encoded_and_whole():
    name = "Zoë " * 60
    assert read(name)["Subject"] == f"Access: {name}"


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.met: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("x\r\nBcc: all@shop.example")
@example("<img src=https://x.example/a.png><script>alert(1)</script>")
@example("=?utf-8?q?=0D=0ABcc:_a@b.example?=")
@example("\ud800\u202e\x00")
def test_a_name_brings_no_header_no_tag_and_no_line(name: str):
    found = read(name)
    assert set(found.keys()) == {
        *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "Content-Language"),
        *("MIME-Version", "Content-Type"),
    }
    page = Tags(part(found, "html"))
    assert page.met <= TAGS
    assert page.attributes <= {"style", "lang", "charset"}
    assert part(found, "plain").count("\n") == part(read("x"), "plain").count("\n")
    assert lines(paper(name))[1].text in page.text


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=120))
@example("Zoë " * 20)
@example("=?utf-8?q?x?=")
def test_a_subject_comes_out_as_it_went_in(name: str):
    assert read(name)["Subject"] == lines(paper(name))[0].text


@pytest.mark.parametrize(
    "to", ["a@b.example,c@d.example", "x,evil@y.example", "<a@b.example>", "a b@c.example", "a@b.example\r\nBcc: c@d.example", ""]
)
def test_an_address_is_one_address(to: str):
    with pytest.raises(DeliveryError, match="is no address"):
        read(to=to)


def test_a_page_names_its_language():
    assert '<html lang="fr">' in mail.html(lines(paper(language="fr")), "fr")
