"""What the policy says that the tool reads about staff is what the providers are set to read."""

import json
from collections.abc import Iterator

from policies.errors import Problem
from policies.language import Policy, ProviderSettings

NOTHING = "none"


def activity_as_declared(policy: Policy) -> Iterator[Problem]:
    """No provider is set to keep activity that `tool_as_processing.activity_data`, the line in the register, does not name."""
    declared = policy.tool_as_processing.activity_data if policy.tool_as_processing else None
    for provider in policy.providers if declared is not None else ():
        found = _activity(provider)
        if found not in (NOTHING, declared):
            message = f"providers.{provider.name}: keeps activity ({found}), and `tool_as_processing:` says {declared}"
            yield Problem(
                provider.at, message, found, "take `activity_data:` out, or tell staff and write it in `tool_as_processing:` first"
            )


def _activity(provider: ProviderSettings) -> str:
    told = json.loads(provider.settings)
    return str(told.get("activity_data") or NOTHING) if isinstance(told, dict) else NOTHING
