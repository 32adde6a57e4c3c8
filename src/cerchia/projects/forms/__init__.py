"""What people type about wishes, plans and reviews: shape only."""

from cerchia.projects.forms.plan import (
    ObjectiveForm,
    OwnObjectiveForm,
    ProjectForm,
    ResourceForm,
    StepForm,
    StopForm,
)
from cerchia.projects.forms.review import DayForm, SheetForms, WordsForm
from cerchia.projects.forms.wish import MomentForm, NoteForm, WishForm

__all__ = [
    "DayForm",
    "MomentForm",
    "NoteForm",
    "ObjectiveForm",
    "OwnObjectiveForm",
    "ProjectForm",
    "ResourceForm",
    "SheetForms",
    "StepForm",
    "StopForm",
    "WishForm",
    "WordsForm",
]
