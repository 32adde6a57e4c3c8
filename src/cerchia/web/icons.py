"""Icons as inline drawings, and the pictures a person may choose for an objective."""

from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

import lucide
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from cerchia.web.drawings import DRAWN


@dataclass(frozen=True)
class Pictogram:
    """A picture of a thing or a place, its hue (0 to 5) and its word."""

    icon: str
    hue: int
    label: Promise


PICTOGRAMS: dict[str, Pictogram] = {
    "sewing": Pictogram("sewing", 1, _("sewing machine")),
    "study": Pictogram("cap", 2, _("course or school")),
    "stall": Pictogram("stall", 3, _("market stall")),
    "key": Pictogram("key", 4, _("key of a home")),
    "home": Pictogram("home", 4, _("house")),
    "bed": Pictogram("bed", 4, _("bed and furniture")),
    "truck": Pictogram("truck", 5, _("van")),
    "licence": Pictogram("licence", 5, _("driving licence")),
    "bicycle": Pictogram("bicycle", 5, _("bicycle")),
    "pot": Pictogram("pot", 1, _("kitchen")),
    "book": Pictogram("book", 2, _("books")),
    "laptop": Pictogram("laptop", 2, _("computer")),
    "wrench": Pictogram("wrench", 3, _("tools")),
    "heart": Pictogram("heart", 4, _("health")),
    "family": Pictogram("family", 4, _("family")),
    "leaf": Pictogram("leaf", 1, _("land and plants")),
    "exchange": Pictogram("exchange", 1, _("exchange")),
    "hands": Pictogram("hands", 3, _("helping others")),
    "question": Pictogram("question", 0, _("something else")),
}
ALIASES = {"cap": "study", "tools": "wrench"}


def pictogram(kind: str) -> Pictogram:
    """The picture called `kind`, or the question mark."""
    return PICTOGRAMS.get(ALIASES.get(kind, kind), PICTOGRAMS["question"])


@lru_cache(maxsize=256)
def drawing(name: str) -> SafeString:
    """What is inside the icon called `name`: ours, or that of lucide. `KeyError` if neither."""
    if name in DRAWN:
        return mark_safe(DRAWN[name])  # noqa: S308 - our own constant
    try:
        found = lucide._load_icon(name)  # noqa: SLF001 - its public door gives a whole picture
    except lucide.IconDoesNotExist as missing:
        raise KeyError(name) from missing
    inner = "".join(ET.tostring(part, encoding="unicode").strip() for part in found)
    return mark_safe(inner)  # noqa: S308 - a drawing of the package, not of a person


def icon(name: str, *, flip: bool = False, label: object = "") -> SafeString:
    """The icon as markup. `flip` mirrors it in right-to-left pages; `label` is said aloud."""
    if label:
        return format_html(
            '<svg class="ic{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            " flip" if flip else "",
            label,
            drawing(name),
        )
    return format_html(
        '<svg class="ic{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " flip" if flip else "",
        drawing(name),
    )
