"""A lake: the tables of a store as a folder of Parquet files, by day, which a cluster writes.

`layout` names the files and their columns, `locks` lets many read and one write, `journal` changes
many files at once, and `database` answers the selects of a store over them.
"""
