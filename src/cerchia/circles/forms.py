"""What people type about circles: shape only. Choices of people come from the queries."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cerchia.circles.models import Attendance, Circle, CircleMembership, Encounter
from cerchia.circles.queries import Candidate, Companion, MeetingPage, Seat
from cerchia.circles.usecases import Agreed, NextDate, Presence, Said, Sheet
from cerchia.kit import clock
from cerchia.people.rules import LANGUAGES
from cerchia.programmes.models import Edition, Participation, Territory
from cerchia.web.fields import DayField

Choice = tuple[str, Any]
Typed = Mapping[str, Any] | None
WORDS_AT_MOST = 2000
DECISIONS_AT_A_TIME = 3
ROLE_WORDS = dict(CircleMembership.Role.choices)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.zone())


def offer(form: forms.Form, name: str, choices: Iterable[Choice]) -> None:
    """Fill the choices of a field that are known only now."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def proposed(wanted: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: wanted[name] for name in names if name in wanted}


# --- Circles and who is in them ---------------------------------------------------------------


class CircleForm(forms.Form):
    place = forms.ChoiceField(label=_("Edition and territory"))
    name = forms.CharField(
        label=_("Name of the circle"),
        max_length=60,
        help_text=_("A river, a street, a square: something nobody can mistake."),
    )

    def __init__(self, places: Iterable[tuple[Edition, Territory]], data: Typed = None) -> None:
        super().__init__(data)
        self.places = {f"{edition.pk}:{place.pk}": (edition, place) for edition, place in places}
        offer(self, "place", [(key, f"{e} · {t}") for key, (e, t) in self.places.items()])

    def chosen(self) -> tuple[Edition, Territory]:
        return self.places[self.cleaned_data["place"]]


class InviteForm(forms.Form):
    who = forms.ChoiceField(label=_("Who"))

    def __init__(self, candidates: Iterable[Candidate], data: Typed = None) -> None:
        super().__init__(data)
        self.candidates = {f"{one.person_id}:{one.role}": one for one in candidates}
        offer(
            self,
            "who",
            [(key, f"{one.name}, {ROLE_WORDS[one.role]}") for key, one in self.candidates.items()],
        )

    def chosen(self) -> Candidate:
        return self.candidates[self.cleaned_data["who"]]


class LeaveForm(forms.Form):
    wished_by = forms.ChoiceField(
        label=_("Who wished it"),
        choices=CircleMembership.WishOf.choices,
        widget=forms.RadioSelect,
        initial=CircleMembership.WishOf.PERSON,
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Only if the person wants it written. They read it too."),
    )


class ExitForm(forms.Form):
    """Leaving the programme itself. Words of why stay with the circle, if somebody wants them."""

    reason = forms.ChoiceField(
        label=_("Why it ends"),
        choices=Participation.EndReason.choices,
        widget=forms.RadioSelect,
    )


class MoveForm(LeaveForm):
    target = forms.ModelChoiceField(
        label=_("To which circle"), queryset=Circle.objects.none(), empty_label=None
    )
    field_order = ("target", "wished_by", "reason")

    def __init__(self, targets: Any, data: Typed = None) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[Circle]", self.fields["target"]).queryset = targets


# --- Between meetings -------------------------------------------------------------------------


class EncounterForm(forms.Form):
    """Two taps: with whom, how. Staff may write down a contact of somebody else (`first`)."""

    first = forms.ChoiceField(label=_("Who"))
    second = forms.ChoiceField(label=_("With whom"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("How"),
        choices=Encounter.Kind.choices,
        widget=forms.RadioSelect,
        initial=Encounter.Kind.SEEN,
    )
    on = DayField(label=_("When"))
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        members: Iterable[Companion],
        me: UUID | None,
        data: Typed = None,
        *,
        own: bool = False,
    ) -> None:
        """`own`: the first is always `me`, who is not asked."""
        initial = {"first": str(me or ""), "key": uuid4(), "on": clock.today()}
        super().__init__(data, initial=initial)
        self.me = me if own else None
        people = [(str(one.person_id), one.name) for one in members]
        offer(self, "first", people)
        offer(self, "second", people)
        if own:
            del self.fields["first"]

    def suggest(self, wanted: Mapping[str, str]) -> None:
        """Fill in what an address proposes, as "Ismail calls Mahad" does."""
        self.initial.update(proposed(wanted, "first", "second", "kind"))

    def contact(self) -> dict[str, Any]:
        data = self.cleaned_data
        first = self.me or UUID(data["first"])
        who = {"first": first, "second": UUID(data["second"])}
        return {**who, "kind": data["kind"], "at": self.when(), "key": data["key"]}

    def when(self) -> datetime:
        """Now, for today; the middle of an earlier day."""
        day: date = self.cleaned_data["on"]
        return clock.now() if day == clock.today() else moment(day, time(12))


