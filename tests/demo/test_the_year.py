"""The edition of 2013, as it stands in September and after its end."""

from datetime import date

import pytest

from tests.demo.conftest import Year

COUNTRIES = {
    "SO": 6, "AF": 5, "ER": 4, "NG": 4, "PK": 4, "SD": 3, "ML": 3, "CI": 2, "IR": 2,
    "TD": 1, "ET": 1,
}  # fmt: skip
EUROS = {
    "enterprise": (41_200, 26_900),
    "training_work": (29_800, 21_400),
    "home": (18_600, 12_900),
    "study": (14_900, 7_300),
    "licence_mobility": (11_500, 6_100),
    "family_papers": (5_200, 3_000),
    "exchange": (4_800, 1_900),
}


def test_thirty_five_people_take_part_in_september(year: Year) -> None:
    people = year.september.people
    assert people.by_territory == {"Torino": 24, "Biella": 11}
    assert people.women == 8
    assert people.students == {"Torino": 6, "Biella": 1}
    assert people.statuses == {"refugee": 15, "subsidiary": 13, "humanitarian_old": 7}
    assert people.countries == COUNTRIES
    assert (people.ages[0], people.ages[-1], people.median_age) == (19, 47, 28)


def test_one_left_early_one_came_late_and_one_leaves_in_autumn(year: Year) -> None:
    assert year.january.people.by_territory == {"Torino": 24, "Biella": 10}


def test_money_is_entrusted_to_the_last_cent(year: Year) -> None:
    money = year.september.money
    assert money.forms == {"individual": 26, "associated": 4}
    assert money.agreed_cents == 12_600_000
    assert sum(money.individual_cents) == 8_800_000
    assert (money.individual_cents[0], money.individual_cents[-1]) == (120_000, 650_000)
    assert money.individual_cents[12] == money.individual_cents[13] == 320_000
    assert money.domains == {
        domain: (planned * 100, spent * 100) for domain, (planned, spent) in EUROS.items()
    }


def test_money_takes_four_days_and_once_nineteen(year: Year) -> None:
    for days in (year.september.money.days, year.january.money.days):
        assert (days.median, days.longest) == (4, 19)


def test_every_job_finds_a_payment_to_move_in_september(year: Year) -> None:
    waiting = year.september.money.payments
    assert waiting == {"to_prepare": 2, "prepared": 2, "approved": 1, "sent": 1, "rejected": 2}


def test_the_year_ends_with_its_money_accounted_for(year: Year) -> None:
    money = year.january.money
    assert money.received_cents == 12_600_000
    assert round(100 * money.spent_cents / money.received_cents) == 86
    assert round(100 * money.reserved_cents / money.received_cents) == 7
    left = money.received_cents - money.spent_cents - money.reserved_cents
    assert round(100 * left / money.received_cents) == 7
    assert round(money.paper_percent) == 91
    assert round(money.declared_percent) == 4


def test_objectives_end_in_every_way(year: Year) -> None:
    assert year.january.results == {"reached": 46, "partly": 19, "dropped": 11, "not_reached": 8}


def test_thirty_projects_of_every_kind_and_most_named_by_the_person(year: Year) -> None:
    assert year.september.kinds == {
        "training": 9, "study": 6, "licence": 5, "enterprise": 4, "home": 3, "exchange": 2,
        "other": 1,
    }  # fmt: skip
    assert year.september.self_named == 26


def test_coordination_has_something_to_look_at_in_september(year: Year) -> None:
    facts = year.september
    assert facts.states["Cervo"] == ("weakened", date(2013, 9, 9))
    assert [name for name, (state, _) in facts.states.items() if state != "active"] == ["Cervo"]
    over = {
        name: [line.weight.percent for line in page.weights if line.weight.is_over]
        for name, page in facts.circles.items()
    }
    assert {name: found for name, found in over.items() if found} == {"Po": [74]}
    assert facts.late_reviews == [90, 90]


def test_no_review_waits_after_the_end(year: Year) -> None:
    assert year.january.late_reviews == []
    assert year.january.states["Cervo"][0] == "active"


def test_circle_dora_stands_as_designed(year: Year) -> None:
    page = year.september.circles["Dora"]
    assert {line.person.given_name: line.weight.percent for line in page.weights} == {
        "Ousmane": 67, "Mahad": 50, "Zahra": 44, "Amal": 31, "Selam": 27
    }  # fmt: skip
    assert [(line.person.given_name, line.days) for line in page.quiet] == [
        ("Mahad", 24),
        ("Zahra", 16),
    ]
    assert (len(page.languages), page.without_mediator) == (9, ("ti",))
    assert (page.counts.participants, page.counts.operators, page.counts.mediators) == (5, 2, 2)
    answers = [one for one in page.meetings[-1].answers.values() if one != "none"]
    assert len(answers) == 4


@pytest.mark.parametrize(
    ("name", "dots"),
    [
        ("Amal", "yyyyyy"),
        ("Mahad", "yyjyji"),
        ("Ousmane", "yyyiyy"),
        ("Selam", "yyyyjy"),
        ("Zahra", "yjyyyi"),
    ],
)
def test_dora_was_there_or_told_or_not(year: Year, name: str, dots: str) -> None:
    marks = {"here": "y", "told": "j", "away": "i"}
    [member] = [one for one in year.september.circles["Dora"].members if one.given_name == name]
    assert "".join(marks[dot] for dot in member.presences) == dots


def test_steps_of_dora(year: Year) -> None:
    assert year.named.steps == {
        "amal": (6, 15), "mahad": (2, 9), "ousmane": (7, 11), "selam": (5, 8), "zahra": (3, 7)
    }  # fmt: skip


def test_amal_has_what_her_screen_shows(year: Year) -> None:
    assert year.named.fund["amal"] == ("individual", 320_000, 156_000, 164_000)
    left = {title: cents for title, (_, cents) in year.named.lines["amal"].items()}
    assert left == {
        "Macchina da cucire": 44_000,
        "Corso di cartamodelli": 30_000,
        "Un banco al mercato": 90_000,
    }


def test_mahad_is_asked_about_a_telephone(year: Year) -> None:
    [(text, day)] = year.named.questions
    assert text.startswith("A quale obiettivo")
    assert day == date(2013, 9, 10)


def test_the_kitchen_of_three_decides_about_an_oven(year: Year) -> None:
    assert year.named.fund["hodan"] == ("associated", 900_000, 347_000, 553_000)
    assert year.named.proposals == [
        ("Forno usato", 115_000, date(2013, 9, 29), ["Birtukan", "Hodan"])
    ]


def test_one_fund_of_two_carries_two_projects(year: Year) -> None:
    assert year.named.owners_of_the_pair == ["Mariam", "Yonas"]
    assert year.named.projects_of_the_pair == 2
    assert len(year.named.lines["mariam"]) == 6


def test_a_friendship_that_breaks_shares_what_is_left(year: Year) -> None:
    assert year.january.money.forms == {"individual": 27, "associated": 4}


def test_every_law_holds_through_the_year(year: Year) -> None:
    assert year.september.broken == []
    assert year.january.broken == []


def test_the_same_seed_tells_the_same(year: Year) -> None:
    assert year.spring == year.spring_again


def test_three_hundred_people_in_bulk_obey_every_law(year: Year) -> None:
    assert year.people_in_bulk == 34 + 265
    assert year.broken_in_bulk == []
