"""Many machines at once, on Ray: pages in, a lake of Parquet out, as one machine would write it.

`run` is the whole: `coding` codes files in a pool of actors, `doubles` lets each story in once,
`filing` writes a day's tables, `copies`, `pairs` and `events` link, and `publishing` makes all of
it part of the lake at once.  `cluster` alone knows Ray.
"""
