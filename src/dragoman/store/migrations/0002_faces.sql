-- What linking compares of a record, so that its neighbours to come need not read it again:
-- bytes of the linker's own; null where they are still to be made.

alter table records add column face {bytes}{packed}
