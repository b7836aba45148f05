"""The known ways to act as a service account, or to come to: one table.

IAM documentation, "Service account impersonation", "Roles for service account authentication", "Attach service accounts to resources" (who attaches an
account needs `iam.serviceAccounts.actAs` on it and the right to make the resource), "Restrict service account usage" (constraints); Cloud Storage
documentation, "HMAC keys".
"""

from dataclasses import dataclass

from audit.model.facts import MembershipKind

ACT_AS = "iam.serviceAccounts.actAs"
DELEGATE = "iam.serviceAccounts.implicitDelegation"
CROSS_PROJECT = "iam.disableCrossProjectServiceAccountUsage"  # enforced unless a policy says otherwise


@dataclass(frozen=True, slots=True)
class Way:
    """A permission on a service account, or on its project, by which one acts as it. `unless` are constraints that take the way away."""

    kind: MembershipKind
    permission: str
    words: str
    on_project: bool = False
    unless: tuple[str, ...] = ()


_TOKENS, _LATENT = MembershipKind.IMPERSONATE, MembershipKind.ESCALATE
WAYS = (
    Way(_TOKENS, "iam.serviceAccounts.getAccessToken", "gets access tokens of it"),
    Way(_TOKENS, "iam.serviceAccounts.signJwt", "signs tokens as it"),
    Way(_TOKENS, "iam.serviceAccounts.signBlob", "signs tokens as it"),
    Way(_LATENT, "iam.serviceAccounts.getOpenIdToken", "gets identity tokens of it"),  # which no API of Google's takes for data
    Way(
        _LATENT,
        "iam.serviceAccountKeys.create",
        "could make or upload a key for it",
        unless=("iam.disableServiceAccountKeyCreation", "iam.managed.disableServiceAccountKeyCreation"),
    ),
    Way(_LATENT, "iam.serviceAccounts.setIamPolicy", "could edit its policy"),
    Way(_LATENT, "storage.hmacKeys.create", "could make an HMAC key for it", on_project=True),
)
# What starts code, or a query, as the account that is given. With ACT_AS on the account it is a way.
DEPLOYS = {
    "compute.instances.create": "could start a virtual machine as it",
    "compute.instances.setServiceAccount": "could have a virtual machine run as it",
    "compute.instances.setMetadata": "could run a script on a virtual machine that runs as it",
    "compute.projects.setCommonInstanceMetadata": "could sign in to a virtual machine that runs as it",
    "compute.instances.osLogin": "could sign in to a virtual machine that runs as it",
    "compute.instances.osAdminLogin": "could sign in to a virtual machine that runs as it",
    "compute.instanceTemplates.create": "could start virtual machines as it",
    "container.clusters.create": "could start a cluster as it",
    "container.nodePools.create": "could start a cluster's nodes as it",
    "run.services.create": "could deploy a Cloud Run service as it",
    "run.services.update": "could deploy a Cloud Run service as it",
    "run.jobs.create": "could run a Cloud Run job as it",
    "run.jobs.update": "could run a Cloud Run job as it",
    "cloudfunctions.functions.create": "could deploy a function as it",
    "cloudfunctions.functions.update": "could deploy a function as it",
    "cloudbuild.builds.create": "could run a build as it",
    "cloudscheduler.jobs.create": "could schedule requests as it",
    "cloudscheduler.jobs.update": "could schedule requests as it",
    "cloudtasks.tasks.create": "could queue requests as it",
    "workflows.workflows.create": "could run a workflow as it",
    "workflows.workflows.update": "could run a workflow as it",
    "appengine.versions.create": "could deploy an App Engine version as it",
    "dataflow.jobs.create": "could run a Dataflow job as it",
    "dataproc.clusters.create": "could start a Dataproc cluster as it",
    "dataproc.batches.create": "could run a Dataproc batch as it",
    "composer.environments.create": "could start a Composer environment as it",
    "datafusion.instances.create": "could start a Data Fusion instance as it",
    "aiplatform.customJobs.create": "could run a Vertex AI job as it",
    "aiplatform.notebookRuntimes.assign": "could run a notebook as it",
    "notebooks.instances.create": "could start a notebook as it",
    "batch.jobs.create": "could run a batch job as it",
    "config.deployments.create": "could deploy infrastructure as it",
    "bigquery.transfers.update": "could schedule queries as it",
    "dataform.workflowConfigs.create": "could schedule queries as it",
    "eventarc.triggers.create": "could have events sent as it",
    "workstations.workstationConfigs.create": "could start a workstation as it",
}
# What starts code as an account of the project's own that nobody has to give: Cloud Build documentation, "Default service account"; Cloud Deployment
# Manager documentation, "Access control".
BUILT_IN = (
    ("cloudbuild.builds.create", "{number}@cloudbuild.gserviceaccount.com", "could run a build as it"),
    ("deploymentmanager.deployments.create", "{number}@cloudservices.gserviceaccount.com", "could deploy resources as it"),
)
# IAM documentation, "Manage workload identity pools and providers": who names an identity provider says who its subjects are.
POOL_PROVIDERS = ("iam.workloadIdentityPoolProviders.create", "iam.workloadIdentityPoolProviders.update")
