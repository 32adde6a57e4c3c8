"""What a cell means: yes and no, kinds, fields of interest, languages, countries, addresses."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import translation

from cerchia.network.models.organisations import Kind
from cerchia.network.rules import phone_key, plain
from cerchia.people.rules import LANGUAGES

YES = frozenset({"si", "yes", "y", "s", "x", "1", "true", "vero", "oui", "ok"})
NO = frozenset({"no", "n", "0", "false", "falso", "non", "na"})
TONGUES = ("it", "en", "fr", "ar")
BUSINESS = frozenset({Kind.FARM, Kind.WORKSHOP, Kind.FACTORY, Kind.SHOP, Kind.RESTAURANT})
BETWEEN = re.compile(r"[,;/|\n]| e | and | et | & ")
OTHER_NAMES = {"dari": "prs", "farsi": "fa", "fula": "ff", "manding": "man", "arabo": "ar"}
NUMBER = re.compile(r"\d{1,6}")
INTERESTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("for_refugees", ("rifugiat", "refug", "asilo", "asylum", "accoglienza")),
    ("for_migration", ("migra", "stranier", "foreign", "etrang")),
    ("for_work", ("lavor", "work", "impiego", "inserimento", "insertion", "travail", "sociale")),
    ("for_other", ("altro", "other", "autre")),
)
KINDS: dict[str, Kind] = {
    "volontariato": Kind.ODV,
    "organizzazione di volontariato": Kind.ODV,
    "associazione": Kind.OTHER_ASSOCIATION,
    "associazione culturale": Kind.OTHER_ASSOCIATION,
    "association": Kind.OTHER_ASSOCIATION,
    "associazione di promozione sociale": Kind.APS,
    "cooperativa": Kind.COOPERATIVE_A,
    "cooperativa sociale": Kind.COOPERATIVE_A,
    "coop sociale a": Kind.COOPERATIVE_A,
    "coop sociale b": Kind.COOPERATIVE_B,
    "cooperativa a": Kind.COOPERATIVE_A,
    "cooperativa b": Kind.COOPERATIVE_B,
    "cooperativa sociale a": Kind.COOPERATIVE_A,
    "cooperativa sociale b": Kind.COOPERATIVE_B,
    "cooperativa sociale di tipo a": Kind.COOPERATIVE_A,
    "cooperativa sociale di tipo b": Kind.COOPERATIVE_B,
    "impresa sociale": Kind.SOCIAL_ENTERPRISE,
    "societa di mutuo soccorso": Kind.MUTUAL_AID,
    "rete associativa": Kind.ASSOCIATION_NETWORK,
    "onlus": Kind.ONLUS,
    "fondazione": Kind.FOUNDATION,
    "parrocchia": Kind.PARISH,
    "chiesa": Kind.PARISH,
    "moschea": Kind.PARISH,
    "comunita": Kind.COMMUNITY,
    "associazione di migranti": Kind.COMMUNITY,
    "comune": Kind.MUNICIPALITY,
    "ente pubblico": Kind.MUNICIPALITY,
    "consorzio": Kind.CONSORTIUM,
    "consorzio socio assistenziale": Kind.CONSORTIUM,
    "centro per l impiego": Kind.JOB_CENTRE,
    "sportello lavoro": Kind.JOB_CENTRE,
    "asl": Kind.HEALTH,
    "salute": Kind.HEALTH,
    "cpia": Kind.ADULT_SCHOOL,
    "ctp": Kind.ADULT_SCHOOL,
    "scuola serale": Kind.ADULT_SCHOOL,
    "scuola": Kind.SCHOOL,
    "universita": Kind.UNIVERSITY,
    "formazione": Kind.TRAINING,
    "agenzia formativa": Kind.TRAINING,
    "biblioteca": Kind.LIBRARY,
    "sindacato": Kind.TRADE_UNION,
    "associazione di categoria": Kind.EMPLOYERS,
    "camera di commercio": Kind.CHAMBER,
    "banca": Kind.BANK,
    "agenzia immobiliare": Kind.HOUSING,
    "casa": Kind.HOUSING,
    "proprietario": Kind.LANDLORD,
    "sport": Kind.SPORTS,
    "societa sportiva": Kind.SPORTS,
    "mercato": Kind.MARKET,
    "cascina": Kind.FARM,
    "azienda agricola": Kind.FARM,
    "agricola": Kind.FARM,
    "officina": Kind.WORKSHOP,
    "artigiano": Kind.WORKSHOP,
    "laboratorio": Kind.WORKSHOP,
    "impresa": Kind.FACTORY,
    "azienda": Kind.FACTORY,
    "ditta": Kind.FACTORY,
    "fabbrica": Kind.FACTORY,
    "business": Kind.FACTORY,
    "negozio": Kind.SHOP,
    "bottega": Kind.SHOP,
    "ristorante": Kind.RESTAURANT,
    "bar": Kind.RESTAURANT,
    "pizzeria": Kind.RESTAURANT,
}


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or nothing that one could tell."""
    word = plain(text)
    if word in YES:
        return True
    return False if word in NO else None


