"""`{% load tongues %}`: languages that people speak, by their own names."""

from django import template

from cerchia.people.rules import LANGUAGES

register = template.Library()


@register.filter
def tongue(code: str) -> str:
    """The name of a language in the language itself: "Soomaali"."""
    return LANGUAGES.get(code, code)
