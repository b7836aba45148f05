"""Who is told, and by which way."""

from policies.language import About, By, MailSecurity, MailServer, Notify, Send, To
from policies.language.notify import OVERDUE_AFTER, PORTS
from policies.parsing.values import Entry


def notify(entry: Entry) -> Notify:
    """`notify:`; what is left out holds as it is built in."""
    usual = Notify(entry.at)
    mail, overdue = entry.inside("mail"), entry.inside("overdue_after")
    return Notify(
        at=entry.at,
        send=tuple(map(_send, entry.entries("send"))),
        mail=_mail(mail) if mail else None,
        overdue_after=tuple((severity, (overdue and overdue.period(severity)) or period) for severity, period in OVERDUE_AFTER),
        ending_within=entry.period("ending_within") or usual.ending_within,
        remind_every=entry.period("remind_every") or usual.remind_every,
    )


def _mail(entry: Entry) -> MailServer:
    security = MailSecurity(entry.text("security", MailSecurity.STARTTLS))
    return MailServer(
        at=entry.at,
        host=entry.text("host"),
        sender=entry.text("from"),
        port=entry.number("port", PORTS[security]),
        security=security,
        user=entry.text("user"),
        password_from=entry.text("password_from"),
    )


def _send(entry: Entry) -> Send:
    word, _, name = entry.text("to").partition(":")
    to = To(word)
    return Send(
        at=entry.at,
        to=to,
        name=name,
        by=By(entry.text("by")),
        about=About(entry.text("about", About.REST if to is To.SECURITY else About.OWN)),
        url_from=entry.text("url_from"),
        url=entry.text("url"),
        secrets_from=entry.texts("secret_from"),
        address=entry.text("address"),
        language=entry.text("language"),
    )
