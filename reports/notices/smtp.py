"""Sends one mail through the organisation's server (RFC 5321), encrypted as the policy says."""

import smtplib
import ssl
import time
from email.message import Message

from audit.cli.text import safe, shorten
from policies.language import MailSecurity, MailServer
from reports.notices.failing import DeliveryError, Patience

_SHOWN = 160  # characters of what a server says


class _NotNowError(Exception):
    """Something that may be over soon: no connection, or an answer that begins with 4."""


def send(mail: Message, server: MailServer, password: str, patience: Patience) -> None:
    """Sends a mail to its one recipient. Raises DeliveryError when the server does not take it in the end."""
    for attempt in range(1, patience.attempts + 1):
        try:
            _send(mail, server, password, patience)
        except _NotNowError as error:
            if attempt == patience.attempts:
                raise DeliveryError(f"{server.host} {error}") from None
            time.sleep(patience.before(attempt))
        else:
            return


def _send(mail: Message, server: MailServer, password: str, patience: Patience) -> None:
    """One attempt. An error of the library is never passed on: what it says of a sign-in might say the password."""
    try:
        with _connected(server, patience) as session:
            if server.security is MailSecurity.STARTTLS:
                session.starttls(context=ssl.create_default_context())
            if server.user:
                _sign_in(session, server, password)
            session.send_message(mail, from_addr=server.sender, to_addrs=[str(mail["To"])])
    except smtplib.SMTPRecipientsRefused as error:
        ((code, said),) = error.recipients.values()
        raise _refused(code, f"refused the recipient: {_told(code, said)}", server) from None
    except smtplib.SMTPNotSupportedError:
        raise DeliveryError(f"{server.host} lacks something that the policy or the address asks for (STARTTLS, AUTH or SMTPUTF8)") from None
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, f"refused the mail: {_told(error.smtp_code, error.smtp_error)}", server) from None
    except ssl.SSLCertVerificationError:
        raise DeliveryError(f"{server.host} can't be trusted: its certificate is not one that this machine knows") from None
    except (smtplib.SMTPException, OSError):
        raise _NotNowError("can't be reached, or broke the connection off") from None


def _connected(server: MailServer, patience: Patience) -> smtplib.SMTP:
    if server.security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=patience.answer, context=ssl.create_default_context())
    return smtplib.SMTP(server.host, server.port, timeout=patience.answer)


def _sign_in(session: smtplib.SMTP, server: MailServer, password: str) -> None:
    try:
        session.login(server.user, password)
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(error.smtp_code, f"refused to let {server.user} sign in ({error.smtp_code})", server) from None


def _refused(code: int, why: str, server: MailServer) -> Exception:
    return _NotNowError(why) if 400 <= code < 500 else DeliveryError(f"{server.host} {why}")


def _told(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {shorten(safe(' '.join(text.split())), _SHOWN)}".strip()
