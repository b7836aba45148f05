"""The sample company's AWS, Google and Microsoft, each over its own protocol on loopback."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from audit import plugins
from providers.sandbox.company import Company
from providers.sandbox.denials import Denied
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.microsoft.server import AUDITOR as APPLICATION
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.seed import seed
from providers.sandbox.seed.entra import Auditor
from providers.sandbox.seed.google import world_of
from providers.sandbox.seed.microsoft import microsoft_of
from providers.sandbox.server import Server

AWS, GOOGLE, MICROSOFT = "aws", ("google_workspace", "gcp"), ("microsoft365", "azure")
PROVIDERS = (AWS, *GOOGLE, *MICROSOFT)
AUDITOR = "sa-audit@gw-audit.iam.gserviceaccount.example"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the audit signs in with: environment variables for AWS; for the others settings, with a key's or certificate's file and the sandbox's address."""

    aws: Mapping[str, str]
    google: Mapping[str, str]
    microsoft: Mapping[str, str]

    def settings(self, provider: str) -> Mapping[str, str]:
        """What a provider's settings say of the sandbox."""
        return self.google if provider in GOOGLE else self.microsoft if provider in MICROSOFT else {}


class Sandbox:
    """From `with` to its end. It shows one company at a time."""

    def __init__(self) -> None:
        self.aws = Server()
        self.google = GoogleServer()
        self.microsoft = MicrosoftServer()
        self._folder = TemporaryDirectory(prefix="toegang-sandbox-")
        self._open = ExitStack()

    def make(self, company: Company, night: int = 0) -> SignIn:
        """Makes the company in an empty sandbox. Change tokens of an earlier night are good for nothing: its Google and Microsoft are others."""
        aws = plugins.provider(AWS)
        self.aws.empty()
        credentials = seed(company, self.aws.url, aws.permissions())
        self.aws.deny((Denied(**each) for each in company["denied"]), aws.operations())
        self.google = self._open.enter_context(GoogleServer(world_of(company, night)))
        scopes = {operation.permission for operation in plugins.provider("google_workspace").operations()}
        key = self.google.write_key(Path(self._folder.name) / "key.json", AUDITOR, delegated=scopes)
        granted = _granted()
        self.microsoft = self._open.enter_context(MicrosoftServer(microsoft_of(company, Auditor(APPLICATION, granted["graph"]), night)))
        self.microsoft.register(roles=granted)
        application = self.microsoft.settings(Path(self._folder.name))
        return SignIn(credentials, {"key_file": str(key), "endpoint_url": self.google.url}, application)

    def __enter__(self) -> Self:
        """Starts to answer."""
        self._open.enter_context(self._folder)
        self._open.enter_context(self.aws)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stops, and leaves nothing behind."""
        self._open.close()


def _granted() -> dict[str, frozenset[str]]:
    """What the audit's application is granted of each service: what its calls need, and nothing else."""
    operations = [operation for provider in MICROSOFT for operation in plugins.provider(provider).operations()]
    found = {each.service: frozenset(one.permission for one in operations if one.service == each.service) - {""} for each in operations}
    return found | {"exchange": frozenset({"Exchange.ManageAsApp"})}  # what it may do there is a matter of Exchange's own roles
