"""Secret Manager: which secrets there are and who is let in; never their value."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer

_API = "secretmanager.v1"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The secrets of a project. Regional ones are served in their region alone: those are known by their policy, if they have one."""
    found = reader.items(_API, "projects.secrets.list", "secrets", none=place.unused, parent=f"projects/{place.id}", pageSize=1000)
    yield from streamed(reader, found, lambda secret: _secret(reader, place, policies, secret))


def _secret(reader: Reader, place: Place, policies: Policies, secret: Answer) -> Iterator[Raw]:
    named = name(secret, "name")
    uri = resource_uri(f"//secretmanager.googleapis.com/projects/{place.id}/secrets/{named.rpartition('/')[2]}")
    call = "projects.secrets.getIamPolicy"
    yield Raw("secret", place, secret, policies.ask(reader, place, uri, _API, call, resource=named, options_requestedPolicyVersion=3))
