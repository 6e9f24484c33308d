# Run `make` in an environment that holds `pip install -c constraints.txt -e '.[dev,train]'`.
GOLD ?= ../shared/data/gold
DATA ?= ../shared/data
OUT ?= src/dragoman/resources/model

.DEFAULT_GOAL := check
.PHONY: check format lint floors types test score bench bench-store bench-serve bench-memory bench-engine soak docs tables train web pins site tutorial fuzz audit help

# All that CI runs: format, lint, floors, types, test.
check: format lint floors types test

# Every file stands as ruff formats it (`ruff format src tests scripts` writes it).
format:
	ruff format --check src tests scripts

# The rules of pyproject.toml (ruff).
lint:
	ruff check src tests scripts

# Imports go down only: the contracts of pyproject.toml (import-linter).
floors:
	lint-imports --no-logo

# Every function is annotated and agrees with its callers (mypy --strict).
types:
	mypy

# The test suite; what is not installed is skipped by name (DRAGOMAN_REQUIRE=all fails it).
test:
	pytest

# The figures on the dev split of the gold, against the floors of SCOREBOARD.json.
score:
	dragoman evaluate $(GOLD) --split dev --check

# Stories and words a second, beside the encoder alone, into BENCH.json.
bench:
	python scripts/bench.py $(GOLD)

# A store of a million records: adding to it, every filter, bytes a record, into BENCH.json (half an hour).
bench-store:
	python scripts/bench_store.py $(GOLD)

# Fifty readers of a store of 100,000 events while stories are added, into BENCH.json.
bench-serve:
	python scripts/bench_serve.py $(GOLD)

# Memory while 100,000 short stories are coded, then added to a store, into BENCH.json (an hour).
bench-memory:
	python scripts/bench_memory.py

# The engine beside one machine's commands, over 2,000 short stories, into BENCH.json (needs the extra `engine`).
bench-engine:
	python scripts/bench_engine.py --model tests/tiny_model --min-score 0.97

# A watch over 200 feeds and 20,000 pages for ten minutes, with faults and kill -9 (then as long as coding takes).
soak:
	DRAGOMAN_MODEL=tests/tiny_model DRAGOMAN_MIN_SCORE=0.97 python scripts/soak.py --out BENCH.json

# Fuzz reading, rows, feeds and archives for MINUTES (5); seeds are printed, what fails is kept in build/fuzz.
fuzz:
	python scripts/fuzz.py --minutes $(or $(MINUTES),5)

# Known faults of the pinned packages (pip install pip-audit; it asks a database on the internet, so no part of check).
audit:
	python -m pip_audit --strict --vulnerability-service osv --requirement constraints.txt --no-deps --disable-pip

# Rewrite the parts of README and docs that are made from the code (cog).
docs:
	cog -r -I scripts README.md docs/*.md

# The documentation as a site in build/site; anything wrong with it fails (needs the extra `docs`).
site:
	NO_MKDOCS_2_WARNING=1 python -m mkdocs build --strict --quiet

# Run the commands of docs/tutorial.md and write what they print under them.
tutorial:
	python scripts/tutorial.py

# Rebuild the gazetteer's file and the table of leaders (needs the extra `tables`; see the script's head).
tables:
	python scripts/build_tables.py $(DATA)/gazetteers

# Rebuild the trained model folder from the gold, corpus/ and the open sets (about two hours).
train:
	python scripts/rebuild_open.py $(DATA) build/open
	dragoman -v train --data $(GOLD) --data corpus/stories --data build/open --side $(DATA) --out $(OUT) --version model-2027-01

# The page of `dragoman serve`, checked and built from web/ into the package (needs Node 20.19 or newer).
web:
	cd web && npm ci --ignore-scripts --no-audit --no-fund && npm run check && npm run build

# A fresh resolution of base and extras, for constraints.txt (torch: what the weights were trained with).
pins:
	python -m pip install --quiet --dry-run --ignore-installed --report - '.[dev,train,tables,engine,postgres,pandas,polars,graph,docs]' torch==2.13.0 \
	| python -c "import json, sys; print(*sorted('{name}=={version}'.format(**item['metadata']).split('+')[0] for item in json.load(sys.stdin)['install'] if not item['is_direct']), sep='\n')"

# These lines.
help:
	@awk '/^# /{text=substr($$0,3)} /^[a-z-]+:/{split($$1,name,":"); printf "%-12s %s\n", name[1], text}' Makefile
