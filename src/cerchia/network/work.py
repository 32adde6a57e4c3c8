"""The kinds of long work of the room: `jobs` finds them here."""

from cerchia.network.importing import work as importing

__all__ = ["importing"]
