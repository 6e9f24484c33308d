"""Where records, voices and judgements are kept: one DuckDB file, or a PostgreSQL server.

`database` says what a kept database must do; `duck` and `postgres` do it; `owner` and `remote`
let many commands share one DuckDB file; `rows` turns coded stories into rows; `filters` and
`query` ask.
"""
