"""Whom to ask: a surface that is switched off gives nothing, and says so."""

from datetime import timedelta

from audit.model.facts import CoverageStatus
from audit.runs.memory import MemorySink
from providers.microsoft365.collect.sources import Off
from providers.microsoft_api.reader import Asked
from tests.unit.providers.microsoft365.tenant import Company


def test_a_surface_that_is_switched_off_asks_nothing(company: Company) -> None:
    with company.running(MemorySink(), None, timedelta(), without=["delegated-consents"]) as run:
        reader = run.sources.reader("delegated-consents", "microsoft://x")
        assert isinstance(reader, Off)
        assert reader.ask("graph", "x") is None
        assert list(reader.items("graph", "x")) == list(reader.pages("graph", "x")) == list(reader.delta("graph", "x").items) == []
        assert list(reader.batch([Asked("x", about="microsoft://y")])) == [None]
        assert {gap.scope for gap in reader.gaps} == {"microsoft://x", "microsoft://y"}
        assert reader.coverage().status is CoverageStatus.UNSUPPORTED
        assert not isinstance(run.sources.reader("users"), Off)
    assert not company.server.calls("graph")
