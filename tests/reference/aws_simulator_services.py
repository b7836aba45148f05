"""What services add to the flow of the IAM User Guide.

Source: AWS Organizations User Guide, "Resource control policies (RCPs)"; Service Authorization Reference (actions without resource types);
S3 User Guide, "Blocking public access to your Amazon S3 storage"; KMS Developer Guide, "Key policies" and "Aliases".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_network
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Services whose resources RCPs apply to; kms:RetireGrant is not among their actions.
RCP_SERVICES = _words(
    """aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact
    codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax
    dsql dynamodb ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor
    notifications opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery
    signin sqs sts support swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray"""
)
# Actions that have no resource: their request is for "*", and only "*" in a policy speaks of it. Those of the cases alone.
WITHOUT_RESOURCE = _words(
    """iam:listusers iam:listroles iam:getaccountsummary kms:createkey kms:generaterandom kms:listaliases kms:listkeys
    s3:getaccountpublicaccessblock s3:listallmybuckets secretsmanager:getrandompassword secretsmanager:listsecrets sqs:listqueues
    sts:decodeauthorizationmessage sts:getcalleridentity sts:getsessiontoken"""
)
AWS_POLICY_ACTIONS = ("createpolicy", "deletepolicy", "setdefaultpolicyversion", "tagpolicy", "untagpolicy")
AWS_POLICY_ACTIONS += ("createpolicyversion", "deletepolicyversion")
AWS_ROLE_ACTIONS = _words(
    """attachrolepolicy createrole createservicelinkedrole deleterole deleterolepermissionsboundary deleterolepolicy
    deleteservicelinkedrole detachrolepolicy passrole putrolepermissionsboundary putrolepolicy tagrole untagrole
    updateassumerolepolicy updaterole updateroledescription"""
)
FIXED = _words(
    """aws:principalaccount aws:principalarn aws:principalisawsservice aws:principalorgid aws:principalorgpaths aws:principalservicename
    aws:principalservicenameslist aws:sourceaccount aws:sourcearn aws:sourceowner aws:sourcevpc aws:sourcevpcarn aws:sourcevpce aws:userid
    aws:vpceaccount aws:vpceorgid aws:vpceorgpaths s3:dataaccesspointaccount s3:dataaccesspointarn
    s3:x-amz-server-side-encryption-aws-kms-key-id"""
)
FIXING = re.compile(r"(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|bool)")
PRIVATE = [ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]


def needs_its_policy(action: str, resource: str) -> bool:
    """KMS keys and roles trust nobody, their own account included, but for their own policy."""
    kind = resource.split(":", 5)[-1]
    return (action.startswith("kms:") and kind.startswith("key/")) or (action.startswith("sts:") and kind.startswith("role/"))


def is_under_rcps(action: str, resource: str) -> bool:
    """Not the trust of service-linked roles, nor what is not listed."""
    listed = action.partition(":")[0] in RCP_SERVICES and action != "kms:retiregrant"
    return listed and not (action.startswith("sts:") and ":role/aws-service-role/" in resource)


def is_reserved(action: str, resource: str) -> bool:
    """What nobody changes: AWS managed policies, the roles of IAM Identity Center, the aliases of AWS managed keys."""
    service, _, verb = action.partition(":")
    parts = resource.split(":", 5)
    if len(parts) < 6:
        return False
    if service == "iam":
        managed = parts[4] == "aws" and parts[5].startswith("policy/") and verb in AWS_POLICY_ACTIONS
        return managed or (parts[5].startswith("role/aws-reserved/") and verb in AWS_ROLE_ACTIONS)
    return service == "kms" and parts[5].startswith("alias/aws/") and verb in ("createalias", "deletealias", "updatealias")


def is_bucket(resource: str) -> bool:
    """A general purpose bucket or an object in it; an access point has its own settings."""
    return resource == "*" or bool(re.fullmatch(r"arn:[^:]+:s3:::[^/]+(/.*)?", resource))


def is_public(statements: Sequence[Mapping[str, Any]]) -> bool:
    """ "The meaning of public": some statement allows more than fixed values of what the page lists."""
    return any(one["Effect"] == "Allow" and _is_open(one) and not any(_fixed(one)) for one in statements)


def _is_open(statement: Mapping[str, Any]) -> bool:
    element = statement.get("Principal")
    if element is None:
        return "NotPrincipal" in statement
    if not isinstance(element, Mapping):
        return set(element) == {"*"}
    names = [(kind, name) for kind, said in element.items() for name in (said if isinstance(said, list) else [said])]
    return any(set(name) == {"*"} or (kind == "Federated" and not name.startswith("arn:")) for kind, name in names)


def _fixed(statement: Mapping[str, Any]) -> Iterator[bool]:
    for operator, pairs in (statement.get("Condition") or {}).items():
        for name, said in pairs.items():
            key, values = name.lower(), [str(one) for one in (said if isinstance(said, list) else [said])]
            if key == "aws:sourceip":
                yield operator.lower() == "ipaddress" and all(map(_is_narrow, values))
            elif key in FIXED and FIXING.fullmatch(operator.lower()):
                yield all(_is_fixed(key, value) for value in values)


def _is_fixed(key: str, value: str) -> bool:
    if "${" in value:
        return False
    if key == "aws:principalisawsservice":
        return value.lower() == "true"
    if key.endswith("arn"):
        account = value.split(":", 5)
        return len(account) == 6 and account[4] != "" and not re.search(r"[*?]", ":".join(account[:5]))
    ending = {"aws:userid": ":*", "aws:principalorgpaths": "/*", "aws:vpceorgpaths": "/*"}.get(key, "")
    if key.startswith("aws:principalservicename"):
        value = value.removeprefix("*.")
    return not re.search(r"[*?]", value.removesuffix(ending))


def _is_narrow(value: str) -> bool:
    """No broader than /8 (IPv4, private ranges apart) or /32 (IPv6)."""
    try:
        network = ip_network(value, strict=False)
    except ValueError:
        return False
    private = network.version == 4 and any(network.subnet_of(one) for one in PRIVATE)
    return private or network.prefixlen >= (8 if network.version == 4 else 32)
