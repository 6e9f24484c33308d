"""The page of accuracy: every figure of SCOREBOARD.json with its floor, its goal and its meaning."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.evaluation.scoreboard import Board, Change, Corpus, Task, read_board

SCRIPTS = Path(__file__).resolve().parent
#: A wanted share of records right, from a wanted score on, and the share of records that must be left.
WANTED_SCORE, WANTED_RIGHT, WANTED_KEPT = 0.8, 80.0, 30.0

#: What goes wrong in words, the task that tells it, and which part of its figure.
WRONG = (
    ("events of the gold that are found (recall)", "event", "recall"),
    ("records that are an event of the gold (precision)", "event", "precision"),
    (
        "found with all actors and recipients in the right words (F1)",
        "event + spans of both sides",
        "value",
    ),
    (
        "found with the right countries on both sides (F1)",
        "event + countries of both sides",
        "value",
    ),
    (
        "found with type, countries, auxiliary and attribution right (F1)",
        "event + countries + aux + attribution",
        "value",
    ),
    (
        "of events found: the auxiliary is wrong (a denial read as fact, a plan as done)",
        "aux accuracy, on matched events",
        "rest",
    ),
    (
        "of events found: who reports it is wrong, missing or too much (100 − F1)",
        "attribution source, on matched events",
        "rest",
    ),
    (
        "of events found: the date is wrong, missing or too much (100 − F1)",
        "date, on matched events",
        "rest",
    ),
    (
        "of events found: the country of the place is wrong, missing or too much (100 − F1)",
        "place country, on matched events",
        "rest",
    ),
    (
        "of events found: names of recipients are wrong, missing or too much (100 − F1)",
        "recipients by name, on matched events",
        "rest",
    ),
)


@cache
def board() -> Board:
    """The scoreboard of this checkout."""
    return read_board(SCRIPTS.parent / "SCOREBOARD.json")


@cache
def words() -> dict[str, Any]:
    """What the tasks mean and should reach."""
    return tomllib.loads((SCRIPTS / "accuracy.toml").read_text(encoding="utf-8"))


def figures(corpus: str) -> str:
    """A table of one corpus: each figure with its floor and its goal, and whether these are met."""
    head = (
        "| task | figure | 95 % | cases | floor | held | goal | met |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    tasks = [task for task in board().tasks if task.corpus == corpus]
    return "\n".join([head, *map(_row, tasks), ""])


def meanings() -> str:
    """A table of what each task asks."""
    head = "| task | a case is right where |\n|---|---|"
    names = dict.fromkeys(task.name for task in board().tasks)
    return "\n".join([head, *(f"| {name} | {words()['means'][name]} |" for name in names), ""])


def corpora() -> str:
    """A table of what was measured, with which coder and when."""
    head = "| corpus | stories or cases | coder | measured | sha256 |\n|---|---|---|---|---|"
    return "\n".join([head, *map(_corpus, board().corpora), ""])


def summary() -> str:
    """A paragraph: how many floors are held and how many goals are met."""
    tasks = board().tasks
    wanted = [(task, goal) for task in tasks if (goal := goal_of(task)) is not None]
    held, exact = sum(map(_holds, tasks)), sum(task.value >= task.floor for task in tasks)
    met = sum(task.value >= goal for task, goal in wanted)
    return (
        f"Of {len(tasks)} figures, {held} hold their floor, {exact} of them without needing the"
        f" tolerance.  **Of {len(wanted)} goals, {met} are met and {len(wanted) - met} are not.**\n"
    )


def missed() -> str:
    """A table of the goals that are not met, those farthest away first."""
    head = "| corpus | task | figure | goal | short by |\n|---|---|---|---|---|"
    short = [(task, goal) for task in board().tasks if (goal := goal_of(task)) is not None]
    rows = [(goal - task.value, task, goal) for task, goal in short if task.value < goal]
    rows.sort(key=lambda row: (-row[0], row[1].key))
    lines = [
        f"| {task.corpus} | {task.name} | {task.value:.1f} | {goal:g} | {by:.1f} |"
        for by, task, goal in rows
    ]
    return "\n".join([head, *lines, ""])


def history() -> str:
    """A table of every floor that was lowered, with the reason."""
    head = "| day | corpus | task | from | to |\n|---|---|---|---|---|"
    lines: list[str] = []
    for why in dict.fromkeys(change.why for change in board().history):
        changes = [change for change in board().history if change.why == why]
        lines += [f"Why: *{why}*\n", head, *map(_change, changes), ""]
    return "\n".join(lines or ["None was.\n"])


def sureness() -> str:
    """A sentence for each corpus: what a high score is worth, against what it should be."""
    lines = []
    for curve in board().curves:
        point = next(one for one in curve.points if one["score"] == WANTED_SCORE)
        good = point["right"] >= WANTED_RIGHT and point["coverage"] >= WANTED_KEPT
        lines.append(
            f"- {curve.corpus}: at a score of {WANTED_SCORE} or more, {point['right']:.1f} % of the"
            f" records are right and {point['coverage']:.1f} % of all are left"
            f" ({point['records']} records): {'met' if good else '**not met**'}."
        )
    return "\n".join([*lines, ""])


def agreement() -> str:
    """A table: the program on both dev sets beside two annotations of one story."""
    head = "| task | two annotations | wikinews dev | dispatches dev |\n|---|---|---|---|"
    by_key = {task.key: task.value for task in board().tasks}
    lines = [
        f"| {name} | {value:.1f} | {_value(by_key, 'wikinews dev', name)}"
        f" | {_value(by_key, 'dispatches dev', name)} |"
        for name, value in words()["twice"].items()
    ]
    return "\n".join([head, *lines, ""])


def limits() -> str:
    """What goes wrong how often: a table of both dev sets, and a sentence on the probes."""
    head = "| | Wikinews / dispatches |\n|---|---|"
    rows = [f"| {says} | {_both(name, part)} |" for says, name, part in WRONG]
    probes = "honesty probes"
    sentence = (
        "\nAnd when words are changed by rule: an unrelated paragraph before a story changes"
        f" {_percent(probes, 'unrelated paragraph before', 'rest')} % of its records,\n"
        f"rare names in place of known ones {_percent(probes, 'rare names', 'rest')} %, and"
        f" {_percent(probes, 'future', 'rest')} % of the verbs that are put into the future are not"
        " read so."
    )
    return "\n".join([head, *rows, sentence, ""])


def goal_of(task: Task) -> float | None:
    """What the project wanted this figure to reach, None where it set no goal."""
    goal: float | None = words()["goals"].get(task.corpus, {}).get(task.name)
    return goal


def _task(corpus: str, name: str) -> Task:
    return next(task for task in board().tasks if task.key == (corpus, name))


def _both(name: str, part: str) -> str:
    shares = (_percent(corpus, name, part) for corpus in ("wikinews dev", "dispatches dev"))
    return " / ".join(f"{share} %" for share in shares)


def _percent(corpus: str, name: str, part: str) -> str:
    """A part of a figure in whole percent; its "rest" is what the figure lacks to 100."""
    task = _task(corpus, name)
    return f"{100 - task.value if part == 'rest' else getattr(task, part):.0f}"


def _row(task: Task) -> str:
    goal = goal_of(task)
    ends = "" if task.low is None else f"{task.low:.1f} to {task.high:.1f}"
    return (
        f"| {task.name} | {task.value:.1f} | {ends} | {task.n:,} | {task.floor:.1f}"
        f" | {_held(task)} | {'' if goal is None else f'{goal:g}'} | {_met(task, goal)} |"
    )


def _holds(task: Task) -> bool:
    return task.value >= task.floor - task.epsilon


def _held(task: Task) -> str:
    if task.value >= task.floor:
        return "yes"
    return "within tolerance" if _holds(task) else "**no**"


def _met(task: Task, goal: float | None) -> str:
    if goal is None:
        return ""
    return "yes" if task.value >= goal else "**no**"


def _corpus(corpus: Corpus) -> str:
    return (
        f"| {corpus.name} | {corpus.stories:,} | {corpus.coder} | {corpus.date}"
        f" | `{corpus.sha256[:16]}…` |"
    )


def _change(change: Change) -> str:
    return (
        f"| {change.date} | {change.corpus} | {change.task}"
        f" | {_short(change.before)} | {_short(change.after)} |"
    )


def _short(value: float | str) -> str:
    is_hash = isinstance(value, str) and " " not in value
    return f"`{value[:12]}…`" if is_hash else str(value)  # type: ignore[index]


def _value(by_key: dict[tuple[str, str], float], corpus: str, name: str) -> str:
    return f"{by_key[corpus, name]:.1f}"
