"""The paper office, for what looks at runs."""

from tests.unit.audit.cli.conftest import _paper_plugin, office, told

__all__ = ["_paper_plugin", "office", "told"]
