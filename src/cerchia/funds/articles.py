"""The standard articles of a pact in plain words, rendered in the language of each reader.

What the two sides write themselves stands under its article; a mediator may change any text of a
translation before the signatures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from cerchia.funds.rules.pact import ARTICLES
from cerchia.web.formats import euros_text, long_date

TITLES: dict[str, Promise] = {
    "wish": _("Who we are and what you want"),
    "objectives": _("Objectives and money"),
    "amount": _("How much, and why"),
    "person": _("What you do"),
    "programme": _("What we do"),
    "reviews": _("When we look at it together"),
    "evidence": _("Receipts"),
    "unspent": _("Money that is left"),
    "leaving": _("You can leave"),
    "complaint": _("If something is not right"),
}


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective as the pact names it."""

    title: str
    cents: int
    by: date
    how_we_know: str
    own_title: str = ""
    own_language: str = ""

    def title_in(self, language: str | None) -> str:
        """In the own words of the person where the text is in their language."""
        theirs = self.own_language.partition("-")[0]
        is_theirs = theirs and theirs == (language or "").partition("-")[0]
        return self.own_title if is_theirs else self.title


@dataclass(frozen=True, slots=True)
class Facts:
    """What the articles speak about."""

    names: Sequence[str]
    programme: str
    aims: Sequence[Aim]
    amount_cents: int
    shared: bool
    review_days: Sequence[int]
    evidence_policy: str
    paper_above_cents: int
    payment_days: int
    instalments: Sequence[tuple[int, date]] = ()


def in_language(language: str, facts: Facts, words: Mapping[str, str]) -> dict[str, str]:
    """Every article in `language`: the standard text, then the own words of the two sides."""
    with override(language):
        return {name: _joined(WRITERS[name](facts), words.get(name, "")) for name in ARTICLES}


def title_in(language: str, article: str) -> str:
    with override(language):
        return str(TITLES[article])


def _joined(standard: str, own: str) -> str:
    return f"{standard}\n{own.strip()}" if own.strip() else standard


def _wish(facts: Facts) -> str:
    told = {"names": gettext(" and ").join(facts.names), "programme": facts.programme}
    return (
        gettext("This pact is between %(names)s and %(programme)s. It starts from what you want.")
        % told
    )


def _objectives(facts: Facts) -> str:
    lines = (
        gettext("%(title)s: %(money)s, by %(day)s. We know it by this: %(how)s")
        % {
            "title": aim.title_in(get_language()),
            "money": euros_text(aim.cents),
            "day": long_date(aim.by),
            "how": aim.how_we_know,
        }
        for aim in facts.aims
    )
    return "\n".join(lines)


def _amount(facts: Facts) -> str:
    told = {"money": euros_text(facts.amount_cents), "days": facts.payment_days}
    if facts.instalments:
        parts = ", ".join(
            f"{euros_text(cents)} ({long_date(on)})" for cents, on in facts.instalments
        )
        asked = gettext("We agree on %(money)s. You asked for it in parts: %(parts)s.")
        return asked % {**told, "parts": parts}
    return (
        ngettext(
            "We agree on %(money)s. All of it comes within %(days)d working day from the"
            " signatures.",
            "We agree on %(money)s. All of it comes within %(days)d working days from the"
            " signatures.",
            facts.payment_days,
        )
        % told
    )


def _person(facts: Facts) -> str:
    if facts.shared:
        return gettext(
            "You use the money together, by the rule that you wrote. You write down what you spend."
            " You come to the meetings of the circle. You say when something changes."
        )
    return gettext(
        "You decide how to use the money. You write down what you spend. You come to the meetings"
        " of the circle. You say when something changes."
    )


def _programme(_facts: Facts) -> str:
    return gettext(
        "We pay at once. We ask no permission for your expenses. We walk with you in the circle. A"
        " mediator helps when you need one. We look for organisations that can help you."
    )


def _reviews(facts: Facts) -> str:
    days = gettext(", ").join(str(day) for day in sorted(facts.review_days))
    return gettext(
        "We look together at wish, objectives and money %(days)s days after the signatures, and at"
        " the end. You can ask for it at any time."
    ) % {"days": days}


def _evidence(facts: Facts) -> str:
    limit = {"money": euros_text(facts.paper_above_cents)}
    sentences = {
        "trust": gettext("A photo of the receipt, or your word, is enough up to %(money)s each."),
        "standard": gettext("Keep the receipt of what costs more than %(money)s."),
        "strict": gettext("Keep every receipt, and what shows that you paid."),
    }
    rest = gettext("If you lose a receipt, tell us. The money stays yours all the same.")
    return f"{sentences[facts.evidence_policy] % limit} {rest}"


def _unspent(_facts: Facts) -> str:
    return gettext(
        "If money is left at the end, we decide together in writing: you use it for your project,"
        " or you give it back for others."
    )


def _leaving(_facts: Facts) -> str:
    return gettext(
        "You can leave at any time and you need not say why. You owe nothing for what you spent."
        " Leaving changes nothing in other services."
    )


def _complaint(_facts: Facts) -> str:
    return gettext(
        "If something is not right, say it to the coordinator or to the person outside the circle,"
        " in any language, also by voice. You get an answer within 15 days."
    )


WRITERS: dict[str, Callable[[Facts], str]] = {
    "wish": _wish,
    "objectives": _objectives,
    "amount": _amount,
    "person": _person,
    "programme": _programme,
    "reviews": _reviews,
    "evidence": _evidence,
    "unspent": _unspent,
    "leaving": _leaving,
    "complaint": _complaint,
}
