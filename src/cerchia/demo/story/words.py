"""Words for expenses and steps, by what they are for and in whose language."""

from cerchia.projects.models import Domain, Picture

SPENT: dict[str, dict[str, tuple[str, ...]]] = {
    Domain.ENTERPRISE: {
        "it": ("Attrezzi usati", "Materiale", "Tassa per il posto", "Tavolo pieghevole", "Insegna"),
        "en": ("Used tools", "Materials", "Fee for the pitch", "Folding table", "Sign"),
        "fr": ("Outils d’occasion", "Matériel", "Taxe de la place", "Table pliante", "Enseigne"),
        "ar": ("أدوات مستعملة", "مواد", "رسم المكان", "طاولة قابلة للطي", "لافتة"),
        "so": ("Qalab la isticmaalay", "Alaab", "Lacagta meesha", "Miis", "Calaamad"),
        "fa": ("ابزار دست دوم", "مواد", "هزینه‌ی جای بازار", "میز تاشو", "تابلو"),
        "ur": ("استعمال شدہ اوزار", "سامان", "جگہ کی فیس", "میز", "بورڈ"),
    },
    Domain.TRAINING_WORK: {
        "it": ("Rata del corso", "Dispensa", "Scarpe da lavoro", "Visita medica", "Quaderni"),
        "en": ("Course fee", "Handbook", "Work shoes", "Medical check", "Notebooks"),
        "fr": ("Frais du cours", "Manuel", "Chaussures de travail", "Visite médicale", "Cahiers"),
        "ar": ("قسط الدورة", "كتاب الدورة", "حذاء العمل", "فحص طبي", "دفاتر"),
        "so": ("Lacagta koorsada", "Buug", "Kabo shaqo", "Dhakhtar", "Buugaag qoraal"),
        "fa": ("شهریه‌ی دوره", "کتاب دوره", "کفش کار", "معاینه‌ی پزشکی", "دفتر"),
        "ur": ("کورس کی قسط", "کتاب", "کام کے جوتے", "طبی معائنہ", "کاپیاں"),
    },
    Domain.HOME: {
        "it": (
            "Parte della caparra",
            "Affitto",
            "Letto e materasso",
            "Bolletta",
            "Pentole e piatti",
        ),
        "en": ("Part of the deposit", "Rent", "Bed and mattress", "Bill", "Pots and plates"),
        "fr": ("Part de la caution", "Loyer", "Lit et matelas", "Facture", "Casseroles"),
        "ar": ("جزء من التأمين", "إيجار", "سرير وفراش", "فاتورة", "أوانٍ"),
        "so": ("Qayb ka mid ah debaajiga", "Kiro", "Sariir", "Biil", "Digsiyo"),
        "fa": ("بخشی از ودیعه", "اجاره", "تخت و تشک", "قبض", "ظرف"),
        "ur": ("زرِ ضمانت کا حصہ", "کرایہ", "بستر", "بل", "برتن"),
    },
    Domain.STUDY: {
        "it": ("Tassa universitaria", "Libri", "Fotocopie", "Portatile usato", "Esame di lingua"),
        "en": ("University fee", "Books", "Copies", "Used laptop", "Language exam"),
        "fr": ("Frais d’université", "Livres", "Photocopies", "Ordinateur d’occasion", "Examen"),
        "ar": ("رسوم الجامعة", "كتب", "تصوير", "حاسوب مستعمل", "امتحان اللغة"),
        "so": ("Lacagta jaamacadda", "Buugaag", "Koobi", "Kombuyuutar", "Imtixaan"),
        "fa": ("شهریه‌ی دانشگاه", "کتاب", "کپی", "لپ‌تاپ دست دوم", "امتحان زبان"),
        "ur": ("یونیورسٹی کی فیس", "کتابیں", "فوٹو کاپی", "پرانا لیپ ٹاپ", "زبان کا امتحان"),
    },
    Domain.LICENCE_MOBILITY: {
        "it": ("Scuola guida", "Guide", "Esame di teoria", "Abbonamento", "Bicicletta usata"),
        "en": ("Driving school", "Driving lessons", "Theory exam", "Bus pass", "Used bicycle"),
        "fr": ("Auto-école", "Leçons de conduite", "Examen", "Abonnement", "Vélo d’occasion"),
        "ar": ("مدرسة القيادة", "دروس القيادة", "امتحان النظري", "اشتراك", "دراجة"),
        "so": ("Dugsiga wadista", "Casharro", "Imtixaan", "Tigidh bileed", "Baaskiil"),
        "fa": ("آموزشگاه رانندگی", "درس رانندگی", "امتحان", "بلیت ماهانه", "دوچرخه"),
        "ur": ("ڈرائیونگ اسکول", "ڈرائیونگ کے سبق", "امتحان", "ماہانہ ٹکٹ", "سائیکل"),
    },
    Domain.FAMILY_PAPERS: {
        "it": ("Traduzione di documenti", "Marche da bollo", "Mensa", "Chi tiene i bambini"),
        "en": ("Translated papers", "Stamps", "School meals", "Child care"),
        "fr": ("Traduction de papiers", "Timbres", "Cantine", "Garde d’enfant"),
        "ar": ("ترجمة وثائق", "طوابع", "وجبات المدرسة", "رعاية الأطفال"),
        "so": ("Turjumaad", "Tigidho rasmi", "Cuntada dugsiga", "Ilaalinta ilmaha"),
        "fa": ("ترجمه‌ی مدارک", "تمبر", "غذای مدرسه", "نگهداری کودک"),
        "ur": ("کاغذات کا ترجمہ", "ٹکٹ", "اسکول کا کھانا", "بچے کی دیکھ بھال"),
    },
    Domain.EXCHANGE: {
        "it": ("Palloni e maglie", "Semi e piante", "Affitto della sala", "Merenda per tutti"),
        "en": ("Balls and shirts", "Seeds and plants", "Rent of the room", "Food for everyone"),
        "fr": ("Ballons et maillots", "Graines et plants", "Salle", "Goûter pour tous"),
        "ar": ("كرات وقمصان", "بذور ونباتات", "إيجار القاعة", "طعام للجميع"),
        "so": ("Kubbado iyo funaanado", "Iniino", "Kirada hoolka", "Cunto dhammaan"),
        "fa": ("توپ و پیراهن", "بذر و نهال", "اجاره‌ی سالن", "عصرانه برای همه"),
        "ur": ("گیندیں اور قمیضیں", "بیج اور پودے", "ہال کا کرایہ", "سب کے لیے کھانا"),
    },
}

