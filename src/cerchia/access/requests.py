"""The request of somebody who is inside, for pages and for the JSON interface."""

from django.http import HttpRequest

from cerchia.access.models import User


class SignedIn(HttpRequest):
    """A request behind the door: there is a user."""

    user: User
