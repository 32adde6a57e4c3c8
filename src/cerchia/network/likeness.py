"""Which organisations may be the one that somebody names: scored, and told why in words.

    like(Named("Panetteria Lievito Lento", territory_ids=[...]))
    → [Likeness(organisation_id, 97, ("same phone", "name almost the same"))]

Candidates come from the index of words, from the phone and from the site; only they are measured.
For a long table hundreds of thousands are: inside, a key is a number, which is met much faster.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cerchia.network import rules
from cerchia.network.models import Organisation, OrganisationWord
from cerchia.network.rules import LEAST, Reason, Traits

COMMON = 400
FEW_WORDS = 8
MOST_MEASURED = 120
MOST_HOLDERS = 5_000
CERTAIN = 90
WORDS: Mapping[str, object] = {
    Reason.SAME_PHONE: _("same phone"),
    Reason.SAME_SITE: _("same site"),
    Reason.SAME_NAME: _("same name"),
    Reason.NEARLY_SAME_NAME: _("name almost the same"),
    Reason.ALIKE_NAME: _("names alike"),
    Reason.SAME_SOUND: _("names sound alike"),
    Reason.SAME_PLACE: _("same place"),
    Reason.OTHER_PLACE: _("other place"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody says of an organisation. `municipality` is an ISTAT code or nothing; it is
    looked for in `territory_ids` only.
    """

    name: str
    municipality: str = ""
    phone: str = ""
    site: str = ""
    territory_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """An organisation that may be the one. `score` 0 to 100; the strongest reason first.

    Whoever keeps a likeness keeps its `codes`: the words are for the reader of the moment.
    """

    organisation_id: UUID
    score: int
    codes: tuple[Reason, ...]
    name: str
    municipality: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in the language of who reads now."""
        return in_words(self.codes)


def in_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Reasons in the language of who reads now; what is no reason is left out."""
    return tuple(str(WORDS[code]) for code in codes if code in WORDS)


@dataclass(frozen=True, slots=True)
class _Known:
    pk: UUID
    territory: UUID
    name: str
    traits: Traits


def like(named: Named, limit: int = 5, *, without: UUID | None = None) -> list[Likeness]:
    """The organisations most like `named`, best first, all at least `rules.LEAST`."""
    return like_many([named], limit, without=without)[0]


def like_many(
    names: Sequence[Named], limit: int = 5, *, without: UUID | None = None
) -> list[list[Likeness]]:
    """The same for many at once, in the same few queries; ask at most some hundreds together."""
    asked = [(one, Traits.of(one.name, one.municipality, one.phone, one.site)) for one in names]
    territories = {place for one in names for place in one.territory_ids}
    if not territories:
        return [[] for _one in names]
    words = {word for _one, traits in asked for word in rules.name_words(traits.name)}
    by_word = _holders(words, territories)
    known = _by_contact([traits for _one, traits in asked], territories)
    chosen = [_most_promising(traits, by_word, territories) for _one, traits in asked]
    wanted = {pk for ids in chosen for pk in ids} - known.keys()
    known |= _loaded(Q(pk__in=[UUID(int=pk) for pk in wanted]), territories)
    contacts = _index_of_contacts(known.values())
    found = []
    for (one, traits), ids in zip(asked, chosen, strict=True):
        reached = {*ids, *contacts[f"p{traits.phone}"], *contacts[f"s{traits.site}"]}
        near = [known[pk] for pk in reached if pk in known]
        if len(one.territory_ids) < len(territories):
            near = [each for each in near if each.territory in one.territory_ids]
        found.append(_best(traits, (each for each in near if each.pk != without), limit))
    return found


def the_same(names: Sequence[Named], least: int = CERTAIN) -> list[list[Likeness]]:
    """Of many, those that are surely there: the same name, phone or site. One query, so that a
    long table need not be compared word by word. An empty list says nothing but "ask `like`".
    """
    asked = [(one, Traits.of(one.name, one.municipality, one.phone, one.site)) for one in names]
    territories = {place for one in names for place in one.territory_ids}
    keys = {traits.name for _one, traits in asked} - {""}
    known = _loaded(Q(name_key__in=keys), territories)
    known |= _by_contact([traits for _one, traits in asked], territories)
    by_key = _index_of_contacts(known.values())
    for row in known.values():
        by_key[f"n{row.traits.name}"].append(row.pk.int)
    found = []
    for one, traits in asked:
        keys_of_one = (f"n{traits.name}", f"p{traits.phone}", f"s{traits.site}")
        near = [known[pk] for pk in dict.fromkeys(pk for key in keys_of_one for pk in by_key[key])]
        near = [each for each in near if each.territory in one.territory_ids]
        best = _best(traits, near, 1)
        found.append(best if best and best[0].score >= least else [])
    return found


