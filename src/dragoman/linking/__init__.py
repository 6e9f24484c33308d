"""From records to events: which are worth comparing, which are one, and the view over them.

`blocking` gives the keys under which neighbours find each other, `faces` what is compared of a
record, `compare` the named features of pairs, `linker` their calibrated score with reasons, and
`clusters` the events.  All of it is pure: a pair's score depends on its two reports alone.
"""
