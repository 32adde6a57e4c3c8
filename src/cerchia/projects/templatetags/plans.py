"""Words of plans on pages: `{% load plans %}`."""

from collections.abc import Mapping
from uuid import UUID

from django import template
from django.utils.translation import get_language

from cerchia.projects.hooks import StepDoor
from cerchia.projects.models import Titled

register = template.Library()


@register.filter
def title_here(one: Titled) -> str:
    """The title in the words of the person where the page speaks their language."""
    return one.title_for(get_language())


@register.filter
def beside(doors: Mapping[UUID, StepDoor] | None, step_id: UUID) -> StepDoor | None:
    """What stands beside a step."""
    return doors.get(step_id) if doors else None
