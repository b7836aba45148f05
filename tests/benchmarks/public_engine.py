"""The public engine iam-simulate on the same cases: only run, where node is present, in a temporary folder; nothing of it is kept."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PUBLIC_ENGINE = "@cloud-copilot/iam-simulate@0.1.173"
Case = dict[str, Any]


@contextmanager
def node_modules() -> Iterator[Path | None]:
    """The folder that the public engine is in; None, with a line that says why, where it can't be had."""
    given = os.environ.get("TOEGANG_BENCH_NODE_MODULES", "")
    if not shutil.which("node") or not (given or shutil.which("npm")):
        sys.stdout.write("the public engine is left out: node or npm is not here\n")
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        if not given:
            command = ("npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, PUBLIC_ENGINE)
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                sys.stdout.write(f"npm: {done.stderr.strip()[-300:]}\n")
        found = Path(given) if given else Path(folder, "node_modules")
        is_there = Path(found, "@cloud-copilot", "iam-simulate").exists()
        if not is_there:
            sys.stdout.write(f"the public engine is left out: {PUBLIC_ENGINE} is not in {found}\n")
        yield found if is_there else None


def public_engine(cases: Sequence[Case]) -> tuple[float, Mapping[str, str]] | None:
    """The seconds that the public engine takes for all cases, and its answers by name; None where it is not."""
    with node_modules() as modules, tempfile.TemporaryDirectory() as folder:
        if modules is None:
            return None
        asked = Path(folder, "cases.jsonl")
        asked.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        script = Path(__file__).with_name("iam_simulate.mjs")
        told = subprocess.run(("node", str(script), str(modules), str(asked)), check=True, capture_output=True, text=True).stdout
        *lines, last = [json.loads(line) for line in told.splitlines()]
        return last["seconds"], {line["name"]: line["decision"] for line in lines}
