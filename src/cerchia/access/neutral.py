"""Three small pages for who has to leave quickly. They say nothing of us, and nothing untrue."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    lead: str
    parts: tuple[Part, ...]


def pages() -> dict[str, Page]:
    """The pages by the last word of their address, in the language in use."""
    return {"meteo": _weather(), "ricette": _recipes(), "calcio": _football()}


def _weather() -> Page:
    return Page(
        _("Weather: what to expect in the north of Italy"),
        _("Season by season, between the Alps and the plain."),
        (
            Part(
                _("Spring"),
                _("Mild days, cool evenings. April and May bring most of the rain."),
            ),
            Part(
                _("Summer"),
                _("Hot and damp on the plain, often above 30 degrees. Storms in the evening."),
            ),
            Part(
                _("Autumn"),
                _("Soft light in September, fog from November. Take a coat for the morning."),
            ),
            Part(
                _("Winter"),
                _("Around zero at night. Snow on the mountains, now and then in the towns."),
            ),
        ),
    )


def _recipes() -> Page:
    return Page(
        _("Three easy recipes"),
        _("Few ingredients, half an hour, four people."),
        (
            Part(
                _("Lentil soup"),
                _(
                    "Fry an onion and a carrot in oil. Add 300 g of lentils and a litre and a half "
                    "of water. Cook for 30 minutes. Salt and lemon at the end."
                ),
            ),
            Part(
                _("Pasta with tomato"),
                _(
                    "Warm a clove of garlic in oil, add 400 g of tomatoes, cook for 15 minutes. "
                    "Cook 320 g of pasta and mix. Basil if there is some."
                ),
            ),
            Part(
                _("Rice with vegetables"),
                _(
                    "Cut a courgette, a pepper and a carrot. Fry them for 10 minutes. Add 300 g of "
                    "boiled rice and stir over a high flame."
                ),
            ),
        ),
    )


def _football() -> Page:
    return Page(
        _("Football: the rules in short"),
        _("What one needs to follow a match."),
        (
            Part(
                _("The match"),
                _("Two halves of 45 minutes, eleven players a side, five substitutions."),
            ),
            Part(
                _("Offside"),
                _(
                    "An attacker may not be nearer to the goal than the ball and the second last "
                    "defender when the ball is played to them."
                ),
            ),
            Part(
                _("Cards"),
                _("Yellow is a warning. Two yellow ones, or a red one, and the player leaves."),
            ),
            Part(
                _("The table"),
                _("Three points for a win, one for a draw. Then the difference of goals counts."),
            ),
        ),
    )
