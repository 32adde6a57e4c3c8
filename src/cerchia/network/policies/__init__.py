"""Who may do what in the room; importing the package registers every policy."""

from cerchia.network.policies import closing, imports, offers, organisations, ties

__all__ = ["closing", "imports", "offers", "organisations", "ties"]
