"""Those who asked to take part and did not, or came later; all sixty-one in the order in which
they came. Every one of them is invented, as is why somebody was proposed.
"""

from dataclasses import dataclass

from cerchia.demo.story.people import HUMANITARIAN, REFUGEE, SUBSIDIARY
from cerchia.demo.story.shapes import Says
from cerchia.demo.story.staff import BIELLA, TORINO
from cerchia.people.models import Protection

SEEKER, LONG_TERM = Protection.Status.ASYLUM_SEEKER, Protection.Status.EU_LONG_TERM
WAITING, APART, NOT_MET, OUTSIDE = "waiting", "apart", "not_met", "outside"
PROPOSED = "proposed"
WORK, STUDY, LICENCE = "training_work", "study", "licence_mobility"
OWN, HOME, FAMILY, EXCHANGE = "enterprise", "home", "family_papers", "exchange"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who is not among the participants of the story. `stood`: as of 21 February.

    `by`: who put them forward, if they did not do so themselves. `door`: the language in which
    they follow their candidacy on a phone, if they do.
    """

    key: str
    name: tuple[str, str]
    age: int
    status: str
    territory: str
    tongues: tuple[tuple[str, str], ...]
    wish: Says
    wish_it: str
    theme: str
    stood: str
    circle: str = ""
    why: str = ""
    by: str = ""
    script: str = ""
    is_woman: bool = False
    door: str = ""


ASKERS: tuple[Asker, ...] = (
    Asker(
        "abdoulaye", ("Abdoulaye", "Sow"), 29, HUMANITARIAN, TORINO,
        (("ff", "C2"), ("wo", "B2"), ("fr", "A2")),
        Says("fr", "Je veux le permis, pour travailler la nuit au marché."),
        "Voglio la patente, per lavorare di notte al mercato.", LICENCE, PROPOSED, "Po",
        why="Ha un posto anche in un corso del Comune, da aprile.", door="fr",
    ),
    Asker(
        "hamid", ("Hamid", "Faraji"), 34, REFUGEE, TORINO,
        (("fa", "C2"), ("prs", "C1"), ("ar", "B1")),
        Says("fa", "می‌خواهم مترجم باشم؛ همین حالا هم در بیمارستان رایگان ترجمه می‌کنم."),
        "Tradurre: lo faccio già in ospedale, gratis.", WORK, WAITING, "Sangone",
        why="Conosce già le cerchie dall’ospedale; può cominciare anche più tardi.",
        script="حمید", door="ar",
    ),
    Asker(
        "farhad", ("Farhad", "Nazari"), 27, SUBSIDIARY, TORINO, (("prs", "C2"), ("ur", "B2")),
        Says("prs", "می‌خواهم با پسر کاکایم یک خشک‌شویی باز کنم."),
        "Aprire una lavanderia con mio cugino.", OWN, WAITING, "Stura",
        why="Progetto in due: il cugino cerca ancora il locale.", script="فرهاد",
    ),
    Asker(
        "aminata", ("Aminata", "Traoré"), 24, SUBSIDIARY, TORINO, (("bm", "C2"), ("fr", "B2")),
        Says("fr", "Je veux apprendre à coiffer et travailler avec des amies."),
        "Voglio imparare a fare acconciature e lavorare con delle amiche.", WORK, WAITING,
        "Ceronda", why="Il corso che vuole comincia in autunno.", is_woman=True,
        by="Associazione Ponte d’Oglio, 011 0000 214",
    ),
    Asker(
        "dawit", ("Dawit", "Mesfin"), 31, REFUGEE, BIELLA, (("am", "C2"), ("en", "B1")),
        Says("en", "I want to bake bread and sell it in the valley."),
        "Voglio fare il pane e venderlo in valle.", OWN, WAITING, "Cervo",
        why="Il forno della valle riapre in estate.", script="ዳዊት",
    ),
    # --- Met, and not proposed ----------------------------------------------------------------
    Asker(
        "jawad", ("Jawad", "Popal"), 22, REFUGEE, TORINO, (("prs", "C2"), ("en", "B1")),
        Says("en", "I want to finish school in the evening."),
        "Voglio finire la scuola la sera.", STUDY, APART, "Stura",
        why="La scuola serale lo ha già preso, con la borsa di studio.", script="جواد",
    ),
    Asker(
        "sunday", ("Sunday", "Eze"), 33, HUMANITARIAN, TORINO, (("en", "C2"), ("it", "B1")),
        Says("en", "I have a job now. I want a room near it."),
        "Adesso ho un lavoro. Voglio una stanza lì vicino.", HOME, APART, "Po",
        why="L’agenzia per la casa lo segue già.",
    ),
    Asker(
        "fatima", ("Fatima", "Guled"), 26, SUBSIDIARY, TORINO, (("so", "C2"), ("ar", "B1")),
        Says("so", "Waxaan rabaa inaan carruurteyda keeno."),
        "Voglio far venire i miei figli.", FAMILY, APART, "Dora",
        why="Prima il ricongiungimento, con lo sportello: ne riparliamo.", is_woman=True,
    ),
    Asker(
        "mamadou", ("Mamadou", "Barry"), 25, SUBSIDIARY, TORINO, (("fr", "C1"), ("ff", "C2")),
        Says("fr", "Je cherche un travail de cuisinier, à Turin ou ailleurs."),
        "Cerco un lavoro di cuoco, a Torino o altrove.", WORK, APART, "Ceronda",
        why="Ha accettato un contratto a Milano da marzo.",
    ),
    Asker(
        "aziz", ("Aziz", "Rehman"), 40, SUBSIDIARY, BIELLA, (("ur", "C2"), ("it", "B1")),
        Says("ur", "مجھے صرف کاغذات میں مدد چاہیے۔"),
        "Ho bisogno di aiuto solo per i documenti.", FAMILY, APART, "Elvo",
        why="Chiede un aiuto per le carte: lo dà lo sportello.", script="عزیز",
    ),
    Asker(
        "rahel", ("Rahel", "Kidane"), 29, REFUGEE, BIELLA, (("ti", "C2"), ("it", "A2")),
        Says("ti", "ምስ ሓብተይ ኣብ ሮማ ክነብር እደሊ።"),
        "Voglio vivere con mia sorella a Roma.", HOME, APART, "Elvo",
        why="Parte in primavera per Roma, dalla sorella.", script="ራሄል", is_woman=True,
    ),
    # --- Can take part, and nobody has met them -----------------------------------------------
    Asker(
        "merhawi", ("Merhawi", "Tesfu"), 27, REFUGEE, TORINO, (("ti", "C2"),),
        Says("ti", "መካኒክ ክመሃር እደሊ።"), "Voglio imparare a fare il meccanico.", WORK, NOT_MET,
        by="Parrocchia della Pace, 011 0000 377",
    ),
    Asker(
        "samuel", ("Samuel", "Adeyemi"), 30, HUMANITARIAN, TORINO, (("en", "C2"),),
        Says("en", "I want to sing, and to live from something else."),
        "Voglio cantare, e vivere di altro.", EXCHANGE, NOT_MET,
    ),
    Asker(
        "nasir", ("Nasir", "Butt"), 35, SUBSIDIARY, BIELLA, (("ur", "C2"), ("en", "A2")),
        Says("ur", "میں گاڑی چلانا سیکھنا چاہتا ہوں۔"), "Voglio imparare a guidare.", LICENCE,
        NOT_MET, script="ناصر",
    ),
    Asker(
        "ibrahima", ("Ibrahima", "Camara"), 28, HUMANITARIAN, TORINO, (("fr", "B2"),),
        Says("fr", "Je veux une chambre et un contrat."), "Voglio una stanza e un contratto.",
        HOME, NOT_MET,
    ),
    Asker(
        "leyla", ("Leyla", "Aden"), 23, REFUGEE, TORINO, (("so", "C2"),),
        Says("so", "Waxaan rabaa inaan wax barto."), "Voglio studiare.", STUDY, NOT_MET,
        is_woman=True, by="Cooperativa Il Filo, 011 0000 590",
    ),
    # --- Outside the rules of this edition ----------------------------------------------------
    Asker(
        "pascal", ("Pascal", "Mbala"), 32, SEEKER, TORINO, (("fr", "C2"),),
        Says("fr", "Je veux ouvrir un atelier de couture."), "Voglio aprire una sartoria.", OWN,
        OUTSIDE,
    ),
    Asker(
        "sadiq", ("Sadiq", "Malik"), 26, SEEKER, BIELLA, (("ur", "C2"),),
        Says("ur", "میں کھیت میں کام کرنا چاہتا ہوں۔"), "Voglio lavorare nei campi.", WORK, OUTSIDE,
        script="صادق",
    ),
    Asker(
        "bakary", ("Bakary", "Sissoko"), 21, SEEKER, TORINO, (("bm", "C2"), ("fr", "A2")),
        Says("fr", "Je veux jouer et apprendre un métier."), "Voglio giocare e imparare un "
        "mestiere.", WORK, OUTSIDE,
    ),
    Asker(
        "hassan", ("Hassan", "Farole"), 17, REFUGEE, TORINO, (("so", "C2"), ("it", "B1")),
        Says("it", "Voglio diventare elettricista."), "", WORK, OUTSIDE,
        by="Comunità per minori Arcobaleno, 011 0000 118",
    ),
    Asker(
        "milad", ("Milad", "Azizi"), 16, REFUGEE, BIELLA, (("prs", "C2"), ("it", "B1")),
        Says("it", "Voglio giocare a pallone e studiare."), "", STUDY, OUTSIDE,
        script="میلاد", by="Comunità per minori La Valle, 015 0000 402",
    ),
    Asker(
        "grace", ("Grace", "Osei"), 30, SEEKER, TORINO, (("en", "C2"),),
        Says("en", "I want to look after old people."), "Voglio prendermi cura degli anziani.",
        WORK, OUTSIDE, is_woman=True,
    ),
    Asker(
        "youssef", ("Youssef", "Haddad"), 45, LONG_TERM, TORINO, (("ar", "C2"), ("it", "C1")),
        Says("ar", "أريد أن أوسّع دكاني."), "Voglio ingrandire il mio negozio.", OWN, OUTSIDE,
        script="يوسف",
    ),
    Asker(
        "tekle", ("Tekle", "Woldu"), 24, SEEKER, TORINO, (("ti", "C2"),),
        Says("ti", "ስራሕ እደሊ።"), "Voglio un lavoro.", WORK, OUTSIDE, script="ተክለ",
    ),
    Asker(
        "lamine", ("Lamine", "Ndiaye"), 38, LONG_TERM, BIELLA, (("wo", "C2"), ("fr", "B2")),
        Says("fr", "Je veux acheter un camion."), "Voglio comprare un camion.", OWN, OUTSIDE,
    ),
)  # fmt: skip

CAME = (
    "pascal", "mahad", "zahra", "amal", "emeka", "merhawi", "liban", "reza", "sunday", "imran",
    "ousmane", "yusuf", "hodan", "sadiq", "birtukan", "rokia", "samuel", "karim", "adam", "arash",
    "bakary", "koffi", "tesfay", "jawad", "naim", "blessing", "seydou", "moussa", "farhad", "yao",
    "abdoulaye", "idris", "fatima", "waqas", "hassan", "selam", "abdirahman", "mamadou", "bilal",
    "yonas", "tunde", "habib", "aminata", "grace", "farah", "filmon", "hamid", "tariq", "milad",
    "ibrahima", "aziz", "mariam", "mahamat", "dawit", "youssef", "osaze", "leyla", "rahel",
    "nasir", "tekle", "lamine",
)  # fmt: skip
"""Keys in the order of arrival: the first one is C-001."""

NO_WORDS = {
    "tunde": "Ufficio stranieri di Biella, 015 0000 260",
    "karim": "Scuola per autisti, 011 0000 731",
    "liban": "La madre, che abita con lui",
    "yusuf": "Un amico del palazzo, 011 0000 845",
}
"""Participants put forward by others: they said what they want later, in the circle."""

THEMES = {
    "amal": OWN, "mahad": HOME, "ousmane": OWN, "selam": STUDY, "zahra": STUDY, "emeka": OWN,
    "liban": STUDY, "reza": STUDY, "imran": WORK, "yusuf": EXCHANGE, "hodan": OWN, "birtukan": OWN,
    "rokia": OWN, "karim": LICENCE, "adam": STUDY, "arash": STUDY, "koffi": STUDY, "tesfay": HOME,
    "naim": HOME, "blessing": WORK, "seydou": WORK, "moussa": LICENCE, "yao": HOME,
    "idris": FAMILY, "waqas": WORK, "abdirahman": LICENCE, "bilal": STUDY, "tunde": WORK,
    "habib": OWN, "farah": OWN, "mariam": WORK, "yonas": LICENCE, "filmon": WORK, "tariq": OWN,
    "mahamat": EXCHANGE, "osaze": WORK,
}  # fmt: skip

WHY = {
    "amal": "Cuce da tre anni. Il gruppo le serve per il mercato.",
    "mahad": "Con una stanza sua può cercare lavoro; ha già chi lo aspetta in cerchia.",
    "ousmane": "Ripara già per i vicini. In zona c’è una ciclofficina.",
    "selam": "Studentessa, secondo anno. Può aiutare altri a iscriversi.",
    "zahra": "Vuole lavorare con i bambini; la figlia va già all’asilo del quartiere.",
    "emeka": "Conosce i mercati e i fornitori; gli manca il primo banco.",
    "liban": "Gli mancano due anni di università e una stanza dove studiare.",
    "reza": "Traduce già per altri: un titolo lo aiuterebbe subito.",
    "imran": "Ha mani da tecnico; un corso di saldatura comincia ad aprile.",
    "yusuf": "Tiene insieme i ragazzi del palazzo: da lì si comincia.",
    "hodan": "Cucina già per le feste; altre due donne vogliono farlo con lei.",
    "birtukan": "Sa fare l’injera e ha chi la compra; con Hodan e Rokia è un’impresa.",
    "rokia": "Ha tenuto i conti di una cucina: serve al gruppo.",
    "karim": "Il più giovane: con la patente trova lavoro subito.",
    "adam": "Studia e fa volontariato in ospedale.",
    "arash": "Iscritto a ingegneria, rischia di lasciare per le tasse.",
    "koffi": "Ammesso a infermieristica; abita troppo lontano.",
    "tesfay": "Cerca casa con Naim: in due il contratto è possibile.",
    "naim": "Cerca casa con Tesfay: in due il contratto è possibile.",
    "blessing": "Ha già tre clienti; le manca il diploma.",
    "seydou": "Vuole lavorare vicino al fratello; qui ha una prima rete.",
    "yao": "Fornaio di notte: con un contratto di casa resta.",
    "idris": "Ripara scarpe; la famiglia arriva quando c’è un reddito.",
    "waqas": "Elettricista senza titolo: il corso dura tre mesi.",
    "abdirahman": "In valle senza patente non si lavora.",
    "bilal": "Vuole studiare ragioneria; l’autobus c’è.",
    "tunde": "Una piccola impresa della valle lo proverebbe.",
    "habib": "Tesse come suo padre; a Biella ci sono la lana e un laboratorio.",
    "farah": "Ha un furgone promesso; lavorerebbe con Habib.",
    "yonas": "Un’officina della valle lo conosce già.",
    "filmon": "Cuoco, con la sorella da far venire.",
    "tariq": "Ha cucinato per la festa del paese: lo hanno richiesto.",
    "mahamat": "Contadino; i vicini gli prestano una terra.",
    "osaze": "Il Comune cerca chi sa potare.",
    "moussa": "Entrerebbe volentieri più tardi: ha un lavoro fino all’estate.",
    "mariam": "A Biella c’è una mediatrice dari e una casa per anziani che cerca.",
}

NEEDS = {
    WORK: "Un corso vicino, con orari adatti al lavoro; compagnia il primo giorno.",
    STUDY: "Libri, un posto dove studiare, aiuto con le carte dell’iscrizione.",
    LICENCE: "Un’autoscuola con i quiz nella propria lingua; i soldi delle guide.",
    OWN: "Capire permessi e fornitori; i primi attrezzi; qualcuno che guardi i conti.",
    HOME: "Una stanza con un contratto; la caparra.",
    FAMILY: "Le carte per la famiglia, e qualcuno che le legga insieme.",
    EXCHANGE: "Un posto e qualche vicino che cominci.",
}
"""What was written when the team met somebody, by the way in which their wish goes."""
