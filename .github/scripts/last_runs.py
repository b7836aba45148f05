"""Finds the artefact that the last night left: the store of runs is carried from night to night in it.

Only what a job of this repository and branch left counts: whoever proposes a change could leave one of the same name. BRANCH names it. Writes `run-id` to GITHUB_OUTPUT.
Source: GitHub REST API (2022-11-28), "List artifacts for a repository".
"""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from calls import CallError, ask


def main() -> int:
    """Says which; none is no error on the first night. Gives 4 when GitHub refuses: without the last night nobody can say what is new."""
    api, repository = os.environ.get("GITHUB_API_URL") or "https://api.github.com", os.environ["GITHUB_REPOSITORY"]
    headers = {"Authorization": f"Bearer {os.environ['TOKEN']}", "X-GitHub-Api-Version": "2022-11-28"}
    name, branch = os.environ["INPUT_ARTIFACT"], os.environ["BRANCH"]
    try:
        told = ask("GET", f"{api}/repos/{repository}/actions/artifacts?name={quote(name, safe='')}&per_page=100", headers)
    except CallError as error:
        print(f"the artefact of the last night can't be looked for: {error}")
        return 4
    mine = [each for each in told["artifacts"] if not each["expired"] and _is_ours(each["workflow_run"] or {}, branch)]
    last = max(mine, key=lambda each: each["created_at"], default=None)
    print(f"the runs of job {last['workflow_run']['id']} are taken up" if last else "no earlier runs: this is the first night")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"run-id={int(last['workflow_run']['id']) if last else ''}\n")
    return 0


def _is_ours(run: dict[str, Any], branch: str) -> bool:
    return run.get("head_branch") == branch and run.get("head_repository_id") == run.get("repository_id") is not None


if __name__ == "__main__":
    sys.exit(main())
