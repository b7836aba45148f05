"""Slow and obvious: what would Google Cloud answer to one request, and what is left open when not everything is known?

By the stages of "Policy types" ("Policy evaluation"), and "Principal access boundary policies", "Deny policies", "Understanding allow policies",
"Using resource hierarchy for access control". Whatever is not known (who is in a group, what a test in a condition gives) is a fact that is
guessed: the case is decided for every way in which the facts may turn out. A case is plain data: see `gcp_cases`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.reference.gcp_simulator_conditions import Attributes, holds
from tests.reference.gcp_simulator_permissions import can_block, fits
from tests.reference.gcp_simulator_principals import Asker, Sets, asker
from tests.reference.guessing import Guess, decision, each_way

Case = Mapping[str, Any]
MANAGER = "//cloudresourcemanager.googleapis.com/"
TYPES = (  # "Resource attributes for IAM Conditions": how names of the random cases show the type
    ("/objects/", "storage.googleapis.com/Object"),
    ("/managedFolders/", "storage.googleapis.com/ManagedFolder"),
    ("/buckets/", "storage.googleapis.com/Bucket"),
    ("/versions/", "secretmanager.googleapis.com/SecretVersion"),
    ("/secrets/", "secretmanager.googleapis.com/Secret"),
    (f"{MANAGER}projects/", "cloudresourcemanager.googleapis.com/Project"),
)


def decide(case: Case, *, open_context: bool = False) -> str:
    """Allow, ExplicitDeny, ImplicitDeny or Conditional."""
    return decision(decisions(case, open_context=open_context))


def decisions(case: Case, *, open_context: bool = False) -> Iterator[str]:
    """The decision for every way in which the facts that it takes may turn out."""
    return each_way(lambda guess: _Evaluation(case, guess, open_context=open_context).decide())


def full(name: str) -> str:
    return name if name.startswith("//") else f"{MANAGER}{name}"


def implied(name: str) -> Iterator[str]:
    """What the name of an object or a secret's version shows to lie above it, nearest first; a managed folder holds what has its name first."""
    bucket, is_object, key = name.partition("/objects/")
    if is_object:
        parts = key.split("/")[:-1]
        yield from (f"{bucket}/managedFolders/{'/'.join(parts[:count])}/" for count in range(len(parts), 0, -1))
        yield bucket
    secret, is_version, _ = name.partition("/versions/")
    if is_version:
        yield secret


class _Evaluation:
    """One case under one set of guesses."""

    def __init__(self, case: Case, guess: Guess, *, open_context: bool) -> None:
        self.case, self.guess, self.open_context = case, guess, open_context
        request = case["request"]
        self.permission: str = request["permission"]
        resource = full(request["resource"])
        self.chain = list(dict.fromkeys((resource, *implied(resource), *map(full, case.get("hierarchy", ())))))
        self.who = asker(request["principal"])
        self.sets = Sets(self.who, case.get("groups", {}), self.chain, guess, open_context=open_context)
        self.attributes = _attributes(request, resource, self.who)

    def decide(self) -> str:
        if self._is_ineligible() or self._is_denied():
            return "ExplicitDeny"
        return "Allow" if self._is_granted() else "ImplicitDeny"

    def _holds(self, said: Mapping[str, Any]) -> bool | None:
        """Whether a condition holds, None if it can't be evaluated; what has none always holds."""
        condition = said.get("condition", said.get("denialCondition"))
        return True if condition is None else holds(condition["expression"], self.attributes, self._has_none, self.guess)

    def _has_none(self, attribute: str) -> bool:
        """Whether the request has no such API attribute ("Attribute reference for IAM Conditions", "API attributes")."""
        if attribute == "iam.googleapis.com/modifiedGrantsByRole":
            return not self.permission.endswith(".setIamPolicy")
        return self.permission != "storage.objects.list" or not self.open_context

    # 1. A principal that is subject to boundary policies may use what they can block on nothing but what they name.

    def _is_ineligible(self) -> bool:
        subject = [policy for policy in self.case.get("boundaries", ()) if any(map(self._binds, policy["bindings"]))]
        if not any(can_block(policy["details"].get("enforcementVersion"), self.permission) for policy in subject):
            return False
        named = {full(name) for policy in subject for rule in policy["details"]["rules"] for name in rule["resources"]}
        return named.isdisjoint(self.chain)

    def _binds(self, binding: Mapping[str, Any]) -> bool:
        return self.sets.include(binding["target"]["principalSet"]) and self._holds(binding) is not False

    # 2. Nothing helps against a deny policy of the resource or of what lies above it; one whose condition can't be evaluated applies.

    def _is_denied(self) -> bool:
        return any(
            self._denies(rule["denyRule"])
            for place, policies in self.case.get("deny", {}).items()
            if full(place) in self.chain
            for policy in policies
            for rule in policy["rules"]
        )

    def _denies(self, rule: Mapping[str, Any]) -> bool:
        return (
            any(fits(one, self.permission) for one in rule["deniedPermissions"])
            and not any(fits(one, self.permission) for one in rule.get("exceptionPermissions", ()))
            and any(map(self.sets.include, rule["deniedPrincipals"]))
            and not any(map(self.sets.include, rule.get("exceptionPrincipals", ())))
            and self._holds(rule) is not False
        )

    # 3. Any role that has the permission will do, on the resource or above it.

    def _is_granted(self) -> bool:
        return any(self._grants(binding) for binding in self._bindings())

    def _bindings(self, where: Callable[[str], bool] = lambda _: True) -> Iterator[Mapping[str, Any]]:
        for place, policy in self.case["allow"].items():
            if full(place) in self.chain and where(full(place)):
                yield from policy["bindings"]

    def _grants(self, binding: Mapping[str, Any]) -> bool:
        return (
            self._has_permission(binding["role"])
            and any(self.sets.include(member) or self._is_of_project(member) for member in binding["members"])
            and self._holds(binding) is True
        )

    def _has_permission(self, role: str) -> bool:
        roles = self.case.get("roles", {})
        return self.permission in roles[role] if role in roles else self.guess(f"{role} holds {self.permission}")

    def _is_of_project(self, member: str) -> bool:
        """Convenience values ("Identity and Access Management" of Cloud Storage): whoever has a basic role for the project.

        Whether one that is given above the project counts is not told.
        """
        kind, _, project = member.partition(":")
        roles = {"projectOwner": "roles/owner", "projectEditor": "roles/editor", "projectViewer": "roles/viewer"}
        place = full(f"projects/{project}")
        if kind not in roles or place not in self.chain:
            return False
        above = self.chain[self.chain.index(place) + 1 :]
        return self._has_role(roles[kind], [place]) or (self._has_role(roles[kind], above) and self.guess(f"{roles[kind]} from above"))

    def _has_role(self, role: str, places: list[str]) -> bool:
        return any(
            binding["role"] == role and any(map(self.sets.include, binding["members"])) and self._holds(binding) is True
            for binding in self._bindings(places.__contains__)
        )


def _attributes(request: Mapping[str, Any], resource: str, who: Asker) -> Attributes:
    """What is known of the request: what its resource and its principal show, and what the case says; null says that something is not known."""
    service, _, name = resource[2:].partition("/")
    shown: dict[str, Any] = {"resource.name": name, "resource.service": service, **who.attributes}
    kind = next((kind for mark, kind in TYPES if mark in resource), None)
    said = {**shown, "resource.type": kind, **request.get("attributes", {})} | (
        {"request.time": request["time"]} if "time" in request else {}
    )
    return {key: value for key, value in said.items() if value is not None}
