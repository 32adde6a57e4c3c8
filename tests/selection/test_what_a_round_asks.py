"""Rules and questions are set by the coordinators of all; a panel reads words, never names."""

import pytest
from django.urls import reverse

from cerchia.audit.models import FileRead
from cerchia.kit import clock
from cerchia.selection.chores import open_rounds
from cerchia.selection.errors import AlreadyDecided, NoRuleSet
from cerchia.selection.models import SelectionRound
from cerchia.selection.queries.candidacies import of_round
from cerchia.selection.rules.eligibility import PRESETS
from cerchia.selection.usecases.asked import set_asked
from tests.factories.selection import InterviewFactory, SelectionRoundFactory
from tests.selection.conftest import TODAY, Asking

SET = {"rules": "fami", "students_too": "on", "questions": "Dove dormi?\n\n Con chi? "}


def test_the_coordinator_of_all_sets_rules_and_questions(asking: Asking) -> None:
    client = asking.client("marta")

    answer = client.post(reverse("selection:asked"), SET)

    asking.round.refresh_from_db()
    assert answer.status_code == 302
    assert asking.round.eligibility == PRESETS["fami"] | {"students_too": True}
    assert [one["words"]["en"] for one in asking.round.questions] == ["Dove dormi?", "Con chi?"]
    page = client.get(reverse("selection:asked")).content.decode()
    assert "Dove dormi?" in page


def test_a_coordinator_of_one_territory_only_reads_it(asking: Asking) -> None:
    client = asking.client("tullia")

    assert client.get(reverse("selection:asked")).status_code == 200
    assert client.post(reverse("selection:asked"), SET).status_code == 403
    assert asking.client("giulia").get(reverse("selection:asked")).status_code == 404


def test_nationality_is_no_rule(asking: Asking) -> None:
    with pytest.raises(NoRuleSet):
        set_asked(
            actor=asking.user("marta"),
            selection=asking.round,
            rules={"nationality": ["XX"]},
            questions=[],
            hides_identity=False,
        )


def test_after_the_decision_nothing_changes(asking: Asking) -> None:
    SelectionRound.objects.filter(pk=asking.round.pk).update(decided_at=TODAY)

    with pytest.raises(AlreadyDecided):
        set_asked(
            actor=asking.user("marta"),
            selection=asking.round,
            rules=PRESETS["fami"],
            questions=[],
            hides_identity=False,
        )


def test_a_panel_reads_codes_and_words_and_leaves_a_trace(asking: Asking) -> None:
    row = asking.candidacy(state="interviewed", wish="Un forno in valle.")
    InterviewFactory.create(candidacy=row, written_by=asking.user("giulia"))
    row.person.given_name = "Zoskales"
    row.person.save()
    client = asking.client("comitato")
    closed = client.get(reverse("selection:panel"))
    asking.round.hides_identity = True
    asking.round.save()

    page = client.get(reverse("selection:panel")).content.decode()

    assert closed.status_code == 404
    assert row.code in page
    assert "Un forno in valle." in page
    assert "Zoskales" not in page
    assert FileRead.objects.get(person_id=row.person_id).reader_role == "committee"


def test_the_invitation_says_that_a_panel_reads(asking: Asking) -> None:
    path = f"{reverse('selection:write')}?per=io&dove={asking.where()}"
    before = asking.client().get(path).content.decode()
    asking.round.hides_identity = True
    asking.round.save()

    assert "A panel from outside" not in before
    assert "A panel from outside" in asking.client().get(path).content.decode()


def test_out_of_reach_a_list_shows_codes_only(asking: Asking) -> None:
    near = asking.candidacy("biella", wish="Un forno.")
    far = asking.candidacy("torino", wish="Un banco.")

    rows = {row.code: row for row in of_round(asking.user("elena"), asking.round)}

    assert rows[near.code].wish == "Un forno."
    assert (rows[far.code].name, rows[far.code].wish, rows[far.code].opened) == ("", "", False)


def test_a_list_asks_the_same_number_of_queries_for_one_and_for_many(
    asking: Asking, django_assert_max_num_queries: object
) -> None:
    for _number in range(5):
        asking.candidacy()
    user = asking.user("giulia")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        of_round(user, asking.round)


def test_a_planned_round_opens_on_its_day(asking: Asking) -> None:
    planned = SelectionRoundFactory.create(
        number=2, opens_on=clock.today(), closes_on=clock.today(), opened_at=None
    )

    assert len(list(open_rounds(dry=True))) == 1
    planned.refresh_from_db()
    assert planned.opened_at is None
    list(open_rounds(dry=False))
    planned.refresh_from_db()
    assert planned.opened_at == TODAY


def test_the_interface_lists_by_code_and_writes_the_look_down(asking: Asking) -> None:
    row = asking.candidacy(wish="Un banco.")
    client = asking.client("giulia")

    listed = client.get("/api/v1/candidacies").json()
    one = client.get(f"/api/v1/candidacies/{row.code}").json()
    elsewhere = asking.client("elena").get("/api/v1/candidacies").json()

    assert [item["code"] for item in listed["items"]] == [row.code]
    assert one["wish"] == "Un banco."
    assert "score" not in one
    assert elsewhere["items"] == []
    assert FileRead.objects.filter(person_id=row.person_id).count() == 2
