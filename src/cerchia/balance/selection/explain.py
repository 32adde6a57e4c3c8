"""Why in, why out: each person's own page. It names rules, never other people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cerchia.balance.conflict.investigate import find_conflicts
from cerchia.balance.conflict.sentences import rule_words
from cerchia.balance.engine import Budget
from cerchia.balance.errors import UndecidedError
from cerchia.balance.linear import Row
from cerchia.balance.records import Candidate, Pool, Proposal, Rule
from cerchia.balance.selection.chances import Lists, exclusions
from cerchia.balance.selection.impossible import SelectionCase
from cerchia.balance.selection.levels import Ladder, climb
from cerchia.balance.selection.model import LEVELS, SelectionModel

MOST_QUESTIONS, FEW_QUESTIONS, MANY_PEOPLE = 60, 10, 300
Reason = Mapping[str, object]
LOST = {
    "S1": ("{n} critical people fewer are in", "entrano {n} persone in situazione critica in meno"),
    "S2": (
        "the worst gap from a target grows by {n}",
        "lo scarto peggiore da un obiettivo cresce di {n}",
    ),
    "S3": ("the gaps from the targets grow by {n}", "gli scarti dagli obiettivi crescono di {n}"),
    "S4": ("the list loses {n} urgency points", "la lista perde {n} punti di urgenza"),
}


def reasons(lists: Lists, best: Ladder, proposal: Proposal, budget: Budget) -> dict[str, Reason]:
    """Everybody's reason; for those outside every equally good list, what it would cost."""
    budget.progress("reasons: who is in and who is not")
    model, chosen = lists.model, set(proposal.chosen)
    counts = model.counts(proposal.chosen)
    lists.keep(counts)
    try:
        never, always = exclusions(lists, budget), always_in(lists, budget)
    except UndecidedError:
        return {}
    found: dict[str, Reason] = {}
    asked = 0
    for index, unit in enumerate(model.units):
        for person in unit:
            if person.id in chosen:
                found[person.id] = _in(model, person, proposal, is_always=index in always)
            elif index not in never:
                found[person.id] = _by_draw()
            else:
                asked += 1
                found[person.id] = _out(lists, best, person, budget, asked)
    if proposal.tickets:
        held = Counter(one for ticket in proposal.tickets for one in ticket)
        found = {one: {**why, "lists": held[one]} for one, why in found.items()}
    return dict(sorted(found.items()))


def always_in(lists: Lists, budget: Budget) -> frozenset[int]:
    """The units that every list holds in full, exactly."""
    sizes = lists.sizes
    full = {index for index, size in enumerate(sizes) if all(c[index] == size for c in lists.found)}
    while full:
        answer = lists.best(dict.fromkeys(sorted(full), -1), budget)
        if answer is None:
            raise UndecidedError
        counts, proven = answer
        missing = {index for index in full if counts[index] < sizes[index]}
        if not missing:
            if not proven:
                raise UndecidedError
            break
        full -= missing
    return frozenset(full)


def why_not(model: SelectionModel, best: Ladder, person: Candidate, budget: Budget) -> Reason:
    """What the best list with this person in it would lose, or the rules that forbid it."""
    index = model.unit_of()[person.id]
    ladder = climb(model, budget, extra=[Row({index: 1}, 1, len(model.units[index]))])
    if ladder.verdict == "infeasible":
        return _no_list(model.pool, person, budget)
    if not ladder.values:
        return _sentences("undecided", "The time ended first.", "Il tempo è finito prima.")
    lost = {
        name: abs(ladder.best[name] - best.best[name])
        for name in LEVELS
        if ladder.best[name] != best.best[name]
    }
    if not lost:
        return _by_draw()
    first = next(name for name in LEVELS if name in lost)
    english, italian = (text.format(n=lost[first]) for text in LOST[first])
    return {
        **_sentences(
            "costs",
            f"With this person in, {english}.",
            f"Con questa persona dentro, {italian}.",
        ),
        "lost": lost,
    }


