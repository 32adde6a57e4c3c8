"""Every component on six pages, with invented people: for tests of the look and of escaping."""

from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.http import HttpRequest
from django.template import engines

from cerchia.web import charts
from cerchia.web.context_processors import Chrome

FOLDER = Path(__file__).parent
PAGES = {
    "a-home": "project",
    "b-expense": "",
    "d-fund": "money",
    "e-circle": "circles",
    "f-today": "today",
    "k-states": "",
}
STARTS = datetime(2013, 9, 26, 15, 30, tzinfo=UTC)
TODAY = date(2013, 9, 19)
ITALIAN = {
    "mine": "Il tuo progetto",
    "voice": "La tua voce",
    "wish": "Voglio cucire vestiti su misura e avere un banco mio al mercato.",
    "goals": "I tuoi obiettivi",
    "left": "ti restano",
    "sewing": "Macchina da cucire",
    "course": "Corso di cartamodelli",
    "stall": "Un banco al mercato",
    "meeting": "Incontro della cerchia",
    "mediator": "Ismail traduce in arabo",
    "initials": "IO",
    "there": "Ci sarò",
    "add": "Aggiungi una spesa",
    "language": "Scegli la tua lingua",
    "saved": "Salvata sul telefono",
    "saved_text": "La inviamo quando torna la rete. Non devi fare altro.",
    "nothing": "Ancora nessuna spesa",
    "nothing_text": "Quando compri qualcosa per il tuo progetto, aggiungila qui.",
}
ARABIC = ITALIAN | {
    "mine": "مشروعك بكلماتك",
    "voice": "صوتك",
    "wish": "أريد أن أخيط ملابس على المقاس، وأن يكون لي ركن في السوق.",
    "goals": "أهدافك",
    "left": "بقي لك",
    "sewing": "ماكينة الخياطة",
    "course": "دورة تفصيل الملابس",
    "stall": "ركن في السوق",
    "meeting": "لقاء الحلقة",
    "mediator": "إسماعيل معنا للترجمة",
    "initials": "إس",
    "there": "سأحضر",
    "add": "إضافة مصروف",
}
NAMES = ["Amal", "Ismail", "Mahad", "Paolo", "Selam", "Ousmane", "Giulia", "Zahra", "Farida"]
ROLES = "participant mediator participant operator participant participant operator participant"
TIES = "AG3 AP3 AI4 AS5 AZ3 MI1 MP1 ZF5 ZG2 ZP1 SG4 SP4 SO2 OG6 OP1"
PERSONS = [
    ("Amal I.", "AI", "arabo, inglese", "yyyyyy", "Cucio un vestito per una vicina.", "ieri", ""),
    ("Mahad A.", "MA", "somalo, arabo", "yyjyj-", "Cerco una stanza.", "24 giorni fa", "care"),
    ("Selam T.", "ST", "tigrino", "yyyyjy", "Ho superato due esami.", "5 giorni fa", ""),
    ("Zahra R.", "ZR", "dari, farsi", "yjyyy-", "Studio l’italiano.", "16 giorni fa", "wait"),
]
PLANS = [
    ("Impresa", 2690000, 4120000, (68, 62)),
    ("Formazione e lavoro", 2140000, 2980000, (74, 68)),
    ("Casa", 1290000, 1860000, (66, 74)),
    ("Studio", 730000, 1490000, (51, 38)),
    ("Patente e spostamenti", 610000, 1150000, (47, 58)),
    ("Scambio e comunità", 190000, 480000, (44, 31)),
]


class SampleForm(forms.Form):
    what = forms.CharField(label="Che cosa", help_text="Come la chiami tu")
    amount = forms.CharField(label="Quanto hai pagato?")
    kind = forms.ChoiceField(
        label="Dove", choices=[("a", "Qui"), ("b", "Là")], widget=forms.RadioSelect, required=False
    )
    sure = forms.BooleanField(label="Sono d’accordo", required=False)
    why = forms.CharField(label="Perché", widget=forms.Textarea, required=False)


def words_of(text: dict[str, str], hostile: str) -> dict[str, str]:
    return {key: hostile + value for key, value in text.items()}


