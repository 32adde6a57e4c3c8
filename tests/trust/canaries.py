"""Words that exist nowhere else: one a person and field, so that who meets it met that field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cerchia.funds.rules.iban import cin_of

SPACES = re.compile(r"\s+|&nbsp;|\u00a0|\u202f|&#x27;")
UNCHOSEN = re.compile(r"<option(?![^>]*\bselected\b)[^>]*>[^<]*(</option>)?", re.IGNORECASE)
COUNTRIES = ("Tuvalu", "Nauru", "Kiribati", "Vanuatu", "Tonga", "Samoa", "Palau", "Botswana")
COUNTRY_CODES = ("TV", "NR", "KI", "VU", "TO", "WS", "PW", "BW")


class Canary(NamedTuple):
    """Of whom, and which field of theirs."""

    owner: str
    field: str


@dataclass
class Aviary:
    """All canaries that were let into the world."""

    by_token: dict[str, Canary] = field(default_factory=dict)
    countries: dict[str, Canary] = field(default_factory=dict)

    def word(self, owner: str, name: str) -> str:
        """A word for a field of free text. The same again for the same field."""
        return self._keep(f"Zq{owner}{name}x".replace("_", ""), owner, name)

    def phone(self, owner: str) -> str:
        number = f"+3939155{len(self.by_token):05d}"
        return self._keep(number, owner, "phone")

    def iban(self, owner: str) -> str:
        """A number that passes every check."""
        rest = f"0542811101{len(self.by_token):012d}"
        bban = f"{cin_of(rest)}{rest}"
        digits = "".join(str(int(letter, 36)) for letter in f"{bban}IT00")
        return self._keep(f"IT{98 - int(digits) % 97:02d}{bban}", owner, "iban")

    def country(self, owner: str) -> str:
        """The code of a country; the page says its name."""
        place = len(self.countries)
        self.countries[COUNTRIES[place]] = Canary(owner, "country")
        return COUNTRY_CODES[place]

    def _keep(self, token: str, owner: str, name: str) -> str:
        self.by_token[token] = Canary(owner, name)
        return token

    def met_in(self, text: str) -> set[Canary]:
        """Whose fields can be read in a page, a JSON answer, a header or a PDF's words."""
        packed = SPACES.sub("", text)
        found = {canary for token, canary in self.by_token.items() if token in packed}
        spoken = UNCHOSEN.sub("", text)
        return found | {c for name, c in self.countries.items() if f"{name}" in spoken}

    def bytes_in(self, content: bytes) -> set[Canary]:
        """The same in bytes as they lie on a disk. Countries are short: left out."""
        forms = ("utf-8", "utf-16-le", "utf-16-be")
        return {
            canary
            for token, canary in self.by_token.items()
            if any(token.encode(form) in content for form in forms)
        }


def names(canaries: Iterable[Canary]) -> list[str]:
    return sorted(f"{one.owner}.{one.field}" for one in canaries)


def everything_in(answer: Any, *, with_body: bool = True) -> str:
    """What a browser gets to read of an answer: headers and cookies too."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = "\n".join(str(cookie.value) for cookie in answer.cookies.values())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") if with_body else ""
    return f"{headers}\n{cookies}\n{text}"