def _in(model: SelectionModel, person: Candidate, proposal: Proposal, *, is_always: bool) -> Reason:
    rules = [
        rule.id
        for rule in model.pool.rules
        if _supports(model.pool, rule, person, set(proposal.chosen))
    ]
    if is_always:
        plain = _sentences(
            "in_every_list",
            "In every list that is as good as this one.",
            "In ogni lista buona quanto questa.",
        )
    else:
        plain = _sentences(
            "by_the_draw",
            "In this list; equally good lists exist without this person.",
            "In questa lista; esistono liste altrettanto buone senza questa persona.",
        )
    return {**plain, "in": True, "rules": rules}


def _supports(pool: Pool, rule: Rule, person: Candidate, chosen: set[str]) -> bool:
    """A lock on the person, or a floor of the person's own that just holds."""
    if rule.kind == "lock_in":
        return rule.members == (person.id,) and not rule.is_placed
    if rule.kind != "floor" or person.value(rule.feature or "") != rule.value:
        return False
    held = sum(
        p.id in chosen and p.value(rule.feature or "") == rule.value for p in pool.candidates
    )
    return held == rule.minimum


def _by_draw() -> Reason:
    return _sentences(
        "by_the_draw",
        "An equally good list exists with this person: only the draw decides.",
        "Esiste una lista altrettanto buona con questa persona: decide solo il sorteggio.",
    )


def _out(lists: Lists, best: Ladder, person: Candidate, budget: Budget, asked: int) -> Reason:
    few = len(lists.model.pool.candidates) > MANY_PEOPLE
    if asked <= (FEW_QUESTIONS if few else MOST_QUESTIONS) and budget.left > 0:
        return why_not(lists.model, best, person, budget)
    return _sentences(
        "outside_the_band",
        "No equally good list holds this person; ask for the cost on their own page.",
        "Nessuna lista altrettanto buona tiene questa persona; il costo è nella sua pagina.",
    )


def blocking_rules(pool: Pool, person: Candidate, budget: Budget) -> tuple[str, ...]:
    """The rules that leave a person without any valid list; may raise `UndecidedError`."""
    lock = Rule(id=f"lock:{person.id}?", kind="lock_in", members=(person.id,))
    locked = replace(pool, sheet=replace(pool.sheet, rules=(*pool.rules, lock)))
    conflicts = find_conflicts(SelectionCase(locked, budget), most=1)
    return tuple(rule for rule in (conflicts[0].rules if conflicts else ()) if rule != lock.id)


def _no_list(pool: Pool, person: Candidate, budget: Budget) -> Reason:
    try:
        rules = blocking_rules(pool, person, budget)
    except UndecidedError:
        return _sentences("undecided", "The time ended first.", "Il tempo è finito prima.")
    spoken = [_own_words(pool, person, rule) for rule in rules]
    english = " and ".join(words[0] for words in spoken)
    italian = " e ".join(words[1] for words in spoken)
    return {
        **_sentences(
            "no_valid_list",
            f"No valid list can hold this person: {english}.",
            f"Nessuna lista valida può tenere questa persona: {italian}.",
        ),
        "rules": [words[2] for words in spoken],
    }


def _own_words(pool: Pool, person: Candidate, rule_id: str) -> tuple[str, str, str]:
    """A rule in words that name nobody else."""
    rule = next(each for each in pool.rules if each.id == rule_id)
    if not rule.members or rule.members == (person.id,):
        return (*rule_words(pool, rule_id), rule_id)
    plain = {
        "at_most_one": ("one person a household", "una persona per famiglia"),
        "together": ("people who go together", "persone che stanno insieme"),
    }
    return (*plain.get(rule.kind, ("a place already given", "un posto già dato")), rule.kind)


def _sentences(verdict: str, english: str, italian: str) -> dict[str, object]:
    return {"in": False, "verdict": verdict, "sentence": english, "sentence_it": italian}


__all__: Sequence[str] = ["always_in", "blocking_rules", "reasons", "why_not"]
