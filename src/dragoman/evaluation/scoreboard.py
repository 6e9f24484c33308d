"""The scoreboard: what the coder reaches on each corpus, and the floors that only rise.

A floor is the best figure that was ever accepted.  It is lowered only with a reason, and
the reason stays in the board's history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.errors import SetupError, UsageError
from dragoman.evaluation.evaluate import Report
from dragoman.evaluation.furniture import EVENTS_LOST, FURNITURE, STORY_LOST
from dragoman.evaluation.intervals import Interval
from dragoman.evaluation.risk import Point
from dragoman.evaluation.tally import Figures

EPSILON = 0.3  # points: figures are rounded to 0.1 and int8 rounds a little differently elsewhere
EPSILON_REASON = (
    "0.3 points, or one decision out of n where that is more: int8 arithmetic differs between"
    " classes of CPU and may turn a close decision"
)
_KEPT = {STORY_LOST: "story sentences kept", EVENTS_LOST: "event sentences kept"}


@dataclass(frozen=True, slots=True)
class Task:
    """One guarded figure of one corpus, in percent; more is better.

    `value` is an F1 or a rate over `n` cases, `low` and `high` the ends of its 95 % interval.
    """

    corpus: str
    name: str
    value: float
    n: int
    floor: float
    precision: float | None = None
    recall: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def epsilon(self) -> float:
        """How far the figure may lie below its floor before that counts as a fall."""
        return max(EPSILON, 100 / max(1, self.n))

    @property
    def key(self) -> tuple[str, str]:
        """What the task is known by from one board to the next."""
        return self.corpus, self.name


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus's figures were measured on, by which coder, and when."""

    name: str
    sha256: str
    stories: int
    coder: str
    date: str


@dataclass(frozen=True, slots=True)
class Change:
    """A floor that was lowered (or a corpus that was changed), and why."""

    date: str
    corpus: str
    task: str
    before: float | str
    after: float | str
    why: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A corpus's risk-coverage curve (evaluation/risk.py), as it was when last measured."""

    corpus: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All corpora, all guarded figures, the curves, and every time a floor was lowered."""

    corpora: tuple[Corpus, ...] = ()
    tasks: tuple[Task, ...] = ()
    curves: tuple[Curve, ...] = ()
    history: tuple[Change, ...] = ()


# --- in and out ----------------------------------------------------------------------


def read_board(path: Path) -> Board:
    """The board in a file; an empty one where there is no file yet."""
    if not path.exists():
        return Board()
    try:
        rows = json.loads(path.read_bytes())
        return Board(
            corpora=tuple(Corpus(**row) for row in rows["corpora"]),
            tasks=tuple(Task(**row) for row in rows["tasks"]),
            curves=tuple(Curve(row["corpus"], tuple(row["points"])) for row in rows["curves"]),
            history=tuple(Change(**row) for row in rows["history"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SetupError(f"{path} is no scoreboard: {error}") from error


def write_board(board: Board, path: Path) -> None:
    """Write a board, one figure a line so that a change is easy to review."""
    parts = asdict(board)
    lists = (
        f" {json.dumps(name)}: [\n"
        + ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in parts[name])
        + "\n ]"
        for name in ("corpora", "tasks", "curves", "history")
    )
    body = ",\n".join([f' "epsilon": {json.dumps(EPSILON_REASON)}', *lists])
    path.write_text(f"{{\n{body}\n}}\n", encoding="utf-8")


def board_table(board: Board) -> str:
    """The board as a Markdown table, for the documents."""
    head = "| corpus | task | P | R | F1 or rate | 95 % | n | floor |\n|---|---|---|---|---|---|---|---|"
    return "\n".join([head, *map(_table_row, board.tasks)])


def curve_table(board: Board) -> str:
    """The risk-coverage curves as a Markdown table, a column a corpus, for the documents."""
    names = [curve.corpus for curve in board.curves]
    head = "| score at least | " + " | ".join(f"{name}: kept | right" for name in names) + " |"
    lines = [head, "|---" * (1 + 2 * len(names)) + "|"]
    for points in zip(*(curve.points for curve in board.curves), strict=True):
        cells = " | ".join(f"{point['coverage']:.1f} | {point['right']:.1f}" for point in points)
        lines.append(f"| {points[0]['score']:.1f} | {cells} |")
    return "\n".join(lines)


# --- checking and raising ------------------------------------------------------------


def falls(board: Board, report: Report) -> list[str]:
    """One line for each way in which a report falls short of the board; none is good."""
    name, old = _corpus_name(report), _tasks_of(board, _corpus_name(report))
    if not old:
        return [f"{name}: not on the scoreboard yet: update it first"]
    if _is_another_corpus(board, report):
        return [f"{name}: the gold has changed since the floors were set: update with a reason"]
    new = {task.key: task for task in measured(report)}
    gone = [f"{name}: {task.name} is no longer measured" for task in old if task.key not in new]
    return gone + [_fall(task, new[task.key]) for task in old if _has_fallen(task, new)]


def update(board: Board, report: Report, *, day: date, why: str = "") -> Board:
    """The board with a report's figures: floors rise, and fall only with a reason."""
    faults = falls(board, report) if _tasks_of(board, _corpus_name(report)) else []
    if faults and not why:
        raise UsageError(f"floors only rise: {'; '.join(faults)} (allow it with a reason)")
    name = _corpus_name(report)
    old = {task.key: task for task in _tasks_of(board, name)}
    tasks = tuple(
        _with_floor(task, old.get(task.key), lower=bool(why)) for task in measured(report)
    )
    corpus = Corpus(name, report["corpus"], report["stories"], report["coder"], day.isoformat())
    return Board(
        corpora=(*(other for other in board.corpora if other.name != name), corpus),
        tasks=(*(task for task in board.tasks if task.corpus != name), *tasks),
        curves=(
            *(curve for curve in board.curves if curve.corpus != name),
            Curve(name, tuple(report["risk"])),
        ),
        history=(*board.history, *_changes(board, report, tasks, day=day, why=why)),
    )


