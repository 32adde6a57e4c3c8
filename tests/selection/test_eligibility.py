"""Who can take part, line by line: nobody is excluded by a date of a permit or by not knowing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cerchia.access.engine import NotAllowed
from cerchia.people.models import Protection
from cerchia.selection.errors import DecidedInWriting, FactsMissing, ReasonMissing
from cerchia.selection.rules.eligibility import (
    NO,
    NOTE,
    PRESETS,
    STAGES,
    UNKNOWN,
    YES,
    Facts,
    is_rule_set,
    look,
    months_between,
)
from cerchia.selection.rules.keeping import kept_until, months_from
from cerchia.selection.usecases.eligibility import (
    Told,
    check_eligibility,
    lines_of,
    override,
    write_facts,
)
from cerchia.selection.wording import sentence
from tests.factories.people import ProtectionFactory
from tests.selection.conftest import TODAY, Asking

ON = date(2013, 2, 21)
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
FACTS = st.builds(
    Facts,
    birth_year=st.none() | st.integers(1920, 2013),
    status=st.sampled_from(["", *Protection.Status.values]),
    is_student=st.booleans(),
    in_territory=st.booleans(),
    reception=st.sampled_from(["", *STAGES]),
    left_on=st.none() | DAYS,
    permit_expires_on=st.none() | DAYS,
    renewal_asked_on=st.none() | DAYS,
)
RULES = st.sampled_from(list(PRESETS.values()))
FITS = Facts(birth_year=1985, status="refugee", reception="left", left_on=date(2012, 11, 2))


def with_(facts: Facts, **more: Any) -> Facts:
    return Facts(**{name: getattr(facts, name) for name in Facts.__slots__} | more)


@given(FACTS, RULES, st.none() | DAYS, st.none() | DAYS)
def test_no_date_of_a_permit_changes_the_answer(
    facts: Facts, rules: dict[str, Any], ends: date | None, asked: date | None
) -> None:
    other = with_(facts, permit_expires_on=ends, renewal_asked_on=asked)

    assert look(rules, facts, on=ON).answer == look(rules, other, on=ON).answer


@given(FACTS, RULES)
def test_no_comes_only_from_a_rule_that_says_no(facts: Facts, rules: dict[str, Any]) -> None:
    outcome = look(rules, facts, on=ON)
    answers = [line.answer for line in outcome.lines]

    assert (outcome.answer == NO) == (NO in answers)
    assert (outcome.answer == YES) == (not {NO, UNKNOWN} & set(answers))
    assert all(line.answer in {YES, NO, UNKNOWN, NOTE} for line in outcome.lines)


@given(FACTS, RULES)
def test_forgetting_a_fact_never_makes_a_no(facts: Facts, rules: dict[str, Any]) -> None:
    before = look(rules, facts, on=ON).answer
    unknown: dict[str, Any] = {"birth_year": None, "status": "", "reception": "", "left_on": None}
    for name, nothing in unknown.items():
        after = look(rules, with_(facts, **{name: nothing}), on=ON).answer
        assert after != NO or before == NO


@given(FACTS, RULES)
def test_every_line_has_a_sentence(facts: Facts, rules: dict[str, Any]) -> None:
    for line in look(rules, facts, on=ON).lines:
        assert sentence(line) != line.code
        assert "%" not in sentence(line)


@given(FACTS)
def test_a_rule_less_never_excludes_more(facts: Facts) -> None:
    for rules in PRESETS.values():
        for name in rules:
            fewer = {rule: value for rule, value in rules.items() if rule != name}
            if look(rules, facts, on=ON).answer != NO:
                assert look(fewer, facts, on=ON).answer != NO


@pytest.mark.parametrize(
    ("preset", "facts", "answer"),
    [
        ("2013", FITS, YES),
        ("2013", with_(FITS, status="humanitarian_old"), YES),
        ("2013", with_(FITS, status="asylum_seeker"), NO),
        ("2013", with_(FITS, reception="never"), YES),
        ("2013", with_(FITS, in_territory=False), NO),
        ("2013", with_(FITS, birth_year=1996), NO),
        ("2013", with_(FITS, birth_year=1995), YES),
        ("2013", with_(FITS, birth_year=None), UNKNOWN),
        ("edition_3", with_(FITS, reception="inside"), NO),
        ("edition_3", with_(FITS, reception=""), UNKNOWN),
        ("fami", FITS, YES),
        ("fami", with_(FITS, status="humanitarian_old"), NO),
        ("fami", with_(FITS, status="special_cases"), NO),
        ("fami", with_(FITS, left_on=date(2011, 8, 21)), YES),
        ("fami", with_(FITS, left_on=date(2011, 8, 20)), NO),
        ("fami", with_(FITS, left_on=None), UNKNOWN),
    ],
)
def test_presets_of_2013_of_edition_three_and_of_fami(
    preset: str, facts: Facts, answer: str
) -> None:
    assert look(PRESETS[preset], facts, on=ON).answer == answer


def test_students_fit_where_the_edition_says_so() -> None:
    rules = PRESETS["2013"] | {"students_too": True}
    student = with_(FITS, status="", is_student=True)

    assert look(rules, student, on=ON).answer == YES
    assert look(PRESETS["2013"], student, on=ON).answer == UNKNOWN


@pytest.mark.parametrize(
    "rules",
    [[], {"nationality": ["XX"]}, {"adult": "18"}, {"protection": "refugee"}, {"adult": True}],
)
def test_what_is_no_rule_set_is_known(rules: object) -> None:
    assert not is_rule_set(rules)


def test_the_presets_are_rule_sets() -> None:
    assert all(is_rule_set(rules) for rules in PRESETS.values())


@given(DAYS, st.integers(0, 40))
def test_months_are_whole(day: date, months: int) -> None:
    assert months_between(day, months_from(day, months)) == months


@given(DAYS)
def test_words_are_kept_for_six_months(day: date) -> None:
    assert timedelta(days=180) <= kept_until(day) - day <= timedelta(days=184)


def test_checking_carries_on_and_keeps_the_lines(asking: Asking) -> None:
    row = asking.candidacy()

    check_eligibility(actor=asking.user("giulia"), candidacy=row)

    row.refresh_from_db()
    assert row.state == "eligible"
    assert {line.code for line in lines_of(row)} >= {"of_age", "status_fits", "here"}
    assert row.moments.filter(was="submitted", became="eligible").exists()


def test_what_is_not_known_decides_nothing(asking: Asking) -> None:
    row = asking.candidacy(known=False)

    with pytest.raises(FactsMissing):
        check_eligibility(actor=asking.user("giulia"), candidacy=row)

    row.refresh_from_db()
    assert row.state == "submitted"


def test_a_permit_that_is_past_excludes_nobody(asking: Asking) -> None:
    row = asking.candidacy()
    row.person.protections.update(permit_expires_on=date(2012, 1, 1))

    assert check_eligibility(actor=asking.user("giulia"), candidacy=row).answer == YES
    assert "permit_past" in {line.code for line in lines_of(row)}


def test_the_rules_of_another_edition_are_data(asking: Asking) -> None:
    asking.round.eligibility = PRESETS["fami"]
    asking.round.save()
    row = asking.candidacy(answers={"reception": "left", "left_on": "2010-01-01"})

    assert check_eligibility(actor=asking.user("giulia"), candidacy=row).answer == NO
    assert row.state == "not_eligible"


def test_a_coordinator_decides_against_the_rules_in_writing_only(asking: Asking) -> None:
    row = asking.candidacy(known=False)
    row.person.birth_year = "1985"
    row.person.save()
    ProtectionFactory.create(person=row.person, status="asylum_seeker")
    check_eligibility(actor=asking.user("giulia"), candidacy=row)

    with pytest.raises(NotAllowed):
        override(actor=asking.user("giulia"), candidacy=row, to="eligible", reason="perché sì")
    with pytest.raises(ReasonMissing):
        override(actor=asking.user("tullia"), candidacy=row, to="eligible", reason="  ")
    why = "La risposta arriva."
    override(actor=asking.user("tullia"), candidacy=row, to="eligible", reason=why)

    row.refresh_from_db()
    with pytest.raises(DecidedInWriting):
        check_eligibility(actor=asking.user("giulia"), candidacy=row)
    assert row.state == "eligible"
    assert str(row.override_reason) == "La risposta arriva."
    assert row.override_by == asking.user("tullia")


def test_mediators_do_not_read_the_status(asking: Asking) -> None:
    row = asking.candidacy()
    path = reverse("selection:candidacy", args=[row.code])

    read = asking.client("giulia").get(path).content.decode()
    unread = asking.client("ismail").get(path).content.decode()

    assert "Holds a protection" in read
    assert "Holds a protection" not in unread
    facts = asking.client("ismail").get(reverse("selection:facts", args=[row.code]))
    assert facts.status_code == 403


def test_writing_the_same_facts_twice_records_the_protection_once(asking: Asking) -> None:
    row = asking.candidacy(known=False)
    told = Told(birth_year="1990", status="subsidiary", reception="left", left_on=TODAY.date())

    for _twice in range(2):
        write_facts(actor=asking.user("giulia"), candidacy=row, told=told)

    row.refresh_from_db()
    assert row.person.protections.count() == 1
    assert row.answers == {"reception": "left", "left_on": "2013-02-21"}
