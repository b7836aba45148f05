"""What waiting looks like on a terminal: what is done now, and a bar where it is known how much there is."""

from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from audit.cli.text import safe, shorten

_BESIDE = 60  # columns that the bar, the numbers and the time take


class _Counted(ProgressColumn):
    """Another column, shown only where there is a total."""

    def __init__(self, column: ProgressColumn) -> None:
        super().__init__()
        self._column = column

    def render(self, task: Task) -> Text:
        """The column, or nothing."""
        return self._column.render(task) if task.total else Text()  # type: ignore[return-value]  # a bar is no text, and rich takes any renderable


class Bars:
    """One line that is drawn over, on standard error. Safe to call from several threads."""

    def __init__(self, doing: str) -> None:
        self._doing, self._console, self._lock = doing, Console(stderr=True), Lock()
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), _Counted(BarColumn(20)), _Counted(MofNCompleteColumn()))
        self.shown = Progress(*columns, TimeElapsedColumn(), console=self._console, transient=True)
        self._task = self.shown.add_task(doing, total=None)

    def tell(self, detail: str) -> None:
        """What is done now."""
        room = max(self._console.width - _BESIDE, 20)
        self.shown.update(self._task, description=shorten(f"{self._doing}: {safe(detail)}", room))

    def count(self, done: int, total: int) -> None:
        """How much of it is done; the bar goes when all is, since what comes next is not known."""
        with self._lock:
            self.shown.update(self._task, completed=done, total=total if done < total else None)
