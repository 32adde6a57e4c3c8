"""Rules, reasons and repairs in plain words, in English and in Italian."""

from collections.abc import Sequence

from cerchia.balance.records import Pool, Repair, Rule

Words = tuple[str, str]

SHAPE_RULES = {
    "circle.size": (
        "every circle has {size[0]} to {size[1]} people",
        "ogni cerchia ha da {size[0]} a {size[1]} persone",
    ),
    "circle.operators": (
        "every circle has {operators[0]} to {operators[1]} operators",
        "ogni cerchia ha da {operators[0]} a {operators[1]} operatori",
    ),
    "circle.mediators": (
        "every circle has {mediators[0]} to {mediators[1]} mediators",
        "ogni cerchia ha da {mediators[0]} a {mediators[1]} mediatori",
    ),
    "circle.language_cover": (
        "somebody on the staff of the circle speaks with each person",
        "qualcuno dell'équipe della cerchia parla con ciascuna persona",
    ),
    "staff.slots": (
        "staff work only at their own hours",
        "l'équipe lavora solo nei propri orari",
    ),
    "staff.one_place": (
        "nobody on the staff is in two circles at the same hour",
        "nessuno dell'équipe è in due cerchie alla stessa ora",
    ),
    "staff.capacity": (
        "nobody on the staff has more circles than they can take",
        "nessuno dell'équipe ha più cerchie di quante ne può seguire",
    ),
}

FEATURES: dict[str, Words] = {
    "territory": ("the territory of", "territorio"),
    "theme": ("the theme", "tema"),
    "status": ("the status", "status"),
    "gender": ("the gender", "genere"),
    "age_band": ("the age band", "fascia d'età"),
    "student": ("university study", "studio all'università"),
    "mediated": ("a mediator in their language", "un mediatore nella loro lingua"),
}


def rule_words(pool: Pool, rule_id: str) -> Words:
    """What a rule says, as its author wrote it or in a standard sentence."""
    if rule_id in SHAPE_RULES:
        english, italian = SHAPE_RULES[rule_id]
        shape = pool.sheet.shape
        parts = {"size": shape.size, "operators": shape.operators, "mediators": shape.mediators}
        return english.format(**parts), italian.format(**parts)
    rule = next((each for each in pool.rules if each.id == rule_id), None)
    if rule is None:
        person = rule_id.partition(":")[2]
        return f"{person} comes at their own hours", f"{person} viene nei propri orari"
    english, italian = _standard(rule)
    return rule.sentence_en or english, rule.sentence_it or italian


def _standard(rule: Rule) -> Words:  # noqa: PLR0911 - one sentence for each kind
    people, lasts = ", ".join(rule.members), rule.value
    match rule.kind:
        case "seats" if rule.minimum == rule.maximum:
            return f"there are {rule.minimum} seats", f"ci sono {rule.minimum} posti"
        case "seats":
            between = (rule.minimum, rule.maximum)
            return "there are {} to {} seats".format(*between), "i posti sono da {} a {}".format(
                *between
            )
        case "range" | "floor":
            return _range_words(rule)
        case "mediation_capacity":
            return (
                f"at most {rule.maximum} people who need mediation in {lasts}",
                f"al massimo {rule.maximum} persone che hanno bisogno di mediazione a {lasts}",
            )
        case "at_most_one":
            return f"at most one of {people} is in", f"al massimo una persona tra {people} entra"
        case "together":
            return f"{people} go together", f"{people} stanno insieme"
        case "apart":
            return f"{people} stay apart", f"{people} stanno separate"
        case _:
            return _lock_words(rule, people)


def _range_words(rule: Rule) -> Words:
    feature = rule.feature or ""
    english = f"{FEATURES[feature][0]} {rule.value}"
    italian = f"{FEATURES[feature][1]} {rule.value}"
    low, high = rule.minimum or 0, rule.maximum
    if high is None:
        return f"at least {low} people of {english}", f"almeno {low} persone di {italian}"
    if low == high:
        return f"exactly {low} people of {english}", f"esattamente {low} persone di {italian}"
    return f"{low} to {high} people of {english}", f"da {low} a {high} persone di {italian}"


def _lock_words(rule: Rule, people: str) -> Words:
    place = rule.circle or rule.staff or rule.slot
    who = people or rule.circle or ""
    if place and who != place:
        where = rule.staff or rule.slot if not people else place
        if rule.kind == "lock_in":
            return f"{who} is locked to {where}", f"{who} è fissata a {where}"
        return f"{who} is kept out of {where}", f"{who} è esclusa da {where}"
    if place:
        return f"{who} is locked to {rule.slot}", f"{who} è fissata a {rule.slot}"
    if rule.kind == "lock_in":
        return f"{who} is locked in", f"{who} è fissata dentro"
    return f"{who} is locked out", f"{who} è fissata fuori"


def repair_words(pool: Pool, repair: Repair) -> Words:  # noqa: PLR0911 - one for each change
    """What to do, as the end of "It is enough to"."""
    english, italian = rule_words(pool, repair.rule)
    if repair.rule == "staff.capacity":
        return (
            f"find staff for {repair.amount} more places in circles",
            f"trovare équipe per altri {repair.amount} posti nelle cerchie",
        )
    if repair.rule == "staff.slots":
        return (
            f"ask staff for {repair.amount} more hours",
            f"chiedere all'équipe altri {repair.amount} orari",
        )
    if repair.rule.startswith("slots:"):
        person = repair.rule.partition(":")[2]
        return f"agree on another hour with {person}", f"concordare un altro orario con {person}"
    if repair.rule == "circle.language_cover":
        return (
            "find somebody who speaks with whoever is not heard",
            "trovare chi parli con chi non è ascoltato",
        )
    match repair.change:
        case "lower":
            return (
                f"lower by {repair.amount} the minimum of “{english}”",
                f"abbassare di {repair.amount} il minimo di «{italian}»",
            )
        case "raise":
            return (
                f"raise by {repair.amount} the maximum of “{english}”",
                f"alzare di {repair.amount} il massimo di «{italian}»",
            )
        case "unlock":
            return f"take back the lock “{english}”", f"togliere il blocco «{italian}»"
    return f"do without “{english}”", f"rinunciare a «{italian}»"


def conflict_sentence(
    pool: Pool, rules: Sequence[str], because: Words, ways_out: Sequence[Repair], *, joint: bool
) -> Words:
    """The whole sentence that a person reads, in both languages."""
    words = [rule_words(pool, rule) for rule in rules]
    repairs = [repair_words(pool, repair) for repair in ways_out]
    cannot = ("cannot hold together", "non possono valere insieme")
    if len(rules) == 1:
        cannot = ("cannot hold", "non può valere")
    sentences = []
    for language, (opening, also, either, enough) in enumerate(
        (
            ("Cannot", " and ", " and " if joint else " or ", "It is enough to"),
            ("Impossibile", " e ", " e " if joint else " oppure ", "Basta"),
        )
    ):
        listed = also.join(each[language] for each in words)
        reason = f"{('because', 'perché')[language]} {because[language]}"
        text = f"{opening}: {listed} {cannot[language]}, {reason}."
        if repairs:
            text += f" {enough} {either.join(each[language] for each in repairs)}."
        sentences.append(text)
    return sentences[0], sentences[1]
