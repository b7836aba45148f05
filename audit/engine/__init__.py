"""The kernel that sees every resource (DuckDB on a shard), its schedulers, and the fold of its result onto the acls."""

from audit.engine.fold import fold
from audit.engine.rows import Folded, Located, Placement, located, placements

__all__ = ["Folded", "Located", "Placement", "fold", "located", "placements"]
