"""Open data sets of other tasks, read as side lessons that the encoder learns before the gold."""
