"""Which permissions a boundary blocks, by its enforcement version: those of the services in which data lies and which govern them.

IAM documentation, "Principal Access Boundary policy enforcement version permissions". Each version blocks what those before it do, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.formula import FALSE, TRUE, Atom, Formula
from providers.gcp.evaluate.permission import matches

DEFAULT, NEWEST = 4, 4
_BINDINGS = ("*.createPolicyBinding", "*.deletePolicyBinding", "*.searchPolicyBindings", "*.updatePolicyBinding")


@dataclass(frozen=True, slots=True)
class _Blocked:
    since: int
    permissions: tuple[str, ...]
    exceptions: tuple[str, ...] = ()

    def holds(self, service: str, permission: str) -> bool:
        return any(matches(f"{service}/{one}", permission) for one in self.permissions) and not any(
            matches(f"{service}/{one}", permission) for one in self.exceptions
        )


_ALL = ("*.*",)
_SERVICES: Mapping[str, tuple[_Blocked, ...]] = {
    "storage.googleapis.com": (
        _Blocked(1, ("buckets.get", "buckets.getIamPolicy", "buckets.list", "buckets.setIamPolicy", "buckets.update", "hmacKeys.update")),
        _Blocked(1, ("objects.delete", "objects.get", "objects.setRetention")),
        _Blocked(2, ("bucketOperations.*", "buckets.*", "managedFolders.*", "multipartUploads.*", "folders.*", "hmacKeys.*", "objects.*")),
    ),
    "bigquery.googleapis.com": (
        _Blocked(1, ("datasets.create", "datasets.delete", "datasets.get", "datasets.setIamPolicy", "datasets.update")),
        _Blocked(1, ("jobs.create", "jobs.delete", "jobs.list", "jobs.get")),
        _Blocked(1, ("models.create", "models.delete", "models.list", "models.updateMetadata")),
        _Blocked(1, ("routines.create", "routines.delete", "routines.list", "routines.update")),
        _Blocked(2, ("rowAccessPolicies.*", "datasets.*", "jobs.*", "models.*", "routines.*", "tables.*")),
        _Blocked(4, ("capacityCommitments.*", "datasources.*", "readsessions.*", "reservations.*", "transfers.*")),
    ),
    "pubsub.googleapis.com": (
        _Blocked(1, _ALL, ("*.getIamPolicy", "*.setIamPolicy", "schemas.delete", "schemas.validate", "subscriptions.consume")),
        _Blocked(3, _ALL),
    ),
    "datastore.googleapis.com": (
        _Blocked(1, ("databases.create", "databases.delete", "databases.get", "databases.getMetadata", "databases.list")),
        _Blocked(3, ("backupSchedules.*", "backups.delete", "backups.get", "backups.list", "databases.*", "entities.*", "indexes.*")),
        _Blocked(3, ("locations.*", "operations.*", "userCreds.*")),
    ),
    "cloudkms.googleapis.com": (
        _Blocked(3, ("autokeyConfigs.*", "ekmConfigs.*", "keyHandles.*", "keyRings.*")),
        _Blocked(3, ("importJobs.*",), ("importJobs.useToImport",)),
        _Blocked(3, tuple(f"cryptoKeyVersions.{verb}" for verb in ("create", "destroy", "get", "list", "restore", "update"))),
        _Blocked(
            3, tuple(f"cryptoKeyVersions.{verb}" for verb in ("useToDecrypt", "useToEncrypt", "useToSign", "useToVerify", "viewPublicKey"))
        ),
        _Blocked(4, _ALL, ("locations.get", "locations.list")),
    ),
    "cloudresourcemanager.googleapis.com": (_Blocked(2, _ALL, _BINDINGS),),
    "iam.googleapis.com": (
        _Blocked(3, ("denypolicies.*", "roles.*", "serviceAccountKeys.*")),
        _Blocked(
            3,
            ("serviceAccounts.*",),
            tuple(
                f"serviceAccounts.{verb}"
                for verb in ("createTagBinding", "deleteTagBinding", "getCertificateAs", "listEffectiveTags", "listTagBindings")
            ),
        ),
        _Blocked(4, ("oauthClientCredentials.*", "oauthClients.*", "workforcePoolProviderKeys.*", "workforcePoolProviders.*"), _BINDINGS),
        _Blocked(4, ("workforcePoolSubjects.*", "workforcePools.*", "workloadIdentityPoolNamespaces.*"), _BINDINGS),
        _Blocked(4, ("workloadIdentityPoolProviderKeys.*", "workloadIdentityPoolProviders.*", "workloadIdentityPools.*"), _BINDINGS),
    ),
    "secretmanager.googleapis.com": (_Blocked(4, _ALL),),
    "cloudsql.googleapis.com": (_Blocked(3, _ALL),),
    "spanner.googleapis.com": (_Blocked(3, _ALL),),
    "bigtable.googleapis.com": (_Blocked(3, _ALL),),
    "artifactregistry.googleapis.com": (_Blocked(3, _ALL),),
    "container.googleapis.com": (_Blocked(3, _ALL),),
    "cloudfunctions.googleapis.com": (_Blocked(3, _ALL),),
    "redis.googleapis.com": (_Blocked(2, _ALL),),
    "iap.googleapis.com": (_Blocked(2, _ALL),),
    "cloudbuild.googleapis.com": (_Blocked(2, _ALL),),
    "cloudasset.googleapis.com": (_Blocked(2, _ALL),),
    "file.googleapis.com": (_Blocked(4, _ALL),),
    "alloydb.googleapis.com": (_Blocked(4, _ALL, ("databases.*",)),),
    "datastream.googleapis.com": (_Blocked(4, _ALL),),
}


def version_of(said: str) -> int | None:
    """An enforcement version as a number, the default where none is said; None for one that is not known here."""
    if said in ("", "latest"):
        return DEFAULT
    return int(said) if said.isdigit() and 1 <= int(said) <= NEWEST else None


def blocks(permission: str, said: str) -> Formula:
    """Whether boundaries of an enforcement version block a permission; undecided for services and versions that are not listed here."""
    version = version_of(said)
    undecided = Atom(
        f"boundary policies of version {said or DEFAULT} block {permission}",
        f"boundary policies of version {said or DEFAULT} do not block {permission}",
    )
    for service, listed in _SERVICES.items():
        if matches(f"{service}/*", permission):
            since = min((one.since for one in listed if one.holds(service, permission)), default=NEWEST + 1)
            if version is None:
                return TRUE if since <= NEWEST else undecided
            return TRUE if since <= version else FALSE
    return undecided
