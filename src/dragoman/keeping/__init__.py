"""What happens to a store: stories added and linked, judgements made, events kept up to date.

It alone knows the store and linking together.  `store` is what the faces hold, `answering`
what an owner does with each request; `arriving`, `add`, `copying`, `pairs` and `events` are the
steps of one batch, `judge` those of a person.
"""
