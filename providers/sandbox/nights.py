"""One night of the sample company: made in the sandbox, and collected by the real adapter over loopback."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from audit import plugins
from audit.pipeline import collect, plan
from audit.runs.run import Run
from audit.runs.store import Store
from policies.load import load
from providers.sandbox.clients import environment
from providers.sandbox.company import Company
from providers.sandbox.company.policy import policy_files
from providers.sandbox.denials import Denied
from providers.sandbox.seed import seed
from providers.sandbox.server import Server

PROVIDER = "aws"
POLICY, RUNS = "policy", "runs"  # within the folder of a demo
NIGHT_ONE = datetime(2026, 10, 15, 2, tzinfo=UTC)
NIGHT_TWO = datetime(2026, 10, 16, 2, tzinfo=UTC)


def write_policy(company: Company, folder: Path) -> None:
    """Puts the company's policy set in its place in the folder."""
    (folder / POLICY).mkdir(parents=True, exist_ok=True)
    for name, text in policy_files(company).items():
        (folder / POLICY / name).write_text(text, encoding="utf-8")


def make(company: Company, server: Server) -> Mapping[str, str]:
    """Makes the company in an empty sandbox; gives the audit's credentials, as environment variables."""
    aws = plugins.provider(PROVIDER)
    server.empty()
    credentials = seed(company, server.url, aws.permissions())
    server.deny((Denied(**each) for each in company["denied"]), aws.operations())
    return credentials


def take(at: datetime, server: Server, credentials: Mapping[str, str], folder: Path, tell: Callable[[str], None] = lambda _: None) -> Run:
    """Takes a run of what the sandbox holds, dated `at`, under the policy in the folder into the store beside it."""
    planned = plan(load(folder / POLICY), (PROVIDER,))
    with environment(server.url, credentials):
        return collect(planned, Store(os.fspath(folder / RUNS)), at, version(plugins.PACKAGE), tell)
