"""The pictures of a circle: the ring of who saw whom, and the bars of the heaviest contact."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cerchia.circles.queries import CirclePage, Member, WeightLine
from cerchia.web.charts import bars, relations
from cerchia.web.formats import ago


def relation_ring(page: CirclePage) -> SafeString:
    """Members on a ring, a line for each pair in contact; the heaviest in its own colour."""
    heavy = [tie for tie in page.ties if tie.heavy]
    notice = (str(heavy[-1].first), str(heavy[-1].second)) if heavy else None
    ties = [relations.Tie(str(tie.first), str(tie.second), tie.times) for tie in page.ties]
    members = [_on_ring(member) for member in page.ring]
    return relations.relation_ring(members, ties, sentence=ring_sentence(page), notice=notice)


def ring_sentence(page: CirclePage) -> str:
    """What the ring says, for who does not see it."""
    strongest = page.strongest
    if strongest is None:
        return gettext("Nobody wrote down a contact in the last %(days)d days.") % {
            "days": page.days
        }
    pair = [page.member(one) for one in (strongest.first, strongest.second)]
    names = [one.given_name if one else "" for one in pair]
    return ngettext(
        "The strongest line is between %(one)s and %(other)s: %(times)d contact.",
        "The strongest line is between %(one)s and %(other)s: %(times)d contacts.",
        strongest.times,
    ) % {"one": names[0], "other": names[1], "times": strongest.times}


def contact_weights(page: CirclePage) -> SafeString:
    """One bar a participant: how much of the contacts goes through the same of the staff."""
    sentence = gettext(
        "For each person, the share of contacts with the same operator or mediator. "
        "Limit %(limit)d per cent."
    )
    rows = [_bar(line) for line in page.weights]
    said = sentence % {"limit": page.limit}
    return bars.contact_weights(rows, sentence=said, limit=page.limit)


def weight_rows(page: CirclePage) -> list[tuple[str, str, str]]:
    """The same as a table: person, of how many contacts, share."""
    return [
        (line.person.given_name, with_whom(line), f"{line.weight.percent}%")
        for line in page.weights
    ]


def with_whom(line: WeightLine) -> str:
    """Say "Giulia, 6 of 9", or that there is nothing to count."""
    if line.staff is None:
        return gettext("no contact with the staff")
    return gettext("%(name)s, %(times)d of %(of)d") % {
        "name": line.staff.given_name,
        "times": line.weight.times,
        "of": line.weight.of,
    }


def _bar(line: WeightLine) -> bars.Weight:
    notice = line.weight.is_near or line.weight.is_over
    return bars.Weight(line.person.given_name, with_whom(line), line.weight.percent, notice)


def _on_ring(member: Member) -> relations.Member:
    is_quiet = member.quiet_days is not None and not member.is_staff
    note = str(ago(member.heard.at)) if is_quiet and member.heard else ""
    initial = member.given_name[:1].upper()
    return relations.Member(str(member.person_id), member.given_name, initial, member.role, note)
