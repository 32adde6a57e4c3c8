"""Invented pacts in the languages of the programme."""

from dataclasses import replace
from datetime import date

from cerchia.documents.pact import (
    Article,
    Explained,
    Goal,
    PactDocument,
    Quote,
    Review,
    Signature,
    Twice,
)

ITALIAN = PactDocument(
    code="TO-014",
    version=2,
    edition="Non Solo Asilo 2, Torino-Biella 2013",
    content_hash="9f2c41d07ab3e6551c0e8d24b7f1930a",
    language="it",
    title=Twice("Patto di corresponsabilità"),
    parties=Twice("Tra Amal Ibrahim e Non Solo Asilo 2, con la cerchia Dora."),
    amount_cents=320_000,
    wish=Quote("Voglio cucire vestiti e venderli al mercato, con il mio nome sul banco.", "it"),
    articles=(
        Article(
            Twice("Quanto, e perché"),
            (Twice("Siamo d'accordo su 3.200 €. Arrivano tutti entro 5 giorni dalle firme."),),
        ),
        Article(
            Twice("Che cosa fai tu"),
            (
                Twice("Decidi tu come usare i soldi. Scrivi le tue spese."),
                Twice("Vieni agli incontri della cerchia. Dici quando qualcosa cambia."),
            ),
            quote=Quote("Io verrò sempre, anche quando va male.", "it"),
        ),
        Article(
            Twice("Che cosa facciamo noi"),
            (Twice("Paghiamo subito. Non chiediamo permessi per le tue spese."),),
        ),
        Article(
            Twice("Puoi andare via"),
            (Twice("Puoi lasciare il patto quando vuoi, senza dire perché. Non devi nulla."),),
        ),
    ),
    goals=(
        Goal(Twice("Una macchina da cucire e un corso di taglio"), 164_000, date(2013, 11, 30)),
        Goal(Twice("Il banco al mercato"), 120_000, date(2014, 2, 28)),
        Goal(Twice("La patente"), 36_050),
    ),
    reviews=(
        Review(date(2013, 10, 21), Twice("Prima verifica, dopo 30 giorni")),
        Review(date(2014, 3, 20), Twice("Verifica e scelta: avanti, cambiare o finire")),
    ),
    signatures=(
        Signature("Amal Ibrahim", Twice("per sé"), date(2013, 9, 21)),
        Signature("Giulia Ferrero", Twice("operatrice, per il programma")),
    ),
    explained=(Explained("Ismail Warsame", Twice("italiano"), date(2013, 9, 19)),),
)


def beside(
    language: str, words: list[str], wish: str, labels: dict[str, str] | None = None
) -> PactDocument:
    """The same pact with every Italian text beside one of `words`, in turn."""
    turn = iter(words * 10)

    def both(text: Twice) -> Twice:
        return Twice(text.it, next(turn))

    return replace(
        ITALIAN,
        language=language,
        title=both(ITALIAN.title),
        parties=both(ITALIAN.parties),
        wish=Quote(wish, language, ITALIAN.wish.words if ITALIAN.wish else ""),
        articles=tuple(
            Article(
                both(one.heading),
                tuple(both(paragraph) for paragraph in one.paragraphs),
                one.quote and Quote(wish, language, one.quote.words),
            )
            for one in ITALIAN.articles
        ),
        goals=tuple(replace(one, title=both(one.title)) for one in ITALIAN.goals),
        reviews=tuple(replace(one, what=both(one.what)) for one in ITALIAN.reviews),
        signatures=tuple(replace(one, role=both(one.role)) for one in ITALIAN.signatures),
        explained=(replace(ITALIAN.explained[0], in_language=both(Twice("arabo"))),),
        labels=labels or {},
    )


ARABIC = [
    "ميثاق المسؤولية المشتركة",
    "بين أمل إبراهيم والبرنامج، مع حلقة دورا.",
    "كم، ولماذا",
    "نتفق على 3.200 €. تصل كلها خلال 5 أيام عمل من التوقيع.",
    "ماذا تفعلين أنت",
    "أنت تقررين كيف تستعملين المال. تكتبين مصاريفك وتأتين إلى لقاءات الحلقة.",
]
FRENCH = [
    "Pacte de coresponsabilité",
    "Entre Ousmane Traoré et Non Solo Asilo 2, avec le cercle Dora.",
    "Combien, et pourquoi",
    "Nous sommes d'accord sur 3.200 €. Tout arrive en 5 jours ouvrés après les signatures.",
    "Ce que tu fais",
    "Tu décides comment utiliser l'argent. Tu notes tes dépenses et tu viens aux rencontres.",
]
TIGRINYA = [
    "ናይ ሓባር ሓላፍነት ስምምዕ",
    "ኣብ መንጎ ዮናስ ተስፋይን ፕሮግራምን፡ ምስ ክቢ ዶራ።",
    "ክንደይን ስለምንታይን",
    "ኣብ 3.200 € ተሰማሚዕና። ኩሉ ኣብ ውሽጢ 5 መዓልቲ ይመጽእ።",
    "ንስኻ እትገብሮ",
    "ነቲ ገንዘብ ከመይ ትጥቀመሉ ንስኻ ትውስን። ወጻኢታትካ ትጽሕፍ።",
]
PERSIAN = [
    "پیمان مسئولیت مشترک",
    "میان مریم احمدی و برنامه، همراه با حلقهٔ دورا.",
    "چقدر، و چرا",
    "ما بر 3.200 € توافق می‌کنیم. همه‌اش در ۵ روز کاری پس از امضا می‌رسد.",
    "کاری که تو می‌کنی",
    "تو تصمیم می‌گیری پول را چگونه خرج کنی. هزینه‌هایت را می‌نویسی.",
]
TIGRINYA_LABELS = {"amount": "ዝተሰማማዕናሉ ገንዘብ", "goals": "ዕላማታት", "signatures": "ክታማት"}

PACTS = {
    "it": ITALIAN,
    "ar": beside("ar", ARABIC, "أريد أن أخيط الملابس وأبيعها في السوق، واسمي فوق الطاولة."),
    "fr": beside("fr", FRENCH, "Je veux coudre des habits et les vendre au marché, à mon nom."),
    "ti": beside("ti", TIGRINYA, "ክዳን ክሰፍን ኣብ ዕዳጋ ክሸይጥን እደሊ።", TIGRINYA_LABELS),
    "fa": beside("fa", PERSIAN, "می‌خواهم لباس بدوزم و در بازار بفروشم، با نام خودم."),
}
