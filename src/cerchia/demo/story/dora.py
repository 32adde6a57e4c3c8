"""Circle Dora as it stands on 19 September 2013: told day by day."""

from datetime import date

# Meetings held, with who was there (y), told us (j) or was not there (i).
PRESENCES: tuple[tuple[date, str], ...] = (
    # amal mahad ousmane selam zahra
    (date(2013, 3, 14), "yyyyy"),
    (date(2013, 3, 28), "yyyyy"),
    (date(2013, 4, 11), "yyyjy"),
    (date(2013, 5, 2), "yjyyy"),
    (date(2013, 5, 16), "yyyyj"),
    (date(2013, 5, 30), "yyyyy"),
    (date(2013, 6, 20), "yyyyy"),
    (date(2013, 7, 4), "yyyyj"),
    (date(2013, 7, 18), "yjyyy"),
    (date(2013, 8, 1), "yyiyy"),
    (date(2013, 8, 29), "yjyjy"),
    (date(2013, 9, 12), "yiyyi"),
)
PEOPLE = ("amal", "mahad", "ousmane", "selam", "zahra")
NEXT = date(2013, 9, 26)
ANSWERED = ("ousmane", "selam", "giulia", "ismail")

# Who saw or heard whom from 20 August on: day, the two, how.
ENCOUNTERS: tuple[tuple[int, int, str, str, str], ...] = (
    (8, 20, "ousmane", "giulia", "seen"),
    (8, 21, "amal", "selam", "seen"),
    (8, 21, "zahra", "farida", "phone"),
    (8, 22, "amal", "ismail", "seen"),
    (8, 22, "selam", "giulia", "seen"),
    (8, 23, "ousmane", "giulia", "seen"),
    (8, 24, "mahad", "paolo", "phone"),
    (8, 24, "ousmane", "selam", "message"),
    (8, 26, "mahad", "ismail", "phone"),
    (8, 26, "zahra", "giulia", "seen"),
    (8, 27, "amal", "paolo", "seen"),
    (8, 27, "zahra", "farida", "seen"),
    (8, 28, "selam", "paolo", "phone"),
    (8, 28, "ousmane", "giulia", "phone"),
    (8, 30, "zahra", "amal", "seen"),
    (8, 30, "zahra", "farida", "phone"),
    (8, 31, "amal", "selam", "message"),
    (9, 1, "zahra", "paolo", "phone"),
    (9, 2, "zahra", "farida", "seen"),
    (9, 2, "zahra", "giulia", "message"),
    (9, 3, "zahra", "amal", "message"),
    (9, 4, "amal", "ismail", "phone"),
    (9, 4, "ousmane", "giulia", "seen"),
    (9, 5, "selam", "giulia", "seen"),
    (9, 6, "amal", "selam", "seen"),
    (9, 7, "ousmane", "paolo", "seen"),
    (9, 9, "amal", "ismail", "seen"),
    (9, 9, "selam", "paolo", "message"),
    (9, 10, "amal", "giulia", "phone"),
    (9, 10, "ousmane", "giulia", "seen"),
    (9, 11, "selam", "giulia", "phone"),
    (9, 12, "ousmane", "selam", "message"),
    (9, 13, "amal", "ismail", "message"),
    (9, 14, "amal", "selam", "seen"),
    (9, 18, "amal", "paolo", "phone"),
    (9, 17, "ousmane", "giulia", "seen"),
)

# Steps by objective; those marked with a day are done.
Steps = tuple[tuple[str, date | None], ...]
STEPS: dict[str, dict[str, Steps]] = {
    "amal": {
        "Macchina da cucire": (
            ("chiedere alla zia quale macchina", date(2013, 4, 6)),
            ("vedere i prezzi in due negozi", date(2013, 5, 11)),
            ("provare tre macchine usate", date(2013, 9, 18)),
            ("comprare la macchina", None),
            ("cucire il primo vestito su misura", None),
        ),
        "Corso di cartamodelli": (
            ("iscrivermi al corso", date(2013, 4, 22)),
            ("finire il primo livello", date(2013, 7, 12)),
            ("finire il secondo livello", None),
            ("disegnare un modello mio", None),
        ),
        "Un banco al mercato": (
            ("visitare i mercati del sabato", date(2013, 6, 8)),
            ("parlare con chi ha già un banco", None),
            ("chiedere il posto in comune", None),
            ("aprire la partita IVA", None),
            ("preparare venti capi", None),
            ("provare un sabato", None),
        ),
    },
    "mahad": {
        "Una stanza": (
            ("scrivere quanto posso pagare", date(2013, 5, 4)),
            ("vedere tre stanze", None),
            ("firmare il contratto", None),
            ("portare la residenza", None),
        ),
        "Corso di magazziniere": (
            ("iscrivermi", date(2013, 4, 29)),
            ("finire le ore in aula", None),
            ("fare la prova", None),
        ),
        "Patentino del muletto": (("chiedere le date", None), ("dare l’esame", None)),
    },
    "ousmane": {
        "Un’officina piccola": (
            ("trovare un posto con la luce", date(2013, 4, 20)),
            ("prendere gli attrezzi", date(2013, 5, 6)),
            ("riparare la prima bicicletta", date(2013, 5, 25)),
            ("scrivere i prezzi", date(2013, 7, 13)),
            ("farmi conoscere nel quartiere", None),
            ("aprire due giorni la settimana", None),
        ),
        "Corso di meccanica": (
            ("iscrivermi", date(2013, 4, 15)),
            ("finire il modulo dei freni", date(2013, 6, 14)),
            ("finire il modulo dei cambi", date(2013, 7, 5)),
            ("fare la prova pratica", None),
            ("ritirare l’attestato", None),
        ),
    },
    "selam": {
        "Tasse e libri": (
            ("pagare la tassa", date(2013, 4, 10)),
            ("prendere i libri", date(2013, 4, 18)),
            ("dare il primo esame", date(2013, 6, 18)),
            ("dare il secondo esame", date(2013, 9, 6)),
            ("scegliere la tesi", None),
        ),
        "Una stanza": (
            ("vedere tre stanze", date(2013, 9, 14)),
            ("firmare il contratto", None),
            ("portare la residenza", None),
        ),
    },
    "zahra": {
        "Assistente all’infanzia": (
            ("iscrivermi al corso", date(2013, 5, 8)),
            ("fare il tirocinio in un nido", None),
            ("dare l’esame", None),
        ),
        "Mia figlia a scuola": (
            ("iscrivere mia figlia", date(2013, 6, 3)),
            ("parlare con la maestra", None),
        ),
        "Italiano, livello B1": (
            ("finire il livello A2", date(2013, 6, 21)),
            ("dare l’esame B1", None),
        ),
    },
}

