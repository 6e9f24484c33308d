"""Tables made and brought up to date: numbered migrations, each store knows how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from dragoman.errors import StoreError
from dragoman.store.database import Database, Dialect, Transaction

_BYTES = {Dialect.DUCKDB: "blob", Dialect.POSTGRES: "bytea"}
#: Long texts take a fifth of the room in zstd; PostgreSQL presses them by itself.
_PACKED = {Dialect.DUCKDB: " using compression zstd", Dialect.POSTGRES: ""}
_TABLES = "select table_name from information_schema.tables where table_schema = current_schema()"
#: The row of `meta` that holds the number of the last migration.
_VERSION = "schema"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a store is marked with: the id of a new one, and the dragoman that wrote its tables."""

    store: str
    program: str


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number and its statements."""

    number: int
    statements: tuple[str, ...]


def migrate(database: Database, origin: Origin, *, steps: tuple[Step, ...] | None = None) -> None:
    """Bring the tables up to date, all steps or none; a StoreError if they are not ours to change."""
    steps = read_steps(database.dialect) if steps is None else steps
    newest = steps[-1].number
    if _version(database, newest=newest) == newest:  # who may only read can open it, too
        return
    with database.change() as change:
        version = _version(change, newest=newest)  # another may have been quicker
        ahead = [step for step in steps if step.number > version]
        if not ahead:
            return
        if version == 0:
            change.write("create table meta (name text not null, value text not null)")
            _mark(change, "store", origin.store)
        for statement in (statement for step in ahead for statement in step.statements):
            change.write(statement)
        _mark(change, _VERSION, str(ahead[-1].number))
        _mark(change, "dragoman", origin.program)


def read_steps(dialect: Dialect) -> tuple[Step, ...]:
    """The migrations in order; "0001_x.sql" is for every database, "0001_x.postgres.sql" for one."""
    folder = resources.files("dragoman.store") / "migrations"
    found: dict[int, list[str]] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        number, _, rest = file.name.partition("_")
        whose = rest.split(".")[1:-1]
        if file.name.endswith(".sql") and (not whose or whose == [dialect.value]):
            text = (
                file.read_text(encoding="utf-8")
                .replace("{bytes}", _BYTES[dialect])
                .replace("{packed}", _PACKED[dialect])
            )
            found.setdefault(int(number), []).extend(statements_of(text))
    return tuple(Step(number, tuple(found[number])) for number in sorted(found))


def statements_of(text: str) -> list[str]:
    """The statements of a migration: paragraphs that are more than comments."""
    paragraphs = (paragraph.strip() for paragraph in text.split("\n\n"))
    return [paragraph for paragraph in paragraphs if not _is_comment(paragraph)]


def read_meta(database: Database | Transaction) -> dict[str, str]:
    """What the store says of itself: its id ("store"), the "schema" and who wrote it ("dragoman")."""
    rows = database.read("select name, value from meta").to_pylist()
    return {row["name"]: row["value"] for row in rows}


def _is_comment(paragraph: str) -> bool:
    return all(line.lstrip().startswith("--") for line in paragraph.splitlines())


def _version(database: Database | Transaction, *, newest: int) -> int:
    """The number of the last migration, 0 for an empty database."""
    tables = database.read(_TABLES)["table_name"].to_pylist()
    if "meta" not in tables:
        if tables:
            raise StoreError(f"no store: it holds other tables ({', '.join(sorted(tables)[:3])})")
        return 0
    meta = read_meta(database)
    version = meta.get(_VERSION, "")
    if not version.isdecimal():
        raise StoreError("no store: its table meta is not dragoman's")
    if int(version) > newest:
        raise StoreError(
            f"written by dragoman {meta.get('dragoman', '')} (store version {version}); this one "
            f"reads up to version {newest}: install that dragoman or a newer one"
        )
    return int(version)


def _mark(change: Transaction, name: str, value: str) -> None:
    change.write("delete from meta where name = $1", [name])
    change.write("insert into meta (name, value) values ($1, $2)", [name, value])
