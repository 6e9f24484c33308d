"""Pictures of what a store holds, for papers and chats: data in, a Vega-Lite chart out, drawn.

`timeline`, `places`, `network` and `matrix` each ask the store for one table and say how it is
drawn; `caption` says what it is a picture of, `drawing` makes the file.
"""
