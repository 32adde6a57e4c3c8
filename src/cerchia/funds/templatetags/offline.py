"""`{% load offline %}`: what a page tells the phone about expenses that wait for the network."""

from django import template
from django.template.context import RequestContext

from cerchia.access.models import User
from cerchia.funds.drafts import mark_of
from cerchia.vault import boxes

register = template.Library()


@register.inclusion_tag("funds/_offline.html", takes_context=True)
def offline_box(context: RequestContext, *, writing: bool = False) -> dict[str, object]:
    """How many wait, and the public key to seal with. `writing`: beside the form of an expense."""
    user: User = context["request"].user
    return {"mark": mark_of(user), "key": boxes.current(), "writing": writing}