def update_rates(board: Board, corpus: Corpus, rates: Iterable[Task], *, why: str = "") -> Board:
    """The board with figures that are no gold's (probes, the public ruler) under one corpus name."""
    old = {task.key: task for task in _tasks_of(board, corpus.name)}
    tasks = tuple(_with_floor(task, old.get(task.key), lower=bool(why)) for task in rates)
    lowered = tuple(
        Change(corpus.date, corpus.name, task.name, old[task.key].floor, task.floor, why)
        for task in tasks
        if task.key in old and task.floor < old[task.key].floor
    )
    return replace(
        board,
        corpora=(*(other for other in board.corpora if other.name != corpus.name), corpus),
        tasks=(*(task for task in board.tasks if task.corpus != corpus.name), *tasks),
        history=(*board.history, *lowered),
    )


def measured(report: Report) -> tuple[Task, ...]:
    """The guarded figures of a report, each with itself as its floor."""
    name = _corpus_name(report)
    tasks: list[Task] = []
    for part in ("events", "voices"):
        figures, ranges = report[part], report["intervals"][part]
        tasks += _tasks(name, figures, ranges)
    return (*tasks, *_furniture_tasks(name, report))


# --- how it is done ------------------------------------------------------------------


def _corpus_name(report: Report) -> str:
    return f"{report['gold']} {report['split']}"


def _tasks_of(board: Board, corpus: str) -> list[Task]:
    return [task for task in board.tasks if task.corpus == corpus]


def _is_another_corpus(board: Board, report: Report) -> bool:
    known = {corpus.name: corpus.sha256 for corpus in board.corpora}
    return known.get(_corpus_name(report), report["corpus"]) != report["corpus"]


def _has_fallen(task: Task, new: dict[tuple[str, str], Task]) -> bool:
    return task.key in new and new[task.key].value < task.floor - task.epsilon


def _fall(old: Task, new: Task) -> str:
    return (
        f"{old.corpus}: {old.name} is {new.value}, below its floor {old.floor} - {old.epsilon:.1f}"
    )


def _with_floor(task: Task, old: Task | None, *, lower: bool) -> Task:
    return task if old is None or lower else replace(task, floor=max(old.floor, task.value))


def _changes(
    board: Board, report: Report, tasks: Sequence[Task], *, day: date, why: str
) -> Iterable[Change]:
    name, after = _corpus_name(report), {task.key: task.floor for task in tasks}
    if _is_another_corpus(board, report):
        before = next(corpus.sha256 for corpus in board.corpora if corpus.name == name)
        yield Change(day.isoformat(), name, "the gold", before, report["corpus"], why)
    for task in _tasks_of(board, name):
        now = after.get(task.key)
        if now is None or now < task.floor:
            lowered = "no longer measured" if now is None else now
            yield Change(day.isoformat(), name, task.name, task.floor, lowered, why)


def _tasks(corpus: str, figures: Figures, ranges: dict[str, Interval]) -> Iterable[Task]:
    """A part's rows and rates; a rate's cases are at most those of the part's first row."""
    cases = 0
    for name, figure in figures.items():
        if name not in ranges:
            continue
        low, high = ranges[name]
        if isinstance(figure, dict):
            n, value = int(figure["gold"]), figure["f1"]
            cases = cases or n
            shares = figure["precision"], figure["recall"]
            yield Task(corpus, name, value, n, value, *shares, low, high)
        else:
            yield Task(corpus, name, figure, cases, figure, low=low, high=high)


def _furniture_tasks(corpus: str, report: Report) -> Iterable[Task]:
    figures, ranges = report["furniture"], report["intervals"]["furniture"]
    row = figures.get(FURNITURE)
    if isinstance(row, dict):
        n, shares, ends = int(row["gold"]), (row["precision"], row["recall"]), ranges[FURNITURE]
        yield Task(corpus, FURNITURE, row["f1"], n, row["f1"], *shares, *ends)
        yield Task(corpus, "furniture recall", row["recall"], n, row["recall"])
    for name, kept in _KEPT.items():
        lost = figures.get(name)
        if isinstance(lost, int | float):
            value, ends = _rest(lost), (_rest(ranges[name][1]), _rest(ranges[name][0]))
            yield Task(corpus, kept, value, report["sentences"], value, None, None, *ends)


def _rest(percent: float) -> float:
    return round(100 - percent, 1)


def _table_row(task: Task) -> str:
    shares = " | ".join(
        "" if part is None else f"{part:.1f}" for part in (task.precision, task.recall)
    )
    ends = "" if task.low is None else f"{task.low:.1f}-{task.high:.1f}"
    return (
        f"| {task.corpus} | {task.name} | {shares} | {task.value:.1f} | {ends} | {task.n}"
        f" | {task.floor:.1f} |"
    )
