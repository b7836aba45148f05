"""Gmail API: the settings of one mailbox that let others read its mail."""

from typing import Any

from providers.google_api.reader import NOTHING, Answer, Reader
from providers.google_workspace.normalise.mailboxes import MailSettings
from providers.parts import rows_of

_API = "gmail.v1"
_NO_MAIL = ("failedPrecondition",)  # "Mail service not enabled": the user has no mailbox


def settings(reader: Reader) -> MailSettings | None:
    """The settings of the user who is acted as; None when Gmail says that there is no mailbox.

    When the first call fails the others are not made: all of them want the same scope and the same user.
    """
    delegates = reader.ask(_API, "users.settings.delegates.list", none=_NO_MAIL, userId="me")
    if delegates is NOTHING:
        return None
    if delegates is None:
        return MailSettings()
    return MailSettings(
        delegates=rows_of(reader, delegates, "delegates"),
        addresses=_listed(reader, "users.settings.forwardingAddresses.list", "forwardingAddresses"),
        forwarding=reader.ask(_API, "users.settings.getAutoForwarding", userId="me"),
        filters=_listed(reader, "users.settings.filters.list", "filter"),
        send_as=_listed(reader, "users.settings.sendAs.list", "sendAs", fields="sendAs/sendAsEmail"),
    )


def _listed(reader: Reader, method: str, key: str, **more: Any) -> tuple[Answer, ...]:
    return rows_of(reader, reader.ask(_API, method, userId="me", **more) or NOTHING, key)