def _charts(hostile: str) -> dict[str, object]:
    roles = [*ROLES.split(), "mediator"]
    members = [
        charts.Member(name[0], hostile + name, name[0], role, "24 giorni fa" * (name == "Mahad"))
        for name, role in zip(NAMES, roles, strict=True)
    ]
    ties = [charts.Tie(tie[0], tie[1], int(tie[2])) for tie in TIES.split()]
    weights = [("Ousmane", "Giulia, 6 volte su 9", 67), ("Mahad", "Ismail, 1 su 2", 50)]
    weights += [("Zahra", "Farida, 4 su 9", 44), ("Amal", "Ismail, 4 su 13", 31)]
    phases = [
        charts.Phase(f"{hostile}Selezione: 35 persone", date(2013, 1, 1), date(2013, 2, 28)),
        charts.Phase("Sviluppo dei progetti", date(2013, 3, 1), date(2013, 12, 31)),
    ]
    marks = [
        charts.Mark(f"{hostile}30 patti firmati", date(2013, 3, 28)),
        charts.Mark("verifica dei 90 giorni", date(2013, 6, 20)),
        charts.Mark("snodo dei 180 giorni", date(2013, 10, 3)),
        charts.Mark("misura finale", date(2013, 11, 26)),
    ]
    balances = [
        charts.Balance(f"{hostile}Torino", "24 posti su 24", 24, 24),
        charts.Balance("Biella", "11 posti su 11", 11, 11),
        charts.Balance("Donne", "8, almeno 8", 8, 8, added=1),
        charts.Balance("Studenti universitari", "7, tra 6 e 8", 7, 6, 8),
    ]
    known = [22, 30, 37, 44, 49, 51, 59]
    series = [
        charts.Series("conosciute", known, 0),
        charts.Series("contattate", [8, 17, 25, 33, 39, 41, 48], 2),
        charts.Series(f"{hostile}attive", [1, 3, 6, 9, 12, 13, 16], 1),
    ]
    small = [charts.Series(one.name, [v // 2 for v in one.values], one.tone) for one in series]
    plans = [charts.Plan(hostile + name, spent, plan, by) for name, spent, plan, by in PLANS]
    months = ("mar", "giu", "set")
    return {
        "ring_chart": charts.relation_ring(
            members, ties, sentence=f"{hostile}Nove persone.", notice=("O", "G")
        ),
        "weight_chart": charts.contact_weights(
            [charts.Weight(hostile + a, b, c, notice=c > 60) for a, b, c in weights],
            sentence="Ousmane 67 per cento.",
        ),
        "phases_chart": charts.timeline(
            phases, marks, today=TODAY, sentence="Il 2013.", closing="chiusura 31 dicembre"
        ),
        "balance_chart": charts.balance_bars(balances, sentence="In equilibrio."),
        "plan_chart": charts.planned_and_spent(
            plans, columns=("Torino", "Biella"), sentence="Previsto e speso."
        ),
        "growth_one": charts.growth(series, ticks=months, most=60, sentence="Torino cresce."),
        "growth_two": charts.growth(small, ticks=months, most=60, sentence="Biella cresce."),
        "heads": [f"{hostile}Nome", "Quota"],
        "rows": [(hostile + a, c) for a, _b, c in weights],
        "plan_heads": ["Area", "Speso"],
        "plan_rows": [(hostile + name, spent) for name, spent, *_rest in PLANS],
    }


def _lists(hostile: str) -> dict[str, object]:
    states = {"y": "here", "j": "told", "-": "away"}
    keys = ("name", "initials", "languages", "att", "now", "ago", "tone")
    persons = [dict(zip(keys, person, strict=True)) for person in PERSONS]
    return {
        "persons": [
            {
                **one,
                "name": hostile + one["name"],
                "now": hostile + one["now"],
                "att": [states[mark] for mark in one["att"]],
                "steps": "6 di 15",
            }
            for one in persons
        ],
        "answers": [
            {"initials": "HA", "answer": "yes", "word": f"{hostile}Sì"},
            {"initials": "BT", "answer": "yes", "word": "Sì"},
            {"initials": "tu", "answer": "", "word": "Manchi tu"},
        ],
        "members": [
            {"name": f"{hostile}Hodan", "initials": "HA", "note": "tiene il conto"},
            {"name": "Birtukan", "initials": "BT", "note": "fa gli acquisti"},
            {"name": "Rokia, tu", "initials": "RK", "note": "tiene gli scontrini"},
        ],
        **_news(hostile),
        **_choices(hostile),
    }


def _news(hostile: str) -> dict[str, object]:
    return {
        "alerts": [
            {
                "title": f"{hostile}Cerchia Cervo è senza mediatore",
                "text": "dal 9 settembre. I soldi vanno avanti.",
                "url": "#",
                "tone": "care",
            },
            {
                "title": "Un patto firmato aspetta i soldi",
                "text": "da 7 giorni lavorativi: la banca ha rifiutato il conto.",
                "url": "#",
                "tone": "care",
            },
            {
                "title": "Cerchia Po:",
                "text": "il 74% dei contatti di una persona è con lo stesso operatore.",
                "url": "#",
                "tone": "care",
            },
            {
                "title": "12 realtà di Biella",
                "text": "nominate e non ancora contattate.",
                "url": "#",
                "tone": "note",
            },
            {
                "title": "2 verifiche dei 90 giorni",
                "text": "da rimettere in agenda.",
                "url": "#",
                "tone": "note",
            },
        ],
        "changes": [
            {
                "icon": "check",
                "hue": 1,
                "title": f"{hostile}Amal",
                "text": "ha finito un passo: provare tre macchine usate.",
                "when": "ieri, lo ha segnato lei",
            },
            {
                "icon": "pencil",
                "hue": 4,
                "title": "Selam",
                "text": "ha cambiato un obiettivo: prima la stanza, poi il computer.",
                "when": "15 settembre, lo ha deciso lei",
            },
            {
                "icon": "gift",
                "hue": 3,
                "title": "Ciclofficina Ruota Piena",
                "text": "offre 10 ore di officina a Ousmane.",
                "when": "14 settembre, aspetta il suo sì",
            },
        ],
    }


def _choices(hostile: str) -> dict[str, object]:
    sections = ["Oggi", "Cerchie", "Persone", "Fondi", "Rete", "Selezione", "Agenda", "Dossier"]
    return {
        "figures": [
            {"label": "Persone, in 7 cerchie", "value": "35", "note": "24 Torino, 11 Biella"},
            {"label": "Affidati alle persone", "value": f"{hostile}126.000 €", "note": "63% speso"},
            {"label": "Dalla firma ai soldi", "value": "4 giorni", "note": "mediana, massimo 19"},
            {"label": "Desideri nati dalla persona", "value": "26 su 30", "note": "progetti"},
            {"label": "Realtà attive", "few": f"{hostile}sotto 5 non si mostra"},
        ],
        "views": [
            {"label": f"{hostile}Torino e Biella", "url": "#", "current": True},
            {"label": "Torino", "url": "#"},
            {"label": "Biella", "url": "#"},
        ],
        "steps": [
            {"title": f"{hostile}Patto firmato", "note": "28 marzo", "state": "done"},
            {"title": "Soldi sul conto", "note": "entro venerdì 5 aprile", "state": "now"},
            {"title": "Prima spesa", "state": "later"},
            {"title": "Verifica", "note": "011 000 0000", "state": "late"},
        ],
        "langs": [
            {"code": "it", "name": "Italiano", "current": True},
            {"code": "ar", "name": "العربية"},
            {"code": "ti", "name": f"{hostile}ትግርኛ"},
        ],
        "facts_rows": [{"label": f"{hostile}Nato", "value": f"{hostile}a Torino"}],
        "navigation": [{"key": one.lower(), "url": "#", "label": one} for one in sections],
        "chip": {"url": "#", "label": f"{hostile}Non Solo Asilo 2 · Torino"},
        "account": {"url": "#", "label": f"{hostile}Giulia F., operatrice", "initials": "GF"},
        "crumbs": [(f"{hostile}Cerchie di Torino", "#")],
    }


def context_of(page: str, *, arabic: bool = False, hostile: str = "") -> dict[str, object]:
    form = SampleForm({"amount": "38,50", "what": hostile} if page == "b-expense" else {})
    if page == "b-expense":
        form = SampleForm(initial={"amount": "38,50"})
    return {
        **_charts(hostile),
        **_lists(hostile),
        "t": words_of(ARABIC if arabic else ITALIAN, hostile),
        "form": form,
        "starts": STARTS,
        "shot_state": "sent",
        "tab": PAGES[page],
        "section": {"e-circle": "cerchie", "f-today": "oggi"}.get(page, ""),
        "back_url": "#" if page in {"b-expense", "d-fund"} else "",
    }


def render_page(request: HttpRequest, page: str, *, arabic: bool = False, hostile: str = "") -> str:
    """The page `page` of this folder, in the language that is active."""
    template = engines["django"].from_string((FOLDER / f"{page}.html").read_text("utf-8"))
    context = context_of(page, arabic=arabic, hostile=hostile)
    return template.render({"ui": Chrome(request), **context}, request)
