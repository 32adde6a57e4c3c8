"""What people type about plans: shape only."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cerchia.people.models import Person
from cerchia.projects.forms.fields import (
    NAME_AT_MOST,
    WORDS_AT_MOST,
    Typed,
    area,
    cents,
    language_of_own_words,
    line,
    offer,
    tongue,
    written_in,
)
from cerchia.projects.models import (
    Domain,
    Objective,
    Picture,
    Project,
    Resource,
    Voice,
)
from cerchia.projects.queries import WishStory
from cerchia.projects.rules import domain_of
from cerchia.projects.usecases import Aim, Task
from cerchia.web.fields import DayField


class OwnObjectiveForm(forms.Form):
    """A few questions; the picture says the rest."""

    title = forms.CharField(
        label=_("What do you want to do or to have?"),
        max_length=NAME_AT_MOST,
        widget=line(),
        error_messages={"required": _("Write it in a few words: a sewing machine.")},
    )
    picture = forms.ChoiceField(
        label=_("Choose a picture"),
        choices=Picture.choices,
        error_messages={"required": _("Tap a picture."), "invalid_choice": _("Tap a picture.")},
    )
    how_we_know = forms.CharField(
        label=_("How will you know that it is done?"),
        max_length=WORDS_AT_MOST,
        widget=area(2),
        error_messages={"required": _("Write it simply: the machine is at home and works.")},
    )
    target_on = DayField(label=_("By when?"))
    planned = cents(label=_("How much money does it need?"))

    def aim(self) -> Aim:
        """What is written here is in the language of the page: so are the person's own words."""
        said = self.cleaned_data
        return Aim(
            title=said["title"],
            own_title=said["title"],
            own_language=written_in(),
            domain=domain_of(said["picture"]),
            picture=said["picture"],
            target_on=said["target_on"],
            how_we_know=said["how_we_know"],
            voiced_by=Voice.SELF,
            planned_cents=said["planned"],
        )


class ObjectiveForm(forms.Form):
    """The objective as staff write it down: who voiced it is always asked."""

    title = forms.CharField(label=_("What will change"), max_length=NAME_AT_MOST, widget=line())
    own_title = forms.CharField(
        label=_("In the person's own words"),
        help_text=_("As they say it, in their language. Their pages show these words."),
        max_length=NAME_AT_MOST,
        required=False,
        widget=line(),
    )
    own_language = tongue()
    how_we_know = forms.CharField(
        label=_("How we will know"), max_length=WORDS_AT_MOST, widget=area(2)
    )
    voiced_by = forms.ChoiceField(label=_("Who voiced it"), choices=[("", "—"), *Voice.choices])
    domain = forms.ChoiceField(label=_("Area"), choices=[("", "—"), *Domain.choices])
    picture = forms.ChoiceField(
        label=_("Picture"),
        choices=Picture.choices,
        initial=Picture.QUESTION,
        help_text=_("The person can choose another one."),
    )
    target_on = DayField(label=_("By when"))
    planned = cents(label=_("Planned money"), help_text=_("Often nothing is needed."))

    @classmethod
    def of(cls, objective: Objective, data: Typed = None) -> "ObjectiveForm":
        written = objective.planned_cents or ""
        said = ("title", "own_title", "own_language", "how_we_know", "voiced_by")
        names = (*said, "domain", "picture", "target_on")
        return cls(
            data, initial={name: getattr(objective, name) for name in names} | {"planned": written}
        )

    def clean(self) -> None:
        language_of_own_words(self)

    def aim(self) -> Aim:
        said = dict(self.cleaned_data)
        return Aim(planned_cents=said.pop("planned"), **said)


class StepForm(forms.Form):
    title = forms.CharField(
        label=_("The step"),
        max_length=NAME_AT_MOST,
        widget=line(),
        error_messages={"required": _("Write the step in a few words: try three machines.")},
    )
    due_on = DayField(label=_("By when"), required=False)
    cost = cents(label=_("What it costs"))
    helper = forms.CharField(
        label=_("Who gives a hand"), max_length=NAME_AT_MOST, required=False, widget=line()
    )
    own_title = forms.CharField(
        label=_("In the person's own words"),
        max_length=NAME_AT_MOST,
        required=False,
        widget=line(),
    )
    own_language = tongue()

    def clean(self) -> None:
        language_of_own_words(self)

    def task(self) -> Task:
        """As staff write it."""
        said = self.cleaned_data
        return Task(
            said["title"],
            said["due_on"],
            said["cost"],
            said["helper"],
            own_title=said["own_title"],
            own_language=said["own_language"],
        )

    def own_task(self) -> Task:
        """As the person writes it, in the language of the page."""
        said = self.cleaned_data
        return Task(
            said["title"], said["due_on"], own_title=said["title"], own_language=written_in()
        )


class ResourceForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"), choices=Resource.Kind.choices)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=NAME_AT_MOST,
        widget=line(),
        error_messages={"required": _("Write who or what it is: a neighbour teaches to cut.")},
    )
    value = cents(label=_("Worth"), help_text=_("Only if it can be said in money."))


class ProjectForm(forms.Form):
    """Which wishes it carries, and whose it is."""

    title = forms.CharField(
        label=_("Name of the project"),
        max_length=NAME_AT_MOST,
        widget=line(),
        help_text=_("As the person would call it."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Project.Kind.choices])
    people = forms.MultipleChoiceField(
        label=_("Whose project it is"), widget=forms.CheckboxSelectMultiple
    )
    wishes = forms.MultipleChoiceField(
        label=_("Which wishes it carries"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("First comes the wish: choose at least one.")},
    )

    def __init__(
        self, people: Sequence[Person], stories: Sequence[WishStory], data: Typed = None
    ) -> None:
        super().__init__(data)
        self.person_by_key = {str(person.pk): person for person in people}
        self.wish_by_key = {str(story.wish.pk): story.wish for story in stories}
        offer(self, "people", [(key, one.given_name) for key, one in self.person_by_key.items()])
        offer(self, "wishes", [(key, key) for key in self.wish_by_key])
        if len(people) == 1:
            del self.fields["people"]
        if len(stories) == 1:
            self.initial["wishes"] = list(self.wish_by_key)

    def chosen_people(self) -> list[Person]:
        if "people" not in self.fields:
            return list(self.person_by_key.values())
        return [self.person_by_key[key] for key in self.cleaned_data["people"]]


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        widget=area(2),
        max_length=WORDS_AT_MOST,
        help_text=_("What was learnt counts. The person reads it too."),
        error_messages={"required": _("Write why, in a few words.")},
    )
