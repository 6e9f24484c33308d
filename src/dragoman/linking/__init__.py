"""From records to events: which are worth comparing, which are one, and the view over them.

`copies` finds stories that repeat each other, `merge` builds an event from its reports, and
`corrections` applies what people corrected.  All of it is pure; the store keeps its answers.
"""
