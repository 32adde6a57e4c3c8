"""Who may do what in the room; importing the package registers every policy."""

from cerchia.funds.policies import closing, expense, fund, pact, payment

__all__ = ["closing", "expense", "fund", "pact", "payment"]