class NoteForm(forms.Form):
    about = forms.ChoiceField(label=_("About whom"))
    text = forms.CharField(
        label=_("Note"),
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The person reads it too."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()))

    def __init__(self, people: Iterable[Companion], data: Typed = None) -> None:
        super().__init__(data, initial={"language": writing_language()})
        offer(self, "about", [(str(one.person_id), one.name) for one in people])

    def suggest(self, wanted: Mapping[str, str]) -> None:
        self.initial.update(proposed(wanted, "about"))


def writing_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


# --- Meetings ---------------------------------------------------------------------------------


class PlanForm(forms.Form):
    on = DayField(label=_("Day"))
    hour = forms.TimeField(label=_("Hour"), widget=HourInput, initial=time(17, 30))
    place = forms.CharField(label=_("Place"), max_length=120)

    def starts_at(self) -> datetime:
        return moment(self.cleaned_data["on"], self.cleaned_data["hour"])


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=Attendance.Answer.choices[1:])


class SeatForm(forms.Form):
    """A member on the sheet: was there or not, and what they said. `…_base`: as it was opened."""

    presence = forms.ChoiceField(
        label=_("Presence"),
        choices=Attendance.Presence.choices[1:],
        widget=forms.RadioSelect,
        required=False,
    )
    presence_base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    words = forms.CharField(
        label=_("In their own words"),
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(
            attrs={"rows": 2, "dir": "auto", "placeholder": _("In their own words")}
        ),
    )
    words_base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, seat: Seat, data: Typed) -> None:
        self.seat = seat
        word = seat.word
        written_in = word.language if word else settings.LANGUAGE_CODE
        initial = {
            "presence": seat.presence,
            "presence_base": seat.presence,
            "words": word.text if word else "",
            "words_base": word.pk if word else None,
            "language": written_in,
        }
        super().__init__(data, prefix=prefix_of(seat), initial=initial)
        spoken = dict.fromkeys([settings.LANGUAGE_CODE, *seat.languages, written_in])
        offer(self, "language", [(code, LANGUAGES.get(code, code)) for code in spoken])

    def presence_said(self) -> Presence:
        unknown = Attendance.Presence.UNKNOWN
        data = self.cleaned_data
        return Presence(data["presence"] or unknown, data["presence_base"] or unknown)

    def words_said(self) -> Said:
        data = self.cleaned_data
        language = data["language"] or settings.LANGUAGE_CODE
        return Said(data["words"], language, data["words_base"])


class DecisionForm(forms.Form):
    """A decision, or nothing at all: an empty one is left out."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What we decided"),
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    owner = forms.ChoiceField(label=_("Who does it"), required=False)
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, number: int, owners: list[Choice], data: Typed) -> None:
        super().__init__(data, prefix=f"d{number}", initial={"id": uuid4()})
        offer(self, "owner", [("", "—"), *owners])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("text"):
            if not data.get("owner") and "owner" not in self.errors:
                self.add_error("owner", _("Choose who does it."))
            if not data.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", _("Write a day, for example 3 October."))
        return data

    def agreed(self) -> Agreed | None:
        data = self.cleaned_data
        if not data["text"]:
            return None
        return Agreed(data["id"], data["text"], UUID(data["owner"]), data["due_on"])


class NextForm(forms.Form):
    """The next date, or nothing yet."""

    on = DayField(label=_("Day"), required=False)
    hour = forms.TimeField(label=_("Hour"), required=False, widget=HourInput)
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("on"):
            for name, words in (
                ("hour", _("Write the hour, for example 17:30.")),
                ("place", _("Write where you meet.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    def next_date(self) -> NextDate | None:
        data = self.cleaned_data
        if not data["on"]:
            return None
        return NextDate(moment(data["on"], data["hour"]), data["place"])


def prefix_of(seat: Seat) -> str:
    return f"p{seat.person.pk.hex}"


class SheetForms:
    """The forms of one meeting page, read and saved together."""

    def __init__(self, page: MeetingPage, data: Typed = None) -> None:
        owners: list[Choice] = [(str(s.person.pk), s.person.given_name) for s in page.seats]
        self.seats = [SeatForm(seat, data) for seat in page.seats]
        self.decisions = [
            DecisionForm(number, owners, data) for number in range(DECISIONS_AT_A_TIME)
        ]
        initial = {"hour": clock_hour(page.meeting.starts_at), "place": page.meeting.place}
        self.next = NextForm(data, prefix="n", initial=initial)

    @property
    def all(self) -> list[forms.Form]:
        return [*self.seats, *self.decisions, self.next]

    def is_valid(self) -> bool:
        """Asks every form, so that each can say what is missing."""
        return not self.errors

    @property
    def errors(self) -> list[forms.Form]:
        """The forms in which something is missing."""
        return [form for form in self.all if form.errors]

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound for form in self.all) and bool(self.errors)

    def sheet(self) -> Sheet:
        agreed = [form.agreed() for form in self.decisions]
        return Sheet(
            presences={form.seat.person.pk: form.presence_said() for form in self.seats},
            words={form.seat.person.pk: form.words_said() for form in self.seats},
            decisions=[one for one in agreed if one],
            next_date=self.next.next_date(),
        )


def clock_hour(at: datetime) -> time:
    return at.astimezone(clock.zone()).time()
