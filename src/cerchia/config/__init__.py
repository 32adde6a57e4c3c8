"""Config: how the house stands. Owns no table; no room may import it.

Reads the environment, joins the rooms, starts and checks the product.
"""
