"""The parts of a person's file that staff write down, and who reads or writes each.

The one table of it: policies ask it, the page says it in words.
"""

from enum import StrEnum

from cerchia.programmes.standing import Role

OPERATOR, MEDIATOR, COORDINATOR = str(Role.OPERATOR), str(Role.MEDIATOR), str(Role.COORDINATOR)


class Part(StrEnum):
    """Named as in the address of its page."""

    WHO = "chi"
    CONTACTS = "contatti"
    LANGUAGES = "lingue"
    PROTECTION = "protezione"
    CHECKS = "pratiche"


WRITERS: dict[Part, frozenset[str]] = {
    Part.WHO: frozenset({OPERATOR, COORDINATOR}),
    Part.CONTACTS: frozenset({OPERATOR}),
    Part.LANGUAGES: frozenset({OPERATOR, COORDINATOR}),
    Part.PROTECTION: frozenset({OPERATOR, COORDINATOR}),
    Part.CHECKS: frozenset({OPERATOR}),
}
READERS: dict[Part, frozenset[str]] = {
    Part.WHO: frozenset({OPERATOR, MEDIATOR, COORDINATOR}),
    Part.CONTACTS: frozenset({OPERATOR, MEDIATOR, COORDINATOR}),
    Part.LANGUAGES: frozenset({OPERATOR, MEDIATOR, COORDINATOR}),
    Part.PROTECTION: frozenset({OPERATOR, COORDINATOR}),
    Part.CHECKS: frozenset({OPERATOR}),
}
