"""Sends a digest by the way that its reader's line names, with the secrets of the environment."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import assert_never

from audit.model.paper import Paper
from audit.notify.readers import Reader
from policies.language import By, MailServer, Notify
from policies.wording import wording
from reports.notices import mail, slack, smtp, teams, webhook
from reports.notices.failing import DeliveryError, Patience
from reports.notices.post import host_of, post


def key_of(run: str, target: str) -> str:
    """What makes two deliveries one: the night and whom it is for, not the words."""
    return f"toegang-{sha256(f'{run} {target}'.encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Sender:
    """The ways out, with the environment that holds their secrets."""

    notify: Notify
    environment: Mapping[str, str]
    patience: Patience = Patience()

    def host(self, reader: Reader) -> str:
        """The host that a digest would go to: all of an address that may be shown. Raises DeliveryError where there is none."""
        return self._server().host if reader.line.by is By.MAIL else host_of(self._url(reader))

    def send(self, reader: Reader, paper: Paper, key: str, at: datetime) -> None:
        """Delivers it; `at` is the moment of the run. Raises DeliveryError where it can't be delivered."""
        say = wording(paper.language)
        match reader.line.by:
            case By.MAIL:
                server = self._server()
                password = self._variable(server.password_from) if server.password_from else ""
                made = mail.message(paper, server.sender, reader.address, key, datetime.now(UTC))
                smtp.send(made, server, password, self.patience)
            case By.SLACK:
                self._post(reader, slack.payload(paper, say))
            case By.TEAMS:
                self._post(reader, teams.payload(paper, say))
            case By.WEBHOOK:
                body, secrets = webhook.body(paper, at), self._secrets(reader)
                url = self._url(reader)
                post(url, body, lambda: webhook.headers(key, int(time.time()), body, secrets), self.patience, twice_is_once=True)
            case _:
                assert_never(reader.line.by)

    def _post(self, reader: Reader, payload: object) -> None:
        body = json.dumps(payload, ensure_ascii=True).encode("ascii")
        post(self._url(reader), body, dict, self.patience, twice_is_once=False)

    def _server(self) -> MailServer:
        if self.notify.mail is None:
            raise DeliveryError("the policy names no mail server")
        return self.notify.mail

    def _url(self, reader: Reader) -> str:
        return reader.line.url or self._variable(reader.line.url_from)

    def _secrets(self, reader: Reader) -> tuple[bytes, ...]:
        return tuple(webhook.secret(name, self._variable(name)) for name in reader.line.secrets_from)

    def _variable(self, name: str) -> str:
        found = self.environment.get(name, "")
        if not found.strip():
            raise DeliveryError(f"the environment variable {name} is not set")
        return found
