"""Where kernels run: in this process, in a pool of processes, or on Spark. The kernel and its result are the same everywhere."""

import os
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from multiprocessing import get_context
from typing import Protocol

import pyarrow as pa

from audit.engine.kernel import Shard
from audit.errors import ToegangError, UsageError


class Kernel(Protocol):
    """A picklable function of a shard; `threads` bounds it where many run side by side."""

    def __call__(self, shard: Shard, *, threads: int | None = None) -> pa.Table: ...


Scheduler = Callable[[Kernel, Sequence[Shard]], Iterable[pa.Table]]


def named(engine: str) -> Scheduler:
    """The scheduler of a command's `--engine`: `in-process`, `pool`, `pool:8` or a Spark master (`spark://…`, `local[2]`).

    Raises UsageError for anything else.
    """
    word, _, number = engine.partition(":")
    match word:
        case "in-process":
            return in_process
        case "pool" if re.fullmatch(r"(pool)|pool:[1-9]\d{0,3}", engine):
            return pool(int(number) if number else None)
        case _ if engine.startswith(("spark://", "local[", "yarn", "k8s://")):
            return spark(engine)
        case _:
            raise UsageError(f"there is no engine {engine}", "give in-process, pool, pool:8 or spark://host:7077")


def in_process(kernel: Kernel, shards: Sequence[Shard]) -> Iterator[pa.Table]:
    """One shard after another, each on every core."""
    return (kernel(shard) for shard in shards)


def pool(workers: int | None = None) -> Scheduler:
    """Processes of this machine, one core each; as many as there are cores unless told."""

    def scheduler(kernel: Kernel, shards: Sequence[Shard]) -> Iterator[pa.Table]:
        with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as processes:
            yield from processes.map(partial(kernel, threads=1), shards)

    return scheduler


def spark(master: str) -> Scheduler:
    """The executors of a Spark cluster, on which this package must be installed; shards must be paths or URIs that they can open."""

    def scheduler(kernel: Kernel, shards: Sequence[Shard]) -> Iterator[pa.Table]:
        missing = [name for name in ("pyspark", "pandas") if find_spec(name) is None]
        if missing:
            raise ToegangError(f"the engine {master} needs {' and '.join(missing)}, not installed", "pip install 'toegang[spark]'")
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra of hundreds of megabytes, and only for those who ask for it

        session = SparkSession.builder.master(master).appName("toegang").getOrCreate()
        try:
            rows = session.createDataFrame([(pickle.dumps(shard),) for shard in shards], "shard binary").repartition(max(1, len(shards)))
            found = rows.mapInArrow(partial(_on_executor, kernel), "asset string, part string, acl string, resource string, count long")
            yield found.toArrow()
        finally:
            session.stop()

    return scheduler


def _on_executor(kernel: Kernel, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for shard in batch.column("shard").to_pylist():
            assert isinstance(shard, bytes)
            yield from kernel(pickle.loads(shard), threads=1).to_batches()  # noqa: S301 - pickled by our own driver
