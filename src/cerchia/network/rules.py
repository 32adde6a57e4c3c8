"""Normal forms of names, phones and sites; how alike two organisations are; how outreach moves one.

Pure: no tables. `rapidfuzz` and `anyascii` are known here and nowhere else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, digit, normalize

from anyascii import anyascii
from rapidfuzz import fuzz

LONGEST_WORD = 40
MOST_WORDS = 8
_LEGAL = """
srl srls snc sas spa scs scarl scrl arl sc ss onlus odv aps ets asd ssd coop cooperativa soc
societa sociale semplice impresa individuale ditta ltd llc gmbh sarl inc co cia
"""
_SMALL = """
di del della dello dei delle degli da dal dalla in il lo la le gli i l d e ed a al alla ai un
una per con su the of and de du des les el as
"""
_GENERIC = """
associazione ass centro gruppo circolo comitato casa scuola istituto parrocchia chiesa comune
consorzio fondazione biblioteca bar caffe ristorante pizzeria trattoria panetteria forno
pasticceria macelleria negozio bottega mercato azienda agricola cascina officina laboratorio
sartoria tipografia lanificio farmacia cartoleria ufficio sportello servizi servizio agenzia
studio volontari volontariato amici donne giovani culturale sportiva sportivo italiana torino
biella
"""
LEGAL, SMALL, GENERIC = (frozenset(text.split()) for text in (_LEGAL, _SMALL, _GENERIC))
SHARED_SITES = (
    "facebook.com",
    "instagram.com",
    "sites.google.com",
    "linkedin.com",
    "tiktok.com",
    "youtube.com",
)
SHORTEST_PHONE, LONGEST_PHONE = 6, 20
ITALY = "39"

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b\.?")
_ARTICLE = re.compile(r"\b(?:ال|لل)(?=\w{3,})")
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "f", "v": "f", "p": "b", "g": "j"})
_INTERNAL = re.compile(r"[^\W\d_]|(?<=\d{6})/")
_VOWELS = frozenset("aeiouyh")


# --- Normal forms ------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Small Latin letters and digits, single spaces: whatever the alphabet, without accents."""
    text = _ARTICLE.sub("", normalize("NFKC", text[:2000]))
    bare = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    bare = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()), bare)
    latin = anyascii(bare).casefold().replace("'", "").replace("`", "")
    return " ".join("".join(c if c.isalnum() else " " for c in latin).split())


def words(text: str) -> tuple[str, ...]:
    """The words by which a text is found, each once, at most forty."""
    found = dict.fromkeys(word[:LONGEST_WORD] for word in plain(text).split())
    return tuple(found)[:40]


def name_key(name: str) -> str:
    """The words of a name that tell it from others, in their order: no legal form, no articles."""
    all_words = plain(name).split()
    strong = [word for word in all_words if word not in LEGAL and word not in SMALL]
    return " ".join(strong or all_words)[:160]


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The bare consonants of a word: what slips and other alphabets leave."""
    bare: list[str] = []
    for letter in word.replace("ph", "f").replace("x", "ks").translate(_ALIKE):
        if letter not in _VOWELS and (not bare or bare[-1] != letter):
            bare.append(letter)
    return "".join(bare)


def name_words(key: str) -> tuple[str, ...]:
    """What is written into the index for a `name_key`: its words, and bare consonants with "="."""
    parts = [part[:LONGEST_WORD] for part in key.split()]
    bare = [f"={bone}" for part in parts if len(bone := skeleton(part)[:30]) > 2]  # noqa: PLR2004
    return tuple(dict.fromkeys([*parts[: MOST_WORDS * 2], *bare[:MOST_WORDS]]))


def phone_key(phone: str) -> str:
    """Digits with the code of the country; an Italian number gets its own. "" if it is no number.

    Spaces, dashes, slashes, an internal number behind and Arabic digits do not count.
    """
    text = _INTERNAL.split(normalize("NFKC", phone).strip(), maxsplit=1)[0]
    digits = "".join(str(digit(c, "")) for c in text if c.isdigit())
    if not SHORTEST_PHONE <= len(digits) <= LONGEST_PHONE:
        return ""
    if text.startswith("+"):
        return digits
    return digits[2:] if digits.startswith("00") else (ITALY + digits)[:LONGEST_PHONE]


def site_key(site: str) -> str:
    """The host without "www", with the path where many live on one host. "" if it is no site."""
    text = normalize("NFKC", site).strip().casefold()
    if text.startswith("mailto:"):
        return ""
    text = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text)
    host, _, path = text.partition("/")
    host = host.partition(":")[0].removeprefix("www.").removeprefix("m.")
    if "." not in host or " " in host or "@" in host:
        return ""
    if host in SHARED_SITES:
        path = path.partition("?")[0].strip("/")
        return f"{host}/{path}"[:120] if path else ""
    return host[:120]


# --- Likeness ----------------------------------------------------------------------------------


class Reason(StrEnum):
    """Why two organisations may be one."""

    SAME_PHONE = "same_phone"
    SAME_SITE = "same_site"
    SAME_NAME = "same_name"
    NEARLY_SAME_NAME = "nearly_same_name"
    ALIKE_NAME = "alike_name"
    SAME_SOUND = "same_sound"
    SAME_PLACE = "same_place"
    OTHER_PLACE = "other_place"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared: normal forms, and the code of the municipality where it is known."""

    name: str
    municipality: str = ""
    phone: str = ""
    site: str = ""

    @classmethod
    def of(cls, name: str, municipality: str = "", phone: str = "", site: str = "") -> "Traits":
        return cls(name_key(name), municipality, phone_key(phone), site_key(site))


