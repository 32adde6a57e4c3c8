"""Adds users, gives and revokes tokens, sets passwords. Says what is wrong in one sentence."""

import getpass
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cerchia.access.models import User
from cerchia.access.usecases import create_account, make_token, revoke_tokens, set_password
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.usecases import Identity, register_person
from cerchia.programmes.models import Edition, StaffAssignment, Territory
from cerchia.programmes.usecases import admit, assign

PARTICIPANT = "participant"
ROLES = (PARTICIPANT, *StaffAssignment.Role.values)
IN_A_TERRITORY = {PARTICIPANT, StaffAssignment.Role.OPERATOR, StaffAssignment.Role.MEDIATOR}


def wrong(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=2)


class Command(BaseCommand):
    help = "Add a user with a role, give or revoke a token, set a password."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        add = acts.add_parser("add", help="a new user with a role; asks for a password")
        add.add_argument("name", help="the name to sign in with")
        add.add_argument("--role", required=True, help=f"one of: {', '.join(ROLES)}")
        add.add_argument("--edition", default="", help="its name (default: the one that runs)")
        add.add_argument("--territory", default="", help="name of the territory (default: all)")
        add.add_argument("--language", default="", help="one of: it, en, fr, ar")
        add.add_argument("--given-name", default="", help="first name (default: the user name)")
        add.add_argument("--family-name", default="", help="family name")
        add.add_argument("--no-password", action="store_true", help="for people with a phone")
        for act, job in {
            "token": "print a new token for the JSON interface, and nothing else",
            "revoke": "make all tokens of the user worthless",
            "password": "set a password: asks for it, or reads one line when not in a terminal",
        }.items():
            acts.add_parser(act, help=job).add_argument("name", help="the name to sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        act = {
            "add": self._add,
            "token": self._token,
            "revoke": self._revoke,
            "password": self._password,
        }[options["act"]]
        try:
            act(options)
        except ValidationError as weak:
            raise wrong(" ".join(weak.messages)) from weak
        except DomainError as refused:
            raise wrong(str(refused)) from refused

    @transaction.atomic
    def _add(self, options: dict[str, Any]) -> None:
        name, role, edition, territory = _whom_and_where(options)
        user = create_account(actor=None, name=name, language=options["language"])
        identity = Identity(
            given_name=options["given_name"] or name, family_name=options["family_name"]
        )
        person = register_person(actor=None, identity=identity, user=user)
        if role == PARTICIPANT and territory is not None:
            admit(actor=None, edition=edition, person=person, territory=territory)
        else:
            assign(actor=None, edition=edition, person=person, role=role, territory=territory)
        if role != PARTICIPANT and not options["no_password"]:
            set_password(actor=None, user=user, password=_asked_password())
        self.stdout.write(f"{name} is now {role} in {edition.name}.")

    def _token(self, options: dict[str, Any]) -> None:
        self.stdout.write(make_token(actor=None, user=_user(options["name"])))

    def _revoke(self, options: dict[str, Any]) -> None:
        count = revoke_tokens(actor=None, user=_user(options["name"]))
        self.stdout.write(f"{count} token(s) of {options['name']} work no more.")

    def _password(self, options: dict[str, Any]) -> None:
        set_password(actor=None, user=_user(options["name"]), password=_asked_password())
        self.stdout.write(f"{options['name']} has a new password.")


def _whom_and_where(options: dict[str, Any]) -> tuple[str, str, Edition, Territory | None]:
    name, role, language = options["name"].strip(), options["role"], options["language"]
    if not name:
        raise wrong("NAME must not be empty.")
    if role not in ROLES:
        raise wrong(f'There is no role "{role}". Choose one of: {", ".join(ROLES)}.')
    if language and language not in dict(settings.LANGUAGES):
        known = ", ".join(dict(settings.LANGUAGES))
        raise wrong(f'"{language}" is not spoken here. Choose one of: {known}.')
    edition = _edition(options["edition"])
    territory = _territory(edition, options["territory"])
    if territory is None and role in IN_A_TERRITORY:
        raise wrong(f"A user with the role {role} needs a --territory.")
    return name, role, edition, territory


def _edition(name: str) -> Edition:
    rows = Edition.objects.order_by("-starts_on")
    running = list(rows.running(on=clock.today())[:2])
    if not name and len(running) == 1:
        return running[0]
    found = rows.filter(name=name).first() if name else None
    if found is None:
        known = ", ".join(f'"{one}"' for one in Edition.objects.values_list("name", flat=True))
        which = f'There is no edition "{name}".' if name else "Say which --edition."
        raise wrong(f"{which} There are: {known or 'none'}.")
    return found


def _territory(edition: Edition, name: str) -> Territory | None:
    if not name:
        return None
    places = Territory.objects.filter(places__edition=edition)
    found = places.filter(name=name).first()
    if found is None:
        known = ", ".join(f'"{one.name}"' for one in places)
        raise wrong(f'"{name}" is not a territory of the edition. There are: {known or "none"}.')
    return found


def _user(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise wrong(f'There is no user "{name}".')
    return found


def _asked_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        raise wrong("The two passwords differ.")
    return password
