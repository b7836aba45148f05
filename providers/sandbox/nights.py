"""One night of the sample company: made in the sandbox, and collected by the real adapters over loopback."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from audit import plugins
from audit.counting import Count, nobody
from audit.pipeline import collect, plan
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Policy, ProviderSettings
from policies.load import load
from providers.sandbox.clients import environment
from providers.sandbox.company import Company
from providers.sandbox.company.policy import policy_files
from providers.sandbox.sandbox import PROVIDERS, Sandbox, SignIn

POLICY, RUNS = "policy", "runs"  # within the folder of a demo
NIGHT_ONE = datetime(2026, 10, 15, 2, tzinfo=UTC)
NIGHT_TWO = datetime(2026, 10, 16, 2, tzinfo=UTC)


def write_policy(company: Company, folder: Path) -> None:
    """Puts the company's policy set in its place in the folder."""
    (folder / POLICY).mkdir(parents=True, exist_ok=True)
    for name, text in policy_files(company).items():
        (folder / POLICY / name).write_text(text, encoding="utf-8")


def take(
    at: datetime,
    sandbox: Sandbox,
    signs_in: SignIn,
    folder: Path,
    tell: Callable[[str], None] = lambda _: None,
    *,
    only: tuple[str, ...] = PROVIDERS,
    count: Count = nobody,
) -> Run:
    """Takes a run of what the sandbox holds, dated `at`, under the policy in the folder into the store beside it."""
    planned = plan(load(folder / POLICY), only)
    planned = replace(planned, policy=_pointed(planned.policy, signs_in))
    with environment(sandbox.aws.url, signs_in.aws):
        return collect(planned, Store(os.fspath(folder / RUNS)), at, version(plugins.PACKAGE), tell, count=count)


def _pointed(policy: Policy, signs_in: SignIn) -> Policy:
    """The policy with the providers' settings pointed at the sandbox; its digest, and all that it says, stay."""
    return replace(policy, providers=tuple(_at_sandbox(each, signs_in) for each in policy.providers))


def _at_sandbox(told: ProviderSettings, signs_in: SignIn) -> ProviderSettings:
    if not (sandbox := signs_in.settings(told.name)):
        return told
    return replace(told, settings=json.dumps((json.loads(told.settings) or {}) | dict(sandbox)))
