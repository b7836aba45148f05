"""Whom to ask, and as whom."""

from dataclasses import dataclass

from providers.google_api.reader import Reader
from providers.google_api.session import Sessions
from providers.google_workspace.directory import User
from providers.google_workspace.kinds import PROVIDER, TENANT
from providers.google_workspace.settings import WorkspaceSettings


@dataclass(frozen=True, slots=True)
class Sources:
    """One run's sessions and settings."""

    sessions: Sessions
    settings: WorkspaceSettings

    def administrator(self, surface: str, scope: str = TENANT) -> Reader:
        """Asks as the administrator of the settings; without one, as the service account itself."""
        return Reader(self.sessions, PROVIDER, surface, scope, self.settings.subject)

    def itself(self, surface: str, scope: str = TENANT) -> Reader:
        """Asks as the service account, by an admin role of its own."""
        return Reader(self.sessions, PROVIDER, surface, scope)

    def user(self, surface: str, user: User) -> Reader:
        """Asks as a user about what is that user's."""
        return Reader(self.sessions, PROVIDER, surface, user.id, user.address)