LEAST = 62
SAME, NEARLY, ALIKE = 98, 86, 70
SOUND, SOUND_WEIGHT = 86, 0.93
NAME_WEIGHT, PLACE_ADDS, PLACE_TAKES = 0.9, 8, 15
PHONE_AT_LEAST, SITE_AT_LEAST, CONTACT_ADDS = 80, 78, 12


def likeness(one: Traits, other: Traits) -> tuple[int, tuple[Reason, ...]]:
    """From 0 (nothing in common) to 100 (certainly one), and why, the strongest reason first.

    The same both ways round.
    """
    reasons: list[Reason] = []
    near, sound = _name_likeness(one.name, other.name)
    score = NAME_WEIGHT * near
    if one.phone and one.phone == other.phone:
        score = max(score, PHONE_AT_LEAST) + CONTACT_ADDS
        reasons.append(Reason.SAME_PHONE)
    if one.site and one.site == other.site:
        score = max(score, SITE_AT_LEAST) + CONTACT_ADDS
        reasons.append(Reason.SAME_SITE)
    if said := _reason_of_name(near, sound=sound):
        reasons.append(said)
    if not reasons:
        return min(round(score), LEAST - 1), ()
    if one.municipality and other.municipality:
        if one.municipality == other.municipality:
            score += PLACE_ADDS
            reasons.append(Reason.SAME_PLACE)
        else:
            score -= PLACE_TAKES
            reasons.append(Reason.OTHER_PLACE)
    return max(0, min(100, round(score))), tuple(reasons)


def _reason_of_name(near: float, *, sound: bool) -> Reason | None:
    if near < ALIKE:
        return None
    if sound:
        return Reason.SAME_SOUND
    if near >= SAME:
        return Reason.SAME_NAME
    return Reason.NEARLY_SAME_NAME if near >= NEARLY else Reason.ALIKE_NAME


class _Shape(NamedTuple):
    """A key as it is compared. Each name of a long table is compared with many: kept once made."""

    ordered: str
    """Its words in the order of letters."""
    joined: str
    own: str
    """The words that tell it from others of its kind, in the order of letters."""
    own_words: frozenset[str]
    kinds: frozenset[str]
    """The words that say what it is."""
    bones: str


@lru_cache(maxsize=20_000)
def _shape(key: str) -> _Shape:
    words = key.split()
    own = sorted(word for word in words if word not in GENERIC)
    return _Shape(
        ordered=" ".join(sorted(words)),
        joined="".join(words),
        own=" ".join(own),
        own_words=frozenset(own),
        kinds=GENERIC.intersection(words),
        bones="".join(sorted(skeleton(word) for word in words)),
    )


def _name_likeness(one: str, other: str) -> tuple[float, bool]:
    """How near two keys are, and whether only their sound is."""
    if not one or not other:
        return 0.0, False
    if one == other:
        return 100.0, False
    mine, theirs = _shape(one), _shape(other)
    near = _written_alike(mine, theirs)
    if min(len(mine.bones), len(theirs.bones)) > 3:  # noqa: PLR2004 - shorter ones are alike by chance
        same = fuzz.ratio(mine.bones, theirs.bones, score_cutoff=SOUND)
        if SOUND_WEIGHT * same > near:
            return SOUND_WEIGHT * same, near < ALIKE
    return near, False


def _written_alike(mine: _Shape, theirs: _Shape) -> float:
    """By their letters; what tells a name from others counts more than what it is."""
    together = 0.95 * fuzz.ratio(mine.joined, theirs.joined)
    near = max(fuzz.ratio(mine.ordered, theirs.ordered), together)
    if not mine.own and not theirs.own:
        return 0.8 * near
    if not mine.own or not theirs.own:
        return near
    near = 0.3 * near + 0.7 * fuzz.ratio(mine.own, theirs.own)
    if mine.own_words <= theirs.own_words or theirs.own_words <= mine.own_words:
        near = max(near, 84.0)
    return min(near, ALIKE + 2.0) if _of_another_kind(mine, theirs) else near


def _of_another_kind(mine: _Shape, theirs: _Shape) -> bool:
    """Both say what they are, and say it differently: a bar and a library of one name."""
    return bool(mine.kinds and theirs.kinds) and not mine.kinds & theirs.kinds


# --- Outreach ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an organisation stands after an attempt: its state, and which dates are now set."""

    state: str
    contacted: bool
    answered: bool
    engaged: bool


ORDER = ("known", "assigned", "contacted", "answered", "engaged")
ANSWERS = frozenset({"wants_information", "meeting_set", "referral"})
ENDS = {"not_now": "not_now", "no": "declined"}


def after(state: str, outcome: str) -> Progress:
    """What an attempt with this outcome makes of a state: forwards, never back.

    Who said no may say yes later; who does not answer today stays where they were.
    """
    if outcome in ENDS:
        return Progress(ENDS[outcome], contacted=True, answered=True, engaged=False)
    reached = "contacted"
    if outcome == "offer":
        reached = "engaged"
    elif outcome in ANSWERS:
        reached = "answered"
    if state not in ORDER:
        new = state if reached == "contacted" else reached
    else:
        new = max(state, reached, key=ORDER.index)
    heard = reached != "contacted"
    return Progress(new, contacted=True, answered=heard, engaged=reached == "engaged")


def furthest(states: Iterable[str]) -> str:
    """Of two entries that are one, how far it really is: an answer counts more than a silence."""
    rank = {name: place for place, name in enumerate(ORDER)}
    later = {"inactive": 1.5, "not_now": 2.5, "declined": 2.6}
    return max(states, key=lambda state: rank.get(state, later.get(state, 0)))
