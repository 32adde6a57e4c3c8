"""Filters of the rows of a table, and where the organisation that is alike stands."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cerchia.network.models import ImportRow
from cerchia.network.queries.imports import Sum

register = template.Library()


@register.simple_tag
def import_filters(numbers: Sum, only: str) -> list[dict[str, object]]:
    """The chips above the rows, each with its number."""
    kinds = [
        ("tutte", _("all"), numbers.all),
        ("simili", _("look the same"), numbers.alike),
        ("da-guardare", _("to look at"), numbers.noted),
        ("ferme", _("cannot come in"), numbers.stopped),
        ("nuove", _("to add"), numbers.create),
    ]
    return [
        {"label": f"{words} {n}", "url": f"?solo={key}", "current": key == only}
        for key, words, n in kinds
        if n or key == "tutte"
    ]


@register.filter
def alike_url(row: ImportRow) -> str:
    try:
        return reverse("network:organisation_detail", args=[row.alike_id])
    except NoReverseMatch:
        return ""
