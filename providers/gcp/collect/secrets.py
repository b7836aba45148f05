"""Secret Manager: which secrets there are and who is let in; never their value."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader

_API = "secretmanager.v1"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The secrets of a project. Regional ones are served in their region alone: those are known by their policy, if they have one."""
    for secret in reader.items(_API, "projects.secrets.list", "secrets", none=place.unused, parent=f"projects/{place.id}", pageSize=1000):
        uri = resource_uri(f"//secretmanager.googleapis.com/projects/{place.id}/secrets/{secret['name'].rpartition('/')[2]}")
        answers = policies.ask(
            reader, place, uri, _API, "projects.secrets.getIamPolicy", resource=secret["name"], options_requestedPolicyVersion=3
        )
        yield Raw("secret", place, secret, answers)
