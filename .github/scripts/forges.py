"""GitHub and GitLab, as far as a message is posted there: found again by a hidden mark, written anew instead of a second time.

Sources: GitHub REST API (2022-11-28), "Issue comments", "Issues"; GitLab REST API v4, "Notes", "Issues".
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from calls import ask, pages


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there: where it is written anew, its text, whether it is still open."""

    url: str
    body: str
    is_open: bool = True


class Forge(Protocol):
    """What posting needs. Everything raises CallError."""

    longest: int

    def comments(self) -> Iterator[Posted]:
        """Our own comments on the pull or merge request of the job."""

    def comment(self, body: str) -> None:
        """A new one."""

    def issues(self) -> Iterator[Posted]:
        """Our own issues, newest first."""

    def issue(self, title: str, body: str) -> None:
        """A new one."""

    def rewrite(self, posted: Posted, body: str) -> None:
        """Another text in the place of the old."""

    def answer(self, posted: Posted, body: str) -> None:
        """A comment on an issue."""


LABEL = "toegang"


@dataclass(frozen=True, slots=True)
class GitHub:
    """`number` is the pull request's; `author` the login that the token posts under."""

    api: str
    repository: str
    token: str
    number: int
    author: str
    longest: int = 65_000

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "X-GitHub-Api-Version": "2022-11-28", "Accept": "application/vnd.github+json"}

    def _at(self, path: str) -> str:
        return f"{self.api}/repos/{self.repository}/{path}"

    def _mine(self, found: dict[str, Any]) -> bool:
        return (found.get("user") or {}).get("login") == self.author

    def comments(self) -> Iterator[Posted]:
        for each in pages(self._at(f"issues/{self.number}/comments"), self._headers):
            if self._mine(each):
                yield Posted(self._at(f"issues/comments/{each['id']}"), each.get("body") or "")

    def comment(self, body: str) -> None:
        ask("POST", self._at(f"issues/{self.number}/comments"), self._headers, {"body": body})

    def issues(self) -> Iterator[Posted]:
        for each in pages(self._at(f"issues?state=all&labels={LABEL}&sort=created&direction=desc"), self._headers):
            if self._mine(each) and "pull_request" not in each:
                yield Posted(self._at(f"issues/{each['number']}"), each.get("body") or "", each.get("state") == "open")

    def issue(self, title: str, body: str) -> None:
        ask("POST", self._at("issues"), self._headers, {"title": title, "body": body, "labels": [LABEL]})

    def rewrite(self, posted: Posted, body: str) -> None:
        ask("PATCH", posted.url, self._headers, {"body": body})

    def answer(self, posted: Posted, body: str) -> None:
        ask("POST", f"{posted.url}/comments", self._headers, {"body": body})


@dataclass(frozen=True, slots=True)
class GitLab:
    """`number` is the merge request's, within the project; `user` the id of the token's own user."""

    api: str
    project: str
    token: str
    number: int
    user: int
    longest: int = 1_000_000

    @property
    def _headers(self) -> dict[str, str]:
        return {"PRIVATE-TOKEN": self.token}

    def _at(self, path: str) -> str:
        return f"{self.api}/projects/{quote(self.project, safe='')}/{path}"

    def _mine(self, found: dict[str, Any]) -> bool:
        return (found.get("author") or {}).get("id") == self.user

    def comments(self) -> Iterator[Posted]:
        notes = self._at(f"merge_requests/{self.number}/notes")
        for each in pages(f"{notes}?order_by=created_at&sort=asc", self._headers):
            if self._mine(each) and not each.get("system"):
                yield Posted(f"{notes}/{each['id']}", each.get("body") or "")

    def comment(self, body: str) -> None:
        ask("POST", self._at(f"merge_requests/{self.number}/notes"), self._headers, {"body": body})

    def issues(self) -> Iterator[Posted]:
        for each in pages(self._at(f"issues?labels={LABEL}&order_by=created_at&sort=desc"), self._headers):
            if self._mine(each):
                yield Posted(self._at(f"issues/{each['iid']}"), each.get("description") or "", each.get("state") == "opened")

    def issue(self, title: str, body: str) -> None:
        ask("POST", self._at("issues"), self._headers, {"title": title, "description": body, "labels": LABEL, "confidential": True})

    def rewrite(self, posted: Posted, body: str) -> None:
        ask("PUT", posted.url, self._headers, {"description" if "/issues/" in posted.url else "body": body})

    def answer(self, posted: Posted, body: str) -> None:
        ask("POST", f"{posted.url}/notes", self._headers, {"body": body})


def github(event: Mapping[str, Any], environment: Mapping[str, str] = os.environ) -> GitHub:
    """The repository of the job. The number is 0 where it is about no pull request."""
    number = (event.get("pull_request") or {}).get("number") or 0
    api = environment.get("GITHUB_API_URL") or "https://api.github.com"
    author = environment.get("INPUT_AUTHOR") or "github-actions[bot]"
    return GitHub(api, environment["GITHUB_REPOSITORY"], environment["TOKEN"], int(number), author)


def gitlab(environment: Mapping[str, str] = os.environ) -> GitLab:
    """The project of the job. Raises CallError when the token is not accepted."""
    api, token = environment["CI_API_V4_URL"], environment["TOKEN"]
    user = ask("GET", f"{api}/user", {"PRIVATE-TOKEN": token})["id"]
    number = environment.get("CI_MERGE_REQUEST_IID") or "0"
    return GitLab(api, environment["CI_PROJECT_ID"], token, int(number), int(user))
