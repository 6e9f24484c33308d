-- What linking compares of a record, so that its neighbours to come need not read it again:
-- bytes of the linker's own; null where they are still to be made.  The record's vector is not
-- among them, it stands beside.

alter table records add column face {bytes}{packed}
