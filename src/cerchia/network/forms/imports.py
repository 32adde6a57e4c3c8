"""What people choose about tables: where, which column is what, what becomes of a row."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.network.importing.columns import KEEP
from cerchia.network.models import Export, Import, ImportRow
from cerchia.programmes.models import Edition, EditionTerritory, Territory

Typed = Mapping[str, Any] | None
FILE = {
    "accept": ".csv,.xlsx,text/csv,"
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}


class TableForm(forms.Form):
    """The territory, and the file."""

    place = forms.ChoiceField(
        label=_("Territory"),
        help_text=_("Rows without a territory of their own go here."),
    )
    table = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or XLSX, up to 20,000 rows and 12 megabytes. The first row has titles."),
        widget=forms.FileInput(FILE),
        error_messages={
            "required": _("Choose the file with the table."),
            "empty": _("The file is empty. Choose it again."),
        },
    )

    def __init__(
        self, places: Iterable[EditionTerritory], data: Typed = None, files: Any = None
    ) -> None:
        super().__init__(data, files)
        self._places = {str(one.pk): one for one in places}
        names = [(key, _name(one, self._places)) for key, one in self._places.items()]
        cast("forms.ChoiceField", self.fields["place"]).choices = names

    def chosen(self) -> tuple[Edition, Territory]:
        one = self._places[self.cleaned_data["place"]]
        return one.edition, one.territory


class ColumnsForm(forms.Form):
    """For each column of the table, what it fills."""

    def __init__(
        self, batch: Import, choices: Iterable[tuple[str, str]], data: Typed = None
    ) -> None:
        super().__init__(data)
        options = [("", _("leave it out")), (KEEP, _("keep it in the notes")), *choices]
        examples = batch.examples or []
        for place, title in enumerate(batch.titles or []):
            shown = examples[place] if place < len(examples) else []
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=title or _("column %(number)d, without a title") % {"number": place + 1},
                choices=options,
                required=False,
                initial=batch.columns.get(str(place), ""),
                help_text=" · ".join(shown),
            )

    def columns(self) -> dict[int, str]:
        """What was chosen, by the place of the column."""
        return {
            int(name.removeprefix("column-")): value
            for name, value in self.cleaned_data.items()
            if value
        }


def choices_in(data: Mapping[str, Any]) -> dict[UUID, str]:
    """The answers for single rows, by the id of the row; what is none is passed over."""
    found = {}
    for name, value in data.items():
        if name.startswith("row-") and value in ImportRow.Choice.values:
            try:
                found[UUID(name.removeprefix("row-"))] = str(value)
            except ValueError:
                continue
    return found


class ExportForm(forms.Form):
    """Which file, and how much of each organisation."""

    part = forms.ChoiceField(label=_("How much"), widget=forms.RadioSelect)
    form = forms.ChoiceField(
        label=_("Kind of file"), choices=Export.Form.choices, widget=forms.RadioSelect
    )
    territory = forms.ChoiceField(label=_("Territory"), required=False)

    def __init__(
        self, parts: Iterable[tuple[str, Any]], places: Iterable[Territory], data: Typed = None
    ) -> None:
        super().__init__(data, initial={"form": Export.Form.XLSX})
        parts = list(parts)
        self.fields["part"].initial = parts[0][0] if parts else ""
        cast("forms.ChoiceField", self.fields["part"]).choices = parts
        names = [("", _("all that I see")), *((str(one.pk), one.name) for one in places)]
        cast("forms.ChoiceField", self.fields["territory"]).choices = names


def _name(one: EditionTerritory, places: Mapping[str, EditionTerritory]) -> str:
    """The territory, with its edition where there are several."""
    several = len({place.edition_id for place in places.values()}) > 1
    return f"{one.territory}, {one.edition}" if several else str(one.territory)
