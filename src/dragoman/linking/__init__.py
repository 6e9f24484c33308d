"""From records to events: which are worth comparing, which are one, and the view over them.

`blocking` gives the keys under which neighbours find each other, `faces` what is compared of a
record, `compare` the named features of pairs, `linker` their calibrated score with reasons, and
`clusters` the events.  `copies` finds stories that repeat each other, `merge` builds an event
from its reports, and `corrections` applies what people corrected.  All of it is pure: a pair's
score depends on its two reports alone; the store keeps the answers.
"""
