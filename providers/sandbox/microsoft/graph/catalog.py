"""Every path of Graph that the sandbox serves; the first that fits a path is its route."""

from providers.sandbox.microsoft.graph.applications import APPLICATIONS
from providers.sandbox.microsoft.graph.delta import DELTAS
from providers.sandbox.microsoft.graph.directory import DIRECTORY
from providers.sandbox.microsoft.graph.drive_delta import DRIVE_DELTAS
from providers.sandbox.microsoft.graph.files import FILES
from providers.sandbox.microsoft.graph.mail import MAIL
from providers.sandbox.microsoft.graph.policies import POLICIES
from providers.sandbox.microsoft.graph.roles import ROLES
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.graph.sites import SITES
from providers.sandbox.microsoft.graph.teams import TEAMS

ROUTES: tuple[Route, ...] = (*DELTAS, *DIRECTORY, *ROLES, *APPLICATIONS, *POLICIES, *DRIVE_DELTAS, *SITES, *FILES, *TEAMS, *MAIL)
