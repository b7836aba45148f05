"""The policy of a night: its files are kept with the run, so that a result can be worked out again when the policy has moved on."""

from collections.abc import Iterator

from audit.model.facts import Attachment, Document, document
from audit.ports import Facts
from policies.language import Policy
from policies.load import load_text

_KIND = "policy-file"


def written_down(policy: Policy) -> Iterator[Document | Attachment]:
    """The policy's files as documents of the run, attached to the policy's digest."""
    for name, text in policy.files:
        body = document(_KIND, text)
        yield body
        yield Attachment(_holder(policy.digest), body.id, _KIND, name)


def policy_then(facts: Facts, digest: str) -> Policy | None:
    """The policy that the run was taken under; None when it was not kept. Raises PolicyError when this version can't read it."""
    bodies = {each.id: each.body for each in facts.documents() if each.kind == _KIND}
    mine = (each for each in facts.attachments() if each.kind == _KIND and each.holder == _holder(digest))
    files = {each.name: bodies[each.document] for each in mine}
    return load_text(files) if files else None


def _holder(digest: str) -> str:
    return f"policy:{digest}"