def kind_of(text: str) -> Kind | None:
    return _kinds().get(plain(text))


def interests_of(text: str) -> set[str]:
    """The fields of an organisation that the words of a cell name."""
    said = plain(text)
    return {name for name, words in INTERESTS if any(word in said for word in words)}


def parts_of(text: str) -> Iterator[str]:
    """What a cell lists, one by one."""
    return (part.strip() for part in BETWEEN.split(text) if part.strip())


def language_of(text: str) -> str | None:
    """The code of a language by its name in one of the languages of the house, or by its code."""
    code = _languages().get(plain(text))
    return code if code in LANGUAGES else None


def country_of(text: str) -> str | None:
    return _countries().get(plain(text))


def phone_of(text: str) -> str | None:
    """The number as it was told, if a telephone could call it."""
    return text[:40] if phone_key(text) and not re.search(r"[^\W\d_]{4,}", text) else None


def email_of(text: str) -> str | None:
    bare = text.strip().removeprefix("mailto:").strip("<>")
    try:
        validate_email(bare)
    except ValidationError:
        return None
    return bare if len(bare) <= 254 else None  # noqa: PLR2004 - the length of an address by its norm


def site_of(text: str) -> str | None:
    """The address of a site, with its scheme."""
    bare = text.strip()
    whole = bare if re.match(r"https?://", bare, re.IGNORECASE) else f"https://{bare}"
    try:
        URLValidator(schemes=["http", "https"])(whole)
    except ValidationError:
        return None
    return whole if len(whole) <= 200 else None  # noqa: PLR2004 - as long as the field


def number_of(text: str) -> int | None:
    """How many: a whole number of up to six digits."""
    bare = text.replace(".", "").replace(" ", "")
    return int(bare) if NUMBER.fullmatch(bare) else None


@cache
def _kinds() -> dict[str, Kind]:
    """Every word for a kind: the codes, our labels in each language, and what people write."""
    found = {plain(word): kind for word, kind in KINDS.items()}
    for tongue in TONGUES:
        with translation.override(tongue):
            found |= {plain(str(kind.label)): kind for kind in Kind}
    return found | {plain(kind.value): kind for kind in Kind}


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for tongue in reversed(TONGUES):
        names = Locale.parse(tongue).languages
        found |= {plain(str(name)): str(code).replace("_", "-") for code, name in names.items()}
        found |= {plain(str(code)): str(code) for code in names if "_" not in str(code)}
    return found | {plain(own): code for code, own in LANGUAGES.items()} | OTHER_NAMES


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for tongue in reversed(TONGUES):
        names = Locale.parse(tongue).territories
        real = {str(code): name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
        found |= {plain(str(name)): code for code, name in real.items()}
        found |= {plain(code): code for code in real}
    return found
