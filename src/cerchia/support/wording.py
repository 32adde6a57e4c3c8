"""What pages and the JSON interface of the room say alike."""

from django.utils.translation import get_language

PART = "support"
"""The part of a person's file that a look at these pages opens."""


def language() -> str:
    """The language of the page, for titles in own words and for consents."""
    return (get_language() or "it")[:2]
