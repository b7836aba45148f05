"""A digest as mail: text and HTML side by side (RFC 2046), with nothing in it that a reader's program would fetch."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from html import escape

from audit.model.paper import Paper
from reports.notices.failing import DeliveryError
from reports.notices.lines import Line, Weight, lines

_TEXT = {
    Weight.HEADING: "\n{}\n",
    Weight.TEXT: "{}",
    Weight.WARNING: "! {}",
    Weight.NOTE: "\n{}",
    Weight.ITEM: "- {}",
    Weight.DETAIL: "  {}",
}
_HTML = {
    Weight.TITLE: '<h1 style="font-size:1.3em">{}</h1>',
    Weight.HEADING: '<h2 style="font-size:1.1em">{}</h2>',
    Weight.TEXT: "<p>{}</p>",
    Weight.WARNING: "<p><strong>{}</strong></p>",
    Weight.NOTE: '<p style="color:#555555">{}</p>',
    Weight.ITEM: "<li>{}",
    Weight.DETAIL: "<br>{}",
}
_LISTED = (Weight.ITEM, Weight.DETAIL)


def message(paper: Paper, sender: str, to: str, key: str, at: datetime) -> MIMEMultipart:
    """The mail. Its `Message-ID` is made of the key, so that the same digest sent twice is one mail. Raises DeliveryError for an address that is none."""
    told = lines(paper)
    made = MIMEMultipart("alternative")
    made["Subject"] = Header(
        told[0].text, "utf-8", header_name="Subject"
    ).encode()  # all of it: what looks like an encoded word is then no more than text
    made["From"] = f"Toegang <{address(sender)}>"
    made["To"] = address(to)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{key}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
    made["Content-Language"] = paper.language
    made.attach(MIMEText(text(told), "plain", "utf-8"))
    made.attach(MIMEText(html(told, paper.language), "html", "utf-8"))
    return made


def address(written: str) -> str:
    """One address, and no more than one, in letters that every mail server takes. Raises DeliveryError."""
    try:
        found = str(Address(addr_spec=written))
    except (HeaderParseError, ValueError, IndexError) as error:
        raise DeliveryError(f"{written!r} is no address") from error
    if not (found == written and found.isascii() and found.isprintable()):
        raise DeliveryError(f"{written!r} is no address")
    return found


def text(told: Sequence[Line]) -> str:
    """The mail for a program that shows text."""
    return "\n".join(_TEXT[line.weight].format(line.text) for line in told[1:]) + "\n"


def html(told: Sequence[Line], language: str) -> str:
    """The mail for a program that shows HTML: styles within, no image, no link, no script."""
    title = escape(told[0].text)
    head = f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f'{head}<body style="font-family:sans-serif;max-width:45em">\n{chr(10).join(_body(told))}\n</body></html>\n'


def _body(told: Sequence[Line]) -> Iterator[str]:
    listing = False
    for line in told:
        listed = line.weight in _LISTED
        if listed is not listing:
            yield "<ul>" if listed else "</ul>"
            listing = listed
        yield _HTML[line.weight].format(escape(line.text))
    if listing:
        yield "</ul>"
