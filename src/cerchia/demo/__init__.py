"""Demo: an invented edition, built through the product's own use cases.

The story is data (`story`), played day by day up to the date of the demo (`play`). Editions with
more people than a story can tell are written in bulk (`bulk`). Offers the command `fill_demo`.
"""
