"""Pages of the people who own the money."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cerchia.funds.models import Expense, ExpenseQuestion, KeptVersion, Proposal
from cerchia.funds.usecases import ask_question
from tests.funds.purses import Purse, purse, shared_rule, staff_of, user_of

pytestmark = pytest.mark.django_db
NEW = "/io/spese/nuova/"


def inside(owned: Purse, place: int = 0) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user_of(owned.people[place]))
    return client


def test_the_page_says_that_nobody_gives_permission() -> None:
    page = inside(purse()).get(NEW)

    assert page.status_code == 200
    assert b"Nobody has to give permission" in page.content


def test_an_expense_is_saved_and_the_next_acts_are_shown() -> None:
    owned = purse(100_000)
    line = owned.lines[0]

    said = {"amount": "٣٨٫٥٠", "objective": str(line.objective_id), "key": str(uuid4())}
    answer = inside(owned).post(NEW, said, follow=True)

    assert answer.redirect_chain[0][1] == 302
    assert answer.status_code == 200
    assert "961,50" in answer.content.decode()
    assert Expense.objects.get().amount_cents == 3_850


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write the money, for example 12.50"),
        ("venti", "Write only the number"),
        ("-5", "without minus"),
        ("12,505", "two digits for the cents"),
        ("99999999999", "This is too much"),
        ("0", "Write the money"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(typed: str, words: str) -> None:
    owned = purse()

    answer = inside(owned).post(
        NEW, {"amount": typed, "objective": "other", "what": "Un filo rosso", "no_receipt": "on"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Un filo rosso" in page
    assert not Expense.objects.exists()


def test_the_same_form_sent_twice_is_one_expense() -> None:
    owned = purse()
    client = inside(owned)
    said = {"amount": "10", "objective": "other", "key": str(uuid4())}

    client.post(NEW, said)
    client.post(NEW, said)

    assert Expense.objects.count() == 1


def test_another_content_under_the_key_is_shown_to_choose() -> None:
    owned = purse()
    client = inside(owned)
    said = {"amount": "10", "objective": "other", "key": str(uuid4())}
    client.post(NEW, said)

    answer = client.post(NEW, {**said, "amount": "11"})
    assert answer.status_code == 409
    assert b"Two versions of one expense" in answer.content

    kept = KeptVersion.objects.get()
    client.post(f"/io/spese/{kept.expense_id}/versioni/{kept.pk}/", {"choice": "other"})
    assert owned.again().spent_cents == 1_100


def test_a_photo_comes_with_the_expense_or_later() -> None:
    owned = purse()
    client = inside(owned)

    client.post(NEW, {"amount": "10", "objective": "other", "photo": upload()})
    client.post(NEW, {"amount": "11", "objective": "other"})
    later = Expense.objects.get(amount_cents=1_100)
    answer = client.post(f"/io/spese/{later.pk}/carta/", {"photo": upload(color="red")})

    assert answer.status_code == 302
    first = Expense.objects.get(amount_cents=1_000)
    assert (first.evidence.count(), later.evidence.count()) == (1, 1)
    assert first.told == "photo"
    shown = client.get(f"/file/{first.evidence.get().file_id}/")
    assert shown.status_code == 200
    assert shown["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("receipt.jpg", b"<html><script>alert(1)</script></html>"),
        ("../../etc/passwd.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("paper.pdf", b"%PDF-1.4 /JavaScript startxref 0 %%EOF"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("empty.jpg", b""),
    ],
)
def test_a_bad_file_is_refused_in_words_and_what_was_typed_stays(name: str, content: bytes) -> None:
    owned = purse()
    bad = SimpleUploadedFile(name, content)

    said = {"amount": "10", "objective": "other", "what": "Pentola", "photo": bad}
    answer = inside(owned).post(NEW, said)

    assert answer.status_code == 422
    assert "Pentola" in answer.content.decode()
    assert not Expense.objects.exists()


def test_the_same_photo_on_two_funds_opens_one_question_and_both_stand() -> None:
    first, second = purse(), purse()
    for owned in (first, second):
        inside(owned).post(NEW, {"amount": "10", "objective": "other", "photo": upload()})

    question = ExpenseQuestion.objects.get()
    assert question.asked_by is None
    assert question.expense.fund == second.fund
    assert (first.again().spent_cents, second.again().spent_cents) == (1_000, 1_000)


def test_a_correction_strikes_the_old_one_through() -> None:
    owned = purse()
    client = inside(owned)
    old = owned.spend(3_850).expense

    answer = client.post(
        f"/io/spese/{old.pk}/correggi/",
        {"amount": "40", "what": "Forbici", "objective": "other", "reason": "Era 40"},
        follow=True,
    )

    assert answer.status_code == 200
    assert "mov old" in answer.content.decode()
    assert owned.again().spent_cents == 4_000
    again = client.post(
        f"/io/spese/{old.pk}/correggi/", {"amount": "50", "objective": "other", "reason": "x"}
    )
    assert again.status_code == 409


def test_a_question_is_answered_in_the_circle() -> None:
    owned = purse()
    expense = owned.spend().expense
    question = ask_question(
        actor=staff_of(owned, "operator"), expense=expense, text="A che serve?", language="it"
    )
    client = inside(owned)

    page = client.get(f"/io/spese/{expense.pk}/").content.decode()
    assert "It is a question, not a no." in page
    assert "A che serve?" in page
    address = f"/io/spese/{expense.pk}/domande/{question.pk}/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"talk": "1"}).status_code == 302
    question.refresh_from_db()
    assert question.talk_in_circle
    assert question.answered_at is not None


def test_an_objective_as_an_answer_links_the_expense() -> None:
    owned = purse()
    expense = owned.spend().expense
    question = ask_question(
        actor=staff_of(owned, "accounts"), expense=expense, text="A che serve?", language="it"
    )

    inside(owned).post(
        f"/io/spese/{expense.pk}/domande/{question.pk}/",
        {"objective": str(owned.lines[0].objective_id)},
    )

    question.refresh_from_db()
    assert question.outcome == "other_objective"
    assert Expense.objects.get(corrects=expense).objective_id == owned.lines[0].objective_id


def test_movements_come_by_pages_at_the_same_cost(django_assert_max_num_queries: object) -> None:
    owned = purse(1_000_000)
    for cents in range(100, 131):
        owned.spend(cents)
    client = inside(owned)

    first = client.get("/io/soldi/").content.decode()
    assert "1,30" in first
    assert "1,00" not in first
    following = first.split('href="?after=')[1].split('"')[0]
    assert "1,00" in client.get(f"/io/soldi/?after={following}").content.decode()
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/io/soldi/")


def test_above_the_limit_the_form_becomes_a_proposal_with_all_that_was_typed() -> None:
    owned = purse(500_000, owners=3)
    shared_rule(owned, limit=10_000, above="unanimity")
    client = inside(owned)
    said = {"amount": "1150", "objective": "other", "what": "Forno usato", "key": str(uuid4())}

    asked = client.post(NEW, said)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Forno usato" in page
    assert "Ask the others" in page

    client.post(NEW, {**said, "propose": "1", "why": "Cuoce bene il pane."})
    proposal = Proposal.objects.get()
    assert proposal.amount_cents == 115_000
    for place in (1, 2):
        other = inside(owned, place)
        assert "Forno usato" in other.get("/io/fondo/").content.decode()
        other.post(f"/io/fondo/decisioni/{proposal.pk}/", {"answer": "yes"})

    made = inside(owned, 2).post(
        NEW, {"amount": "1150", "objective": "other", "proposal": str(proposal.pk)}
    )
    assert made.status_code == 302
    assert Expense.objects.get().proposal == proposal
    assert owned.again().spent_cents == 115_000

    fund = client.get("/io/fondo/").content.decode()
    assert '<section class="decide' not in fund
    assert f"/io/fondo/decisioni/{proposal.pk}/" in fund[fund.index("<details") :]


def test_pages_of_a_shared_fund_open() -> None:
    owned = purse(500_000, owners=2)
    shared_rule(owned)
    client = inside(owned)

    for path in ("/io/fondo/", "/io/fondo/regole/", "/io/fondo/parte/", "/io/soldi/", NEW):
        assert client.get(path).status_code == 200, path


def test_who_has_no_fund_yet_is_told_what_will_be_here() -> None:
    owned = purse()
    owned.fund.members.update(left_at=owned.fund.created_at)

    page = inside(owned).get("/io/soldi/")

    assert page.status_code == 200
    assert b"No money yet" in page.content


def test_who_left_reads_the_own_expenses_and_no_longer_the_fund() -> None:
    owned = purse(500_000, owners=2)
    expense = owned.spend().expense
    owned.fund.members.filter(person=owned.people[0]).update(left_at=owned.fund.created_at)
    client = inside(owned)

    page = client.get(f"/io/spese/{expense.pk}/")
    assert page.status_code == 200
    assert "4.961,50" not in page.content.decode()
    assert client.get(f"/io/spese/{expense.pk}/salvata/").status_code == 302
    assert client.get(f"/io/spese/nuova/?fund={owned.fund.pk}").status_code == 404


def test_another_person_gets_the_same_answer_as_for_nothing() -> None:
    owned, other = purse(), purse()
    expense = owned.spend().expense
    client = inside(other)

    for path in (f"/io/spese/{expense.pk}/", f"/io/spese/{uuid4()}/", f"/file/{uuid4()}/"):
        assert client.get(path).status_code == 404


def upload(color: str = "white") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 60), color).save(out, "JPEG")
    return SimpleUploadedFile("receipt.jpg", out.getvalue(), content_type="image/jpeg")