def _best(traits: Traits, known: Iterable[_Known], limit: int) -> list[Likeness]:
    rows = []
    for one in known:
        score, reasons = rules.likeness(traits, one.traits)
        if score >= LEAST:
            rows.append(Likeness(one.pk, score, reasons, one.name, one.traits.municipality))
    return sorted(rows, key=lambda row: (-row.score, row.name, row.organisation_id))[:limit]


def _holders(words: set[str], territories: set[UUID]) -> dict[str, list[int] | None]:
    """Who has each word; None for a word that too many have.

    For the words of one name a query each, which never reads far; for those of many two in all.
    """
    rows = OrganisationWord.objects.filter(
        territory__in=territories, part=OrganisationWord.Part.NAME
    )
    if len(words) <= FEW_WORDS:
        each = {word: _first(rows.filter(word=word)) for word in words}
        return {word: ids if len(ids) <= COMMON else None for word, ids in each.items() if ids}
    rows = rows.filter(word__in=words)
    counts = dict(rows.values_list("word").annotate(n=Count("pk")).order_by())
    found: dict[str, list[int] | None] = {
        word: [] if n <= COMMON else None for word, n in counts.items()
    }
    rare = [word for word, holders in found.items() if holders is not None]
    for word, pk in rows.filter(word__in=rare).values_list("word", "organisation"):
        holders = found[word]
        if holders is not None:
            holders.append(pk.int)
    return found


def _first(rows: QuerySet[OrganisationWord]) -> list[int]:
    return [pk.int for pk in rows.values_list("organisation", flat=True)[: COMMON + 1]]


def _most_promising(
    traits: Traits, by_word: Mapping[str, list[int] | None], territories: set[UUID]
) -> list[int]:
    """Those that share the rarest words with it; if all its words are common, those that share
    two of them or the place.
    """
    words = [word for word in rules.name_words(traits.name) if word in by_word]
    weight: dict[int, int] = {}
    for word in words:
        holders = by_word[word] or ()
        rare = 1 + COMMON // max(len(holders), 1)
        for pk in holders:
            weight[pk] = weight.get(pk, 0) + rare
    if not weight and words:
        return _sharing_common(traits, words, territories)
    return sorted(weight, key=weight.__getitem__, reverse=True)[:MOST_MEASURED]


def _sharing_common(traits: Traits, words: Sequence[str], territories: set[UUID]) -> list[int]:
    """Those of the same name, then some that share its first words, or the first and the place.

    Of each word and of the place `MOST_HOLDERS` are read: of so many alike, part is as good as all.
    """
    here = Organisation.objects.filter(territory__in=territories, merged_into=None)
    same = here.filter(name_key=traits.name).values_list("pk", flat=True)
    first, *others = [word for word in words if not word.startswith("=")][:3] or words[:1]
    rows = _holding(first, territories)
    for word in others:
        rows = rows.filter(organisation__in=_holding(word, territories)[:MOST_HOLDERS])
    if traits.municipality:
        near = here.filter(municipality=traits.municipality).values("pk")
        rows = rows.filter(organisation__in=near[:MOST_HOLDERS])
    return [pk.int for pk in {*same[:MOST_MEASURED], *rows[:MOST_MEASURED]}]


def _holding(word: str, territories: set[UUID]) -> QuerySet[OrganisationWord, UUID]:
    name = OrganisationWord.Part.NAME
    rows = OrganisationWord.objects.filter(territory__in=territories, part=name, word=word)
    return rows.values_list("organisation", flat=True)


def _by_contact(all_traits: Sequence[Traits], territories: set[UUID]) -> dict[int, _Known]:
    phones = {traits.phone for traits in all_traits} - {""}
    sites = {traits.site for traits in all_traits} - {""}
    if not phones and not sites:
        return {}
    return _loaded(Q(phone_key__in=phones) | Q(site_key__in=sites), territories)


def _loaded(which: Q, territories: set[UUID]) -> dict[int, _Known]:
    """Known by their keys alone; an index of a territory would be read through to its end."""
    rows = Organisation.objects.filter(which)
    columns = (
        "pk",
        "territory",
        "name",
        "name_key",
        "municipality",
        "phone_key",
        "site_key",
        "merged_into",
    )
    return {
        pk.int: _Known(pk, territory, name, Traits(key, place, phone, site))
        for pk, territory, name, key, place, phone, site, gone in rows.values_list(*columns)
        if gone is None and territory in territories
    }


def _index_of_contacts(known: Iterable[_Known]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for one in known:
        if one.traits.phone:
            found[f"p{one.traits.phone}"].append(one.pk.int)
        if one.traits.site:
            found[f"s{one.traits.site}"].append(one.pk.int)
    found["p"] = found["s"] = []
    return found
