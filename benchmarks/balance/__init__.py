"""The room `balance` against its goals: see `__main__`."""
