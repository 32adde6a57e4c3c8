"""What anybody types about an organisation that they know."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.network.forms.organisations import Typed, WhereForm, area, line
from cerchia.network.queries import Place
from cerchia.network.usecases import Saying
from cerchia.network.usecases.common import LONGEST_NAME, LONGEST_PLACE
from cerchia.network.usecases.contacts import LONGEST_HOW
from cerchia.vault.models import SealedFile

FRESH = "new"


class KnownForm(WhereForm):
    """A name or a voice; where it is and how one knows it if one likes.

    `chosen` is the organisation that was picked among those alike, "new" for none of them, or
    nothing before they were shown; `kept` is a voice that was taken in before that.
    """

    name = line(_("What is it called?"), most=LONGEST_NAME)
    town = line(_("Where is it?"), most=LONGEST_PLACE)
    how = area(_("How do you know it?"), rows=2, most=LONGEST_HOW)
    voice = forms.FileField(label=_("Say it with your voice"), required=False)
    chosen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    kept = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, places: Iterable[Place], data: Typed = None, files: Any = None) -> None:
        super().__init__(places, data, files)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        spoken = said.get("voice") or said.get("kept")
        if not self.errors and not said.get("name", "").strip() and not spoken:
            self.add_error("name", _("Write the name or say it, one is enough."))
        return said

    def chosen_id(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["chosen"])
        except ValueError:
            return None

    def saying(self, voice: SealedFile | None) -> Saying:
        said = self.cleaned_data
        language = (get_language() or "it")[:2]
        return Saying(said["name"], said["town"], said["how"], voice, language)


class SpokenForm(forms.Form):
    """The name that somebody heard."""

    name = line(
        _("The name that you hear"),
        most=LONGEST_NAME,
        required=True,
        missing=_("Write the name, for example: Bakery of the station."),
    )
    town = line(_("Where it is"), most=LONGEST_PLACE)
    chosen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def chosen_id(self) -> UUID | None:
        try:
            return UUID(self.cleaned_data["chosen"])
        except ValueError:
            return None
