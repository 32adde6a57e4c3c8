"""The fairness statement in words: the same sections on the page and on paper."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cerchia.documents.statement import Section, StatementDocument, Table
from cerchia.selection.queries.statement import Statement, few
from cerchia.web.formats import long_date


def sections_of(said: Statement) -> tuple[Section, ...]:
    """Section by section; one that would be empty is left out."""
    return (
        _who(said),
        _how(said),
        *_floors(said),
        *_chances(said),
        *_lots(said),
        _people(said),
        _article_22(),
    )


def paper_of(said: Statement, language: str) -> StatementDocument:
    edition = said.round.edition.name
    return StatementDocument(
        language=language,
        title=_("Fairness statement"),
        edition=edition,
        lead=lead_of(said),
        sections=sections_of(said),
        foot=_("%(edition)s · criteria version %(n)d · fingerprint %(mark)s")
        % {"edition": edition, "n": said.version.version, "mark": said.version.sha256[:16]},
        page_of=(_("page"), _("of")),
    )


def lead_of(said: Statement) -> str:
    people = ngettext(
        "%(n)d person was met by the team.", "%(n)d people were met by the team.", said.counts.met
    ) % {"n": said.counts.met}
    places = ngettext("There is %(n)d place.", "There are %(n)d places.", said.sheet.seats) % {
        "n": said.sheet.seats
    }
    state = _("The round is not decided yet.")
    if said.round.decided_at:
        state = _("The round was decided on %(day)s.") % {"day": long_date(said.round.decided_at)}
    return f"{places} {people} {state}"


def _who(said: Statement) -> Section:
    counts = said.counts
    items = [
        _("%(n)s requests came in") % {"n": few(counts.came)},
        _("%(n)s people could take part") % {"n": few(counts.fit)},
        _("%(n)s people were met: they could be chosen") % {"n": few(counts.met)},
    ]
    if said.left_out:
        items.append(_("Not among them: %(who)s") % {"who": said.left_out})
    return Section(_("Who could be chosen"), items=tuple(items))


def _how(said: Statement) -> Section:
    paragraphs = [*_versions(said), _never_counted(said)]
    if said.sheet.urgency:
        paragraphs.append(
            _("How urgent the need is was written by two people, and counted for the list whole.")
        )
        paragraphs.append(_agreed(said))
    if said.kept_together:
        paragraphs.append(
            _("People who belong together, chosen together or not at all: %(n)s.")
            % {"n": few(said.kept_together)}
        )
    return Section(_("The criteria"), tuple(paragraphs), items=said.criteria)


def _versions(said: Statement) -> Iterable[str]:
    """When the criteria were frozen: only the first ones came before names and proposals."""
    frozen = said.version.frozen_at
    values = {
        "day": long_date(frozen) if frozen else "",
        "first": long_date(said.first_frozen) if said.first_frozen else "",
        "n": said.version.version,
        "mark": said.version.sha256[:16],
        "why": said.version.reason,
    }
    if said.versions <= 1:
        yield (
            _(
                "The wanted numbers were written and frozen on %(day)s, before names and proposals "
                "were seen. Version %(n)d, fingerprint %(mark)s."
            )
            % values
        )
        return
    yield (
        _(
            "The first criteria were written and frozen on %(first)s, before names and proposals "
            "were seen."
        )
        % values
    )
    yield (
        _(
            "Version %(n)d counts now, fingerprint %(mark)s. It was frozen on %(day)s, when names "
            "were seen already, and has a reason: %(why)s"
        )
        % values
    )


def _never_counted(said: Statement) -> str:
    if said.sheet.urgency:
        return _(
            "Nationality, origin, religion and health were never asked and never counted. Nobody "
            "was ranked."
        )
    return _(
        "Nationality, origin, religion and health were never asked and never counted. Nobody "
        "got a score, and nobody was ranked."
    )


def _agreed(said: Statement) -> str:
    """How often the two saw it differently, and what became of it."""
    if not said.urgency["apart"]:
        return _("For %(pairs)s people two have written it; nowhere were they far apart.") % {
            "pairs": few(said.urgency["pairs"])
        }
    return _(
        "For %(pairs)s people two have written it. For %(apart)s they were far apart at first; "
        "for %(settled)s of these they talked, wrote it again, and agree now."
    ) % {name: few(count) for name, count in said.urgency.items()}


def _floors(said: Statement) -> Iterable[Section]:
    if not said.floors:
        return
    rows = tuple(
        (str(one["who"]), str(one["least"]), str(one["kept"]), str(one["reason"]))
        for one in said.floors
    )
    heads = (_("Who"), _("At least"), _("Kept free for others"), _("Reason"))
    first = _("These traits were used only as a floor: never as a ceiling, a weight or a score.")
    yield Section(_("Protected traits"), (first,), items=said.ceilings, table=Table(heads, rows))


def _chances(said: Statement) -> Iterable[Section]:
    found = said.chances
    if not found:
        text = _(
            "Not worked out yet. On request the software makes one hundred lists that all keep to "
            "the criteria, and counts on how many of them each person is."
        )
        yield Section(_("Chances"), (text,))
        return
    first = _(
        "%(lists)d lists were made that all keep to the criteria. The chance of a person is on how "
        "many of them they are."
    ) % {"lists": found["lists"]}
    items = [
        _("lowest chance %(share)s, and no method could give more than %(bound)s")
        % {"share": found["lowest"], "bound": found["bound"]},
        _("chance in the middle %(share)s") % {"share": found["median"]},
        _("highest chance %(share)s") % {"share": found["highest"]},
        _("fingerprint of the lists %(mark)s") % {"mark": found["sha256"][:16]},
    ]
    paragraphs = [first, str(found["nobody"])]
    if said.is_old:
        paragraphs.append(_("The proposal changed after these chances were worked out."))
    table = None
    if said.groups:
        heads = (_("Group"), _("People"), _("Mean chance"), _("Without the floors"))
        rows = tuple(
            (one.name, str(one.people), one.mean, one.without_floors) for one in said.groups
        )
        table = Table(heads, rows)
        paragraphs.append(_("Groups of fewer than five people are not printed."))
    yield Section(_("Chances"), tuple(paragraphs), items=tuple(items), table=table)


def _lots(said: Statement) -> Iterable[Section]:
    if not said.lots:
        return
    items = []
    for lot in said.lots:
        words = _(
            "%(places)d of %(people)d people among equals, %(lists)d numbered lists sealed before "
            "(%(mark)s), seed from: %(source)s, %(witnesses)d witnesses"
        ) % {
            "places": lot["places"],
            "people": lot["people"],
            "lists": lot["lists"],
            "mark": lot["sha256"][:16],
            "source": lot["seed_from"],
            "witnesses": lot["witnesses"],
        }
        if lot["number"]:
            drawn = _("drawn: list %(number)d by the seed %(seed)s")
            words = f"{words}; {drawn % {'number': lot['number'], 'seed': lot['seed']}}"
        items.append(words)
    yield Section(
        _("Lots"), (_("Anybody can draw again from the published seed."),), items=tuple(items)
    )


def _people(said: Statement) -> Section:
    """What was done by hand, as counts."""
    first = _(
        "The software proposed %(asked)d times, people took up %(accepted)d of its lists. What "
        "people changed by hand is counted here; each change has a written reason, kept with the "
        "decision."
    ) % {"asked": said.asked, "accepted": said.accepted}
    paragraphs = [first]
    for kind, at in said.signatures:
        paragraphs.append(f"{kind}: {long_date(at)}.")
    if not said.signatures:
        paragraphs.append(_("Two people sign the decision. Nobody has signed yet."))
    table = None
    if said.acts:
        table = Table((_("Act"), _("How often")), said.acts)
    return Section(_("What people changed, and why"), tuple(paragraphs), table=table)


def _article_22() -> Section:
    text = _(
        "Nobody is chosen or left out by a program alone (article 22 of the GDPR). The software "
        "shows lists that keep to criteria written by people; it knows no names and gives nobody "
        "a score. People choose, two of them sign, and they write why. Whoever was a candidate may "
        "ask which data were used, why, and what would have changed the answer; may give their own "
        "view; and may ask that their case is looked at again by a person."
    )
    return Section(_("Decided by people"), (text,))
