"""The JSON contract of docs/record.md: what is coded as JSON (`writing`) and back (`reading`)."""