# What Amal spent: day, objective, cents, her words, where, how it is proved.
AMAL: tuple[tuple[date, str, int, str, str, str], ...] = (
    (
        date(2013, 4, 8),
        "Macchina da cucire",
        2450,
        "مقص وخيوط وإبر",
        "Merceria Filo d’Oro",
        "photo",
    ),
    (
        date(2013, 4, 22),
        "Corso di cartamodelli",
        25000,
        "القسط الأول من الدورة",
        "Scuola Ago e Filo",
        "photo",
    ),
    (
        date(2013, 5, 3),
        "Corso di cartamodelli",
        3800,
        "ورق الباترون ومسطرة",
        "Cartoleria Bianca",
        "photo",
    ),
    (
        date(2013, 5, 20),
        "Macchina da cucire",
        32000,
        "دفعة أولى لماكينة الخياطة",
        "Macchine per cucire Gamba",
        "photo",
    ),
    (date(2013, 6, 8), "Un banco al mercato", 650, "تذاكر إلى الأسواق", "", "declaration"),
    (
        date(2013, 6, 27),
        "Corso di cartamodelli",
        18000,
        "القسط الثاني من الدورة",
        "Scuola Ago e Filo",
        "photo",
    ),
    (
        date(2013, 7, 15),
        "Macchina da cucire",
        14550,
        "قماش للتدريب",
        "Tessuti Porta Palazzo",
        "photo",
    ),
    (
        date(2013, 7, 27),
        "Un banco al mercato",
        21850,
        "طاولة ومظلة مستعملتان",
        "Mercatino del Balon",
        "photo",
    ),
    (date(2013, 8, 31), "Corso di cartamodelli", 3200, "دفتر وأقلام", "Cartoleria Bianca", "photo"),
    (date(2013, 9, 7), "Un banco al mercato", 7500, "علّاقات ومرآة", "Arredi Usati", "later"),
    (
        date(2013, 9, 17),
        "Macchina da cucire",
        27000,
        "دفعة ثانية لماكينة الخياطة",
        "Macchine per cucire Gamba",
        "photo",
    ),
)

PHONE = (date(2013, 9, 9), 7900, "Telefoon", "Telefoni Corso Giulio")
PHONE_ASKED = date(2013, 9, 10)
PHONE_QUESTION = "A quale obiettivo serve il telefono? Così lo scriviamo bene."
DROPPED = date(2013, 9, 15)
DROPPED_WHY = "Prima la stanza, poi il computer."

NOTES: tuple[tuple[date, str, str, str], ...] = (
    (date(2013, 5, 17), "giulia", "amal",
     "Vuole vedere i mercati con chi già vende. Chiediamo chi può accompagnarla un sabato."),
    (date(2013, 7, 19), "ismail", "mahad",
     "Al telefono risponde volentieri la sera. Per la stanza vuole decidere lui il quartiere."),
    (date(2013, 8, 30), "farida", "zahra",
     "Preferisce i messaggi scritti: li legge con sua figlia."),
    (date(2013, 9, 13), "paolo", "ousmane",
     "Sabato si vedono quattro biciclette alla volta: gli serve più spazio."),
)  # fmt: skip

DECISIONS: tuple[tuple[date, str, str, date], ...] = (
    (date(2013, 8, 29), "amal", "Scrivo a Zahra e le porto i miei appunti di italiano.",
     date(2013, 9, 5)),
    (date(2013, 9, 12), "ismail", "Chiamo Mahad e gli chiedo come va la ricerca della stanza.",
     date(2013, 9, 20)),
    (date(2013, 9, 12), "paolo", "Chiedo se un’officina dà spazio a Ousmane.", date(2013, 9, 26)),
)  # fmt: skip
