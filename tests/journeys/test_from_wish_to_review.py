"""One path in the browser, from the wish to the review, each person at their own screen."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from cerchia.funds.models import Disbursement, Expense, Pact
from cerchia.kit import clock
from cerchia.projects.models import Objective, Project, ReviewMoment, StillMyWish, Wish
from tests.journeys.conftest import House, follow, good, press, visit
from tests.journeys.town import Town, town
from tests.projects.sounds import tone

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WISH = {
    "it": "Voglio cucire vestiti su misura e venderli al mercato.",
    "ar": "أريد أن أخيط الملابس وأبيعها في السوق.",
}
TYPED = {"it": "38,50", "ar": "٣٨٫٥٠"}
CORRECTED = {"it": "40", "ar": "٤٠"}
IBAN = "IT60 X054 2811 1010 0000 0123 456"
EASTERN = re.compile("[\u0660-\u0669]")
FIGURES = """() => [...document.querySelectorAll(".amt, .num, .left, .money b, .n")]
  .map((one) => one.innerText).join(" ")"""


@pytest.fixture(scope="module")
def here(kept_database: None) -> Town:
    return town({"nadira": "it", "salma": "ar"})


@dataclass
class Path:
    """The same people around one participant, who reads `language`."""

    house: House
    here: Town
    name: str
    language: str
    made: dict[str, str] = field(default_factory=dict)

    @property
    def person(self) -> UUID:
        return self.here.people[self.name].pk

    @property
    def own(self) -> Page:
        return self.house.at_phone(self.name, locale=self.language)

    def desk(self, name: str) -> Page:
        return self.house.at_desk(name)

    @property
    def project(self) -> Project:
        return Project.objects.get(members__person=self.person)

    @property
    def pact(self) -> Pact:
        return Pact.objects.get(projects=self.project)

    @property
    def payment(self) -> Disbursement:
        return Disbursement.objects.get(pact=self.pact)

    @property
    def expense(self) -> Expense:
        return Expense.objects.get(spender=self.person, corrects=None)


@pytest.mark.parametrize(("name", "language"), [("nadira", "it"), ("salma", "ar")])
def test_from_the_wish_to_the_review(house: House, here: Town, name: str, language: str) -> None:
    path = Path(house, here, name, language)
    says_a_wish(path)
    says_another_with_the_voice(path)
    becomes_a_project(path)
    says_yes(path)
    is_written_as_a_pact(path)
    is_explained(path)
    is_read_and_signed(path)
    is_signed_for_the_programme(path)
    is_paid_by_two_people(path)
    shows_the_money(path)
    is_spent(path)
    is_asked_about_and_answered(path)
    is_corrected(path)
    is_reviewed(path)


def in_its_language(path: Path, page: Page) -> None:
    """Direction and language of the page are the person's; figures stand in Western digits."""
    root = page.locator("html")
    expect(root).to_have_attribute("lang", path.language)
    expect(root).to_have_attribute("dir", "rtl" if path.language == "ar" else "ltr")
    assert not EASTERN.search(str(page.evaluate(FIGURES)))


def says_a_wish(path: Path) -> None:
    page = path.own
    visit(page, "/io/desiderio/")
    in_its_language(path, page)
    page.fill("#id_text", WISH[path.language])
    page.locator(f"input[name=language][value={path.language}]").check(force=True)
    page.locator("input[name=first_named_by][value=self]").check(force=True)
    follow(page.locator(".dock .btn.main"))
    expect(page.locator("blockquote.words").first).to_have_text(WISH[path.language])
    good(page)


def says_another_with_the_voice(path: Path) -> None:
    page = path.own
    visit(page, "/io/desiderio/?altro=1")
    sound: FilePayload = {"name": "voce.wav", "mimeType": "audio/wav", "buffer": tone()}
    page.set_input_files("#id_voice", files=[sound])
    page.locator("input[name=first_named_by][value=self]").check(force=True)
    follow(page.locator(".dock .btn.main"))
    expect(page.locator(".mine audio").first).to_be_visible()
    good(page)
    spoken = Wish.objects.exclude(voice=None).get(person=path.person)
    heard = page.request.get(f"/desideri/{spoken.pk}/voce/")
    assert (heard.status, heard.headers["content-type"].split("/")[0]) == (200, "audio")


