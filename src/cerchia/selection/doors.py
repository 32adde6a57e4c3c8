"""Where a candidate's day begins, registered while the product starts."""

from django.urls import reverse
from django.utils.translation import gettext

from cerchia.access.hooks import leads
from cerchia.access.models import User
from cerchia.programmes import standing
from cerchia.selection.queries.mine import asks_to_take_part
from cerchia.web.tabs import Tab, tabs


@leads
def home_of(user: User) -> str:
    """One's own candidacy, for who has nothing else here."""
    return reverse("selection:mine") if _only_asks(user) else ""


@tabs
def tabs_of(user: User) -> list[Tab]:
    """Three places: my request, my data, me."""
    if not _only_asks(user):
        return []
    places = (
        ("candidacy", "selection:mine", "talk", gettext("My request")),
        ("data", "privacy:my_data", "eye", gettext("My data")),
        ("me", "access:settings", "person", gettext("Me")),
    )
    return [
        {"key": key, "url": reverse(name), "icon": icon, "label": label}
        for key, name, icon, label in places
    ]


def _only_asks(user: User) -> bool:
    mine = standing.of(user)
    return not mine.posts and not mine.places and asks_to_take_part(user)
