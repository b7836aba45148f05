"""A digest as mail: text and HTML side by side (RFC 2046), with nothing in it that a reader's program would fetch."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
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
    Weight.ITEM: "\n- {}",
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


def message(paper: Paper, sender: str, to: str, key: str, at: datetime) -> EmailMessage:
    """The mail. Its `Message-ID` is made of the key, so that the same digest sent twice is one mail. Raises DeliveryError for an address that is none."""
    told = lines(paper)
    made = EmailMessage(policy=SMTP)
    domain = address(sender).domain
    made["Subject"] = told[0].text
    made["From"] = Address("Toegang", addr_spec=str(address(sender)))
    made["To"] = str(address(to))
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{key}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
    made["Content-Language"] = paper.language
    made.set_content(text(told), cte="quoted-printable")
    made.add_alternative(html(told, paper.language), subtype="html", cte="quoted-printable")
    return made


def address(written: str) -> Address:
    """One address, and no more than one. Raises DeliveryError."""
    try:
        return Address(addr_spec=written)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise DeliveryError(f"{written!r} is no address") from error


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
