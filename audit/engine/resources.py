"""The resources of a run as one view of DuckDB, from disk or from memory."""

import glob
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from audit.ports import Facts
from audit.runs.failures import saying
from audit.runs.place import Place
from audit.runs.run import Run
from audit.runs.tables import table


@contextmanager
def resources_of(facts: Facts) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with the view `resources`, whose texts are escaped as on disk. Raises RunError for a run that can't be read."""
    with duckdb.connect() as engine:
        if not isinstance(facts, Run):
            engine.register("resources", table("resources", tuple(facts.resources())))
            yield engine
            return
        with saying(f"table resources of run {facts.id} can't be read", "run `toegang runs verify`, and restore the run from a copy"):
            place = Place.of(facts.table("resources"))
            files = [glob.escape(place.uri(name)) for name in place.files("") if name.endswith(".parquet")]
            if not place.local:
                engine.register_filesystem(place.fs)
            engine.read_parquet(files).create_view("resources")
            yield engine
