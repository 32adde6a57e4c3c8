"""From the rows of a table to organisations: columns, values, problems in words.

Plain values without tables: what is written stands in `usecases.imports`.
"""
