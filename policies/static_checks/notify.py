"""Whoever is to be told can be told, no secret travels in the clear, and nothing is left that nobody is told of."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from policies.addresses import mail_address
from policies.errors import Problem
from policies.language import About, By, MailSecurity, Notify, Policy, Send, To


def complete(policy: Policy) -> Iterator[Problem]:
    """Each line has what its way needs."""
    for line in _lines(policy):
        match line.by:
            case By.MAIL:
                if policy.notify and policy.notify.mail is None:
                    yield _problem(line, "has no server to go through", "add `mail:` with host and from")
            case By.SLACK | By.TEAMS:
                if not line.url_from:
                    remedy = "add `url_from:` with the name of an environment variable: whoever has that address can post there"
                    yield _problem(line, "does not say which environment variable holds the address to post to", remedy)
            case By.WEBHOOK:
                if bool(line.url) is bool(line.url_from):
                    yield _problem(line, "needs one address to post to", "add `url:`, or `url_from:` where the address is a secret")
                if not line.secrets_from:
                    remedy = "add `secret_from:` with the name of an environment variable"
                    yield _problem(line, "is not signed, so that its receiver can't tell who sent it", remedy)
        if surplus := _surplus(line):
            yield _problem(line, f"takes no `{surplus}:`", "take it out")


def in_private(policy: Policy) -> Iterator[Problem]:
    """Nothing goes over the network unencrypted; only to this machine it may."""
    for line in _lines(policy):
        if line.url and urlsplit(line.url).scheme != "https" and not is_local(urlsplit(line.url).hostname or ""):
            yield _problem(line, "goes over the network unencrypted", "write an address that begins with https://")
    mail = policy.notify.mail if policy.notify else None
    if mail and mail.security is MailSecurity.NONE and not is_local(mail.host):
        message = f"notify.mail: mail to {mail.host} goes over the network unencrypted"
        yield Problem(mail.at, message, mail.host, "write `security: starttls` or `security: tls`")
    if mail and bool(mail.user) is not bool(mail.password_from):
        yield Problem(mail.at, "notify.mail: a user without a password, or a password without a user", "", "write both or neither")


def addressed(policy: Policy) -> Iterator[Problem]:
    """Whom a line names has an address to write to, and owns something where it is about their own."""
    people = {person.id: person for person in policy.people}
    owners = {asset.owner for asset in policy.assets}
    for line in _lines(policy):
        person = people.get(line.name) if line.to is To.PERSON else None
        if person and line.about is About.OWN and person.id not in owners:
            yield _problem(line, "is about their own assets, and they own none", "add `about: rest` or `about: all`, or take the line out")
        if line.by is not By.MAIL or line.address:
            continue
        if person and not mail_address(policy, person):
            yield _problem(line, "has no address", f"add `email:` to {person.id}, or `address:` to the line")
        if line.to is To.SECURITY and not (policy.organisation and policy.organisation.contact_email):
            yield _problem(line, "has no address", "add `contact: {email: …}` to the organisation, or `address:` to the line")


def nothing_untold(policy: Policy) -> Iterator[Problem]:
    """Somebody is told of what has no owner, or whose owner can't be told: who has left, has no address, or is named by no line."""
    if policy.notify is None or any(line.about in (About.REST, About.ALL) for line in policy.notify.send):
        return
    unreached = sorted({asset.owner for asset in policy.assets if asset.owner} - set(_reached(policy, policy.notify)))
    whom = f", and {' and '.join(unreached)} can't be told" if unreached and policy.directory is None else ""
    yield Problem(
        policy.notify.at,
        f"notify: nobody is told of what has no owner{whom}",
        "",
        "add a line for the rest: {to: security, by: mail}",
    )


def is_local(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _reached(policy: Policy, notify: Notify) -> Iterator[str]:
    """The owners whom a line is for and can be sent to."""
    for line in notify.send:
        for person in policy.people:
            meant = line.to is To.OWNERS or (line.to is To.PERSON and line.name == person.id)
            if meant and (line.by is not By.MAIL or line.address or mail_address(policy, person)):
                yield person.id


def _surplus(line: Send) -> str:
    """A key that the line's way has no use for: what is written and not heeded would mislead."""
    posts = line.by is not By.MAIL
    given = {
        "url": line.url and line.by is not By.WEBHOOK,
        "url_from": line.url_from and not posts,
        "secret_from": line.secrets_from and line.by is not By.WEBHOOK,
        "address": line.address and (posts or line.to in (To.OWNERS, To.ROLE)),
    }
    return next((key for key, wrong in given.items() if wrong), "")


def _lines(policy: Policy) -> tuple[Send, ...]:
    return policy.notify.send if policy.notify else ()


def _problem(line: Send, message: str, remedy: str) -> Problem:
    return Problem(line.at, f"notify.send: {line} by {line.by} {message}", "", remedy)
