"""Every error that ends a command says what to do."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for room in ("audit", "policies", "providers", "reports") for path in (ROOT / room).rglob("*.py"))
AFTER = {"ToegangError": 1, "UsageError": 1, "RunError": 1, "ProviderError": 1, "DemoError": 1, "ReadOnlyError": 1, "Problem": 3}
"""How many arguments come before the remedy."""


@pytest.mark.parametrize("room", sorted({path.relative_to(ROOT).parts[0] for path in SOURCES}))
def test_every_error_has_a_remedy(room: str):
    lacking = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == room
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _is_mute(call)
    ]
    assert lacking == []


def _is_mute(call: ast.Call) -> bool:
    before = AFTER.get(ast.unparse(call.func).rpartition(".")[2])
    if before is None:
        return False
    said = [call.args[before]] if len(call.args) > before else [word.value for word in call.keywords if word.arg == "remedy"]
    return not said or (isinstance(said[0], ast.Constant) and not said[0].value)
