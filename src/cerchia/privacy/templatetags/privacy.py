"""What a look at a file is called, in plain words for the person."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

PARTS = {
    "profile": _("who you are"),
    "wish": _("your wish"),
    "project": _("your project"),
    "pact": _("your pact"),
    "money": _("your money"),
    "expenses": _("your expenses"),
    "evidence": _("your receipts"),
    "circle": _("the page of your circle"),
    "meeting": _("a meeting of your circle"),
    "notes": _("the notes about you"),
    "list": _("a list with your name"),
    "payment": _("a payment to you"),
    "support": _("the help that was found for you"),
    "contact": _("the name of a place that you said aloud"),
    "candidacy": _("your request to take part"),
}
ROLES = {
    "operator": _("operator"),
    "mediator": _("mediator"),
    "coordinator": _("coordinator"),
    "accounts": _("accounts"),
    "organisation": _("an organisation that helps you"),
}


@register.filter
def part_words(part: str) -> str:
    return str(PARTS.get(part, _("your file")))


@register.filter
def role_words(role: str) -> str:
    return str(ROLES.get(role, _("staff")))