READ_BY = {"prs": "fa", "bm": "fr", "am": "it", "ti": "en"}

SHOPS: dict[str, tuple[str, ...]] = {
    Domain.ENTERPRISE: ("Ferramenta Due Ponti", "Mercatino del Balon", "Grossista Sapori"),
    Domain.TRAINING_WORK: ("Scuola Mestieri", "Ente Formazione Valle", "Abiti da Lavoro Rossetto"),
    Domain.HOME: ("Affitti di Corte", "Mobili Ritrovati", "Casalinghi Porta"),
    Domain.STUDY: ("Segreteria studenti", "Libreria Il Segnalibro", "Computer Rinati"),
    Domain.LICENCE_MOBILITY: ("Autoscuola Rondò", "Trasporti urbani", "Autoscuola Valle"),
    Domain.FAMILY_PAPERS: ("Traduzioni Ponte", "Tabaccheria", "Scuola dell’infanzia"),
    Domain.EXCHANGE: ("Sport per Tutti", "Vivaio La Serra", "Panetteria di via Cuneo"),
}

STEPS: dict[str, tuple[str, ...]] = {
    Picture.SEWING: (
        "scegliere il locale",
        "trovare i primi attrezzi",
        "provare il lavoro",
        "fare il primo ordine",
        "tenere il conto di un mese",
        "avere tre clienti fissi",
    ),
    Picture.STUDY: (
        "chiedere i programmi",
        "iscriversi",
        "seguire il primo mese",
        "pagare la seconda rata",
        "fare il tirocinio",
        "dare l’esame",
    ),
    Picture.STALL: (
        "visitare tre mercati",
        "chiedere il posto in comune",
        "comprare il banco usato",
        "provare un sabato",
        "aprire la partita IVA",
        "vendere per un mese",
    ),
    Picture.KEY: (
        "cercare con qualcuno che conosce la zona",
        "vedere tre case",
        "firmare il contratto",
        "pagare la caparra",
        "portare la residenza",
    ),
    Picture.BED: ("vedere due stanze", "firmare il contratto", "prendere letto e tavolo"),
    Picture.LICENCE: (
        "iscriversi alla scuola guida",
        "passare la teoria",
        "fare le guide obbligatorie",
        "dare l’esame di guida",
    ),
    Picture.BICYCLE: (
        "trovare un posto con la luce",
        "prendere gli attrezzi",
        "riparare la prima bicicletta",
        "scrivere i prezzi",
        "farsi conoscere nel quartiere",
        "aprire due giorni la settimana",
    ),
    Picture.TRUCK: (
        "chiedere i documenti",
        "iscriversi",
        "passare la teoria",
        "fare le prove",
        "dare l’esame",
    ),
    Picture.POT: (
        "trovare la cucina",
        "imparare le regole dell’igiene",
        "prendere pentole e banco",
        "cucinare per la prima festa",
        "scrivere un menù con i prezzi",
        "avere ordini per un mese",
    ),
    Picture.BOOK: (
        "chiedere i programmi",
        "prendere i libri",
        "dare il primo esame",
        "dare il secondo esame",
        "parlare con un tutore",
    ),
    Picture.LAPTOP: (
        "vedere due computer usati",
        "comprare",
        "imparare il programma",
        "dare il primo esame",
        "consegnare il lavoro",
        "chiedere la borsa di studio",
    ),
    Picture.TOOLS: (
        "iscriversi",
        "prendere scarpe e guanti",
        "fare la prova",
        "dare l’esame",
        "lavorare una settimana di prova",
    ),
    Picture.FAMILY: (
        "raccogliere i documenti",
        "farli tradurre",
        "portarli allo sportello",
        "preparare il viaggio",
    ),
    Picture.LEAF: (
        "vedere il terreno",
        "fare il corso base",
        "prendere i semi",
        "lavorare con i vicini",
        "raccogliere",
        "contare che cosa resta",
    ),
    Picture.EXCHANGE: (
        "parlare con i vicini",
        "scrivere che cosa sappiamo fare",
        "fare il primo scambio",
        "fare una festa nel cortile",
    ),
    Picture.HANDS: (
        "trovare il campo",
        "chiamare i vicini",
        "fare due allenamenti",
        "scegliere i colori",
        "giocare la prima partita",
        "fare il torneo",
    ),
}

HELPERS = ("", "", "", "una vicina", "un’insegnante", "la cerchia", "un amico", "il patronato")

HOW_WE_KNOW: dict[str, str] = {
    Domain.ENTERPRISE: "Ho clienti che pagano e so quanto resta a fine mese.",
    Domain.TRAINING_WORK: "Ho l’attestato in mano.",
    Domain.HOME: "Ho le chiavi e il contratto con il mio nome.",
    Domain.STUDY: "Gli esami sono nel libretto.",
    Domain.LICENCE_MOBILITY: "Ci vado da solo, con la patente o l’abbonamento.",
    Domain.FAMILY_PAPERS: "I documenti sono pronti e in regola.",
    Domain.EXCHANGE: "I vicini vengono ancora dopo tre mesi.",
}

QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("emeka", "en", "You paid for the pitch twice in May. Which week was the second for?"),
    ("tariq", "ur", "یہ برتن ٹھیلے کے لیے تھے یا گھر کے لیے؟"),
)