def becomes_a_project(path: Path) -> None:
    page = path.desk("giulia")
    visit(page, f"/persone/{path.person}/")
    visit(page, f"/persone/{path.person}/desideri/")
    follow(page.locator("a.btn.main[href*='/progetti/nuovo/']"))
    good(page)
    for box in page.locator("input[name=wishes]").all():
        box.check()
    page.fill("#id_title", "Un banco al mercato")
    page.select_option("#id_kind", "enterprise")
    press(page, "main .panel form")
    page.wait_for_url(f"**/progetti/{path.project.pk}/")
    good(page)
    propose(path, page, "Macchina da cucire", "900")
    propose(path, page, "Banco al mercato del sabato", "600,50")
    good(page)


def propose(path: Path, page: Page, title: str, planned: str) -> None:
    follow(page.locator("a.btn.main[href*='/obiettivi/nuovo/']"))
    page.fill("#id_title", title)
    page.fill("#id_how_we_know", "Si vede e funziona.")
    page.select_option("#id_voiced_by", "self")
    page.select_option("#id_domain", "enterprise")
    page.fill("#id_target_on", (clock.today() + timedelta(days=60)).isoformat())
    page.fill("#id_planned", planned)
    good(page)
    follow(page.locator("main .panel form button.main"))
    page.wait_for_url(f"**/progetti/{path.project.pk}/**")


def says_yes(path: Path) -> None:
    page = path.own
    visit(page, "/io/")
    in_its_language(path, page)
    expect(page.locator(".goal .b > .ic")).to_have_count(2)
    for objective in Objective.objects.filter(project=path.project):
        visit(page, f"/io/obiettivi/{objective.pk}/")
        in_its_language(path, page)
        follow(page.locator(".dock .btn.main"))
        expect(page.locator(".dock .btn.main")).to_have_count(0)
    waiting = Objective.objects.filter(project=path.project, accepted_at=None)
    assert not waiting.exists()
    visit(page, "/io/")


def is_written_as_a_pact(path: Path) -> None:
    page = path.desk("giulia")
    visit(page, f"/patti/nuovo/?progetto={path.project.pk}")
    page.locator("input[name=owners]").first.check()
    assert page.input_value("#id_amount") == "1500,50"
    page.fill("#id_words_amount", "La macchina costa 900 euro, il banco 600,50.")
    follow(page.locator("#pact button.main"))
    page.wait_for_url(re.compile(r"/patti/[0-9a-f-]{36}/$"))
    good(page)


def is_explained(path: Path) -> None:
    page = path.desk("ismail")
    visit(page, f"/patti/{path.pact.pk}/spiega/?lingua=ar")
    form = page.locator("form[action$='/spiegato/']")
    form.locator("select[name=language]").select_option("ar")
    follow(form.locator("button[type=submit]"))
    expect(form).to_have_count(0)
    good(page)


def is_read_and_signed(path: Path) -> None:
    page = path.own
    visit(page, "/io/patto/")
    in_its_language(path, page)
    visit(page, "/io/patto/?lingua=ar")
    assert page.locator("main [lang=ar][dir=rtl], html[lang=ar]").count()
    assert page.locator("main [lang=it], html[lang=it]").count()
    with page.expect_download() as kept:
        page.locator("a[href$='/io/patto/pdf/']").click()
    with kept.value.path().open("rb") as paper:
        assert paper.read(5) == b"%PDF-"
    follow(page.locator(".dock .btn.main"))
    good(page)
    page.check("#id_sure")
    follow(page.locator(".dock .btn.main"))
    page.wait_for_url("**/io/patto/")
    good(page)


def is_signed_for_the_programme(path: Path) -> None:
    page = path.desk("giulia")
    visit(page, f"/patti/{path.pact.pk}/firma/")
    page.check("#id_sure")
    press(page, "main form")
    page.wait_for_url(f"**/patti/{path.pact.pk}/**")
    good(page)
    assert path.pact.activated_at is not None
    visit(path.own, "/io/")
    visit(path.own, "/io/patto/conto/")
    path.own.fill("#id_iban", IBAN)
    follow(path.own.locator(".dock .btn.main"))
    path.own.wait_for_url("**/io/patto/")
    good(path.own)


def is_paid_by_two_people(path: Path) -> None:
    where = f"/pagamenti/{path.payment.pk}"
    for name, act in (("giulia", "prepara"), ("marta", "approva"), ("rita", "inviato")):
        page = path.desk(name)
        visit(page, "/oggi/")
        visit(page, "/pagamenti/")
        follow(page.locator(f"a[href='{where}/']"))
        good(page)
        press(page, f"form[action='{where}/{act}/']")
        expect(page.locator(f"form[action='{where}/{act}/']")).to_have_count(0)
    page = path.desk("giulia")
    assert page.goto(f"{where}/") is not None
    assert page.locator("form[action$='/approva/']").count() == 0
    page = path.desk("rita")
    visit(page, f"{where}/")
    page.fill("#id_bank_reference", f"BANCA-{path.name}")
    press(page, f"form[action='{where}/eseguito/']")
    good(page)
    payment = path.payment
    assert payment.executed_on == clock.today()
    assert payment.prepared_by_id != payment.approved_by_id


