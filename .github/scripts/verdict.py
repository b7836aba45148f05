"""Ends the job as the run deserves: 0 complies; 1 violations; 3 cannot tell, unless that was allowed with a reason; 2 and 4 always fail."""

import json
import os
import sys
from pathlib import Path


def main() -> int:
    """Says how it ended; gives the exit code of the job."""
    path = Path(os.environ.get("INPUT_FOLDER") or "toegang-report") / "verdict.json"
    if not path.is_file():
        print("Toegang did not run to its end: there is no verdict.")
        return 4
    told = json.loads(path.read_text("utf-8"))
    print(f"Toegang {told['command']}: {told['verdict']} (exit code {told['exit_code']})")
    return 0 if told["passes"] else int(told["exit_code"])


if __name__ == "__main__":
    sys.exit(main())
