"""Scenarios as they are written: a folder of YAML files, each a concept, with the page that it is after and its cases."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


def concepts(folder: str) -> dict[str, Any]:
    """What each file of a folder says, by its concept."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / folder).glob("*.yaml"))}


def cases(told: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Each case with its concept."""
    return [(concept, case) for concept, said in told.items() for case in said["cases"]]


def given_cases(told: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Each case with its concept, and with what the file gives to all of its cases."""
    return [(concept, case, said.get("given", {})) for concept, said in told.items() for case in said["cases"]]


def named(value: object) -> str:
    """How a concept or a case is called; what a file gives has no name."""
    return value if isinstance(value, str) else str(value["name"]) if isinstance(value, dict) and "name" in value else ""


def named_twice(said: Mapping[str, Any]) -> list[str]:
    """Names that more than one case of a file has."""
    return [name for name, count in Counter(case["name"] for case in said["cases"]).items() if count > 1]