def shows_the_money(path: Path) -> None:
    page = path.own
    visit(page, "/io/")
    in_its_language(path, page)
    expect(page.locator(".money .left").first).to_contain_text("1.500,50")
    visit(page, "/io/soldi/")


def is_spent(path: Path) -> None:
    page = path.own
    visit(page, "/io/spese/nuova/")
    in_its_language(path, page)
    page.fill("#id_amount", TYPED[path.language])
    page.locator("input[name=objective]").first.check(force=True)
    page.set_input_files("input[name=photo]", files=[receipt(path)])
    page.locator("details.more summary").click()
    page.fill("#id_what", "Forbici e filo")
    expect(page.locator("[data-sum]")).to_have_text(re.compile(r"^(861,50|562)"))
    good(page)
    follow(page.locator(".dock .btn.main"))
    page.wait_for_url("**/salvata/")
    good(page)
    expense = path.expense
    assert expense.amount_cents == 3_850
    assert expense.evidence.exclude(file=None).count() == 1
    visit(page, "/io/")
    expect(page.locator(".money .left").first).to_contain_text("1.462")


def receipt(path: Path) -> FilePayload:
    """A photo of one's own: the same one again would raise a question."""
    out = BytesIO()
    shade = "ivory" if path.language == "it" else "linen"
    Image.new("RGB", (600, 900), shade).save(out, "JPEG")
    return {"name": "scontrino.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def is_asked_about_and_answered(path: Path) -> None:
    desk, page = path.desk("giulia"), path.own
    visit(desk, "/spese/")
    visit(desk, f"/spese/{path.expense.pk}/")
    desk.fill("#id_text", "È il filo per il corso?")
    press(desk, "section[aria-labelledby=ask] form")
    expect(desk.locator("blockquote.words", has_text="È il filo per il corso?")).to_be_visible()
    good(desk)

    visit(page, "/io/")
    visit(page, f"/io/spese/{path.expense.pk}/")
    in_its_language(path, page)
    page.locator("details:has(#id_text) > summary").click()
    page.fill("#id_text", WISH[path.language])
    follow(page.locator("form[action*='/domande/'] button[type=submit]:not([name])"))
    good(page)

    visit(desk, f"/spese/{path.expense.pk}/")
    follow(desk.locator("form[action*='/spese/domande/'] button").first)
    expect(desk.locator("form[action*='/spese/domande/']")).to_have_count(0)
    good(desk)


def is_corrected(path: Path) -> None:
    page = path.own
    visit(page, f"/io/spese/{path.expense.pk}/")
    page.locator("#correct summary").click()
    page.fill("#correct [name=amount]", CORRECTED[path.language])
    page.fill("#correct [name=reason]", "Ho letto male lo scontrino.")
    good(page)
    press(page, "#correct form")
    page.wait_for_url(lambda url: str(path.expense.pk) not in url)
    good(page)
    again = Expense.objects.get(corrects=path.expense)
    assert again.amount_cents == 4_000
    visit(page, "/io/soldi/")
    in_its_language(path, page)
    visit(path.desk("giulia"), "/fondi/")
    visit(path.desk("giulia"), f"/fondi/{again.fund_id}/")


def is_reviewed(path: Path) -> None:
    page = path.desk("giulia")
    visit(page, f"/progetti/{path.project.pk}/")
    page.locator("details:has(form[action$='/verifiche/']) > summary").click()
    page.fill("form[action$='/verifiche/'] input[type=date]", clock.today().isoformat())
    press(page, "form[action$='/verifiche/']")
    review = ReviewMoment.objects.get(project=path.project, after_days=None)
    visit(page, "/verifiche/")
    visit(page, f"/verifiche/{review.pk}/")
    page.locator("#review input[type=radio][value=yes]").first.check()
    page.locator("#review textarea").first.fill(WISH[path.language])
    page.locator(f"input[name=present][value='{path.person}']").check()
    page.fill("#review [name=next_steps]", "Provare il banco sabato.")
    good(page)
    follow(page.locator(".btn.main[form=review]"))
    good(page)
    assert StillMyWish.objects.get(review=review).answer == "yes"
    visit(path.own, "/io/desiderio/")
    in_its_language(path, path.own)
    visit(path.own, "/io/")
