"""A need without a name, and what an organisation promises for it."""

from cerchia.support.models.commitment import ENDED, HELD, NAMED, OPEN, Commitment
from cerchia.support.models.export import PromiseExport
from cerchia.support.models.need import Answer, Need

__all__ = ["ENDED", "HELD", "NAMED", "OPEN", "Answer", "Commitment", "Need", "PromiseExport"]
