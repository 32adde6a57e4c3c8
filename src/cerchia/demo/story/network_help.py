"""What the organisations offered, what was promised for which step, and what is still needed."""

from dataclasses import dataclass
from datetime import date

YEAR = 2013


def on(month: int, day: int) -> date:
    return date(YEAR, month, day)


@dataclass(frozen=True, slots=True)
class Put:
    """An offer: kind of help, words, how much in which unit, euros for one, on which day."""

    of: str
    help: str
    what: str
    quantity: int
    unit: str
    euros: int
    day: date


@dataclass(frozen=True, slots=True)
class Promise:
    """An offer taken up: by its body and number, for the step of a goal of a plan; its days.

    `asked` says that the step had asked the territory first; `given` is what came when only a part
    did, `why` the reason; `shares` says that the person let their first name be known.
    """

    of: str
    number: int
    plan: str
    goal: str
    step: int
    quantity: int
    laid: date
    ended: date
    outcome: str = "kept"
    given: int | None = None
    why: str = ""
    asked: str = ""
    shares: bool = True


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a step needs and nobody has promised by September."""

    what: str
    help: str
    quantity: int
    unit: str
    place: str
    by: date | None
    plan: str
    goal: str
    step: int
    day: date


PUTS: tuple[Put, ...] = (
    Put("Tipografia Tre Torchi", "work_trial", "Posti di prova, tre settimane in tipografia",
        2, "places", 0, on(5, 3)),
    Put("Tipografia Tre Torchi", "goods", "Volantini stampati", 200, "pieces", 1, on(5, 20)),
    Put("Tipografia Tre Torchi", "advice", "Ore di conti con la nostra contabile",
        6, "hours", 25, on(7, 8)),
    Put("Ciclofficina Ruota Piena", "tools", "Attrezzi e un banco il sabato",
        20, "days", 10, on(4, 30)),
    Put("Scuola serale Riviera", "course", "Posti al corso serale", 6, "places", 60, on(4, 18)),
    Put("Scuola serale Riviera", "space", "Un’aula il sabato mattina", 10, "times", 12, on(6, 10)),
    Put("Circolo del ricamo Filo Lungo", "tools", "Due macchine da cucire da usare",
        12, "times", 8, on(5, 16)),
    Put("Circolo del ricamo Filo Lungo", "time", "Un pomeriggio di ricamo insieme",
        6, "times", 0, on(6, 20)),
    Put("Cooperativa Orto Mobile", "traineeship", "Tirocinio nella serra",
        2, "places", 0, on(7, 15)),
    Put("Comitato mercato Tre Tettoie", "stall", "Banco di prova il sabato",
        6, "days", 20, on(5, 6)),
    Put("Comitato mercato Tre Tettoie", "contacts", "Un giro con chi ha già un banco",
        3, "times", 0, on(9, 10)),
    Put("Falegnameria Bosco Corto", "goods", "Letti e tavoli usati", 8, "pieces", 40, on(6, 4)),
    Put("Autoscuola Semaforo Blu", "course", "Ore di teoria per la patente",
        20, "hours", 12, on(5, 13)),
    Put("Officina meccanica Bielle Lente", "work_trial", "Due settimane di prova in officina",
        2, "places", 0, on(8, 26)),
    Put("Sartoria Ago d’Argento", "traineeship", "Tirocinio in sartoria",
        1, "places", 0, on(6, 24)),
    Put("Sartoria Ago d’Argento", "goods", "Scampoli di stoffa", 30, "pieces", 3, on(7, 22)),
    Put("Forno Due Lune", "work_trial", "Notti di prova al forno", 6, "days", 0, on(5, 27)),
    Put("Biblioteca Il Ponte", "space", "Sala studio la sera", 40, "times", 0, on(4, 22)),
    Put("Cooperativa sociale Passo Pari", "advice", "Orientamento al lavoro",
        12, "hours", 20, on(4, 24)),
    Put("Cooperativa sociale Passo Pari", "job", "Un posto da aiuto, tre mesi",
        1, "places", 0, on(9, 5)),
    Put("Donne d’Acqua Dolce", "time", "Chi sta con i bambini durante i corsi",
        30, "hours", 8, on(5, 30)),
    Put("Studio contabile Penna e Registro", "advice", "Primo anno di conti per chi apre",
        10, "hours", 40, on(6, 6)),
    Put("Polisportiva Barriera Verde", "space", "Il campo due sere la settimana",
        20, "times", 15, on(5, 8)),
    Put("Università popolare Lungofiume", "course", "Lezioni di statistica e matematica",
        12, "hours", 18, on(10, 8)),
    Put("Trattoria Ponte Basso", "work_trial", "Prova in cucina", 2, "places", 0, on(10, 15)),
    Put("Trattoria Ponte Basso", "contacts", "Due cene con clienti nuovi",
        2, "times", 0, on(11, 4)),
    Put("Centro di formazione Mani Abili", "course", "Corso breve di igiene degli alimenti",
        3, "places", 60, on(10, 21)),
    Put("Parrocchia San Biagio al Fiume", "space", "La sala della festa",
        3, "times", 30, on(10, 28)),
    Put("Parrocchia San Biagio al Fiume", "goods", "Coperte e pentole",
        20, "pieces", 5, on(11, 11)),
    Put("Lanificio Val Scura", "traineeship", "Tirocinio al telaio", 2, "places", 0, on(4, 15)),
    Put("Lanificio Val Scura", "goods", "Rocche di lana di scarto", 60, "pieces", 2, on(6, 17)),
    Put("Donne di Valle", "time", "Chi accompagna dal medico o a scuola",
        12, "times", 0, on(5, 21)),
    Put("Tessitura Trama Fitta", "tools", "Un telaio da usare due mattine",
        16, "times", 10, on(5, 9)),
    Put("Tessitura Trama Fitta", "contacts", "Botteghe che vendono tappeti",
        3, "times", 0, on(8, 5)),
    Put("Azienda agricola Prato Alto", "space", "Un pezzo di terra per l’orto",
        8, "months", 20, on(4, 11)),
    Put("Impresa edile Muro Dritto", "work_trial", "Settimane di prova in cantiere",
        3, "weeks", 0, on(5, 15)),
    Put("Rete parrocchie del Cervo", "room", "Una stanza per due mesi",
        2, "months", 150, on(4, 17)),
    Put("Rete parrocchie del Cervo", "transport", "Passaggi in auto la mattina",
        20, "times", 5, on(5, 28)),
    Put("Cooperativa Filo di Lana", "job", "Un posto di tre mesi", 1, "places", 0, on(7, 3)),
    Put("Autoscuola Curva Larga", "course", "Guide in più prima dell’esame",
        10, "hours", 25, on(8, 20)),
    Put("Centro di formazione Telaio", "course", "Corso di disegno dei tessuti",
        2, "places", 90, on(10, 10)),
    Put("Apicoltori della Serra", "tools", "Due arnie e una tuta", 2, "pieces", 60, on(10, 16)),
    Put("Osteria Polenta Alta", "work_trial", "Prova in cucina nei fine settimana",
        6, "days", 0, on(10, 23)),
    Put("Osteria Polenta Alta", "contacts", "Ordini per due feste", 2, "times", 0, on(11, 13)),
)  # fmt: skip

PROMISES: tuple[Promise, ...] = (
    Promise("Tipografia Tre Torchi", 0, "mahad", "Corso di magazziniere", 1, 1,
            on(6, 10), on(8, 2), asked="Un posto di prova in un magazzino piccolo"),
    Promise("Tipografia Tre Torchi", 1, "amal", "Un banco al mercato", 4, 200,
            on(8, 27), on(9, 14), asked="Volantini per un banco nuovo"),
    Promise("Tipografia Tre Torchi", 2, "trio", "Il posto al mercato", 4, 6,
            on(9, 2), on(10, 21), asked="Ore di conti per chi apre"),
    Promise("Ciclofficina Ruota Piena", 0, "ousmane", "Un’officina piccola", 5, 10,
            on(9, 6), on(11, 16)),
    Promise("Scuola serale Riviera", 0, "zahra", "Italiano, livello B1", 0, 1,
            on(4, 26), on(6, 21), asked="Un corso di italiano la sera"),
    Promise("Scuola serale Riviera", 1, "reza", "Corso di scrittura in italiano", 2, 6,
            on(6, 18), on(9, 4), "partly_kept", 4, "less_time", shares=False),
    Promise("Circolo del ricamo Filo Lungo", 0, "amal", "Macchina da cucire", 2, 4,
            on(6, 5), on(7, 20)),
    Promise("Donne d’Acqua Dolce", 0, "blessing", "Chi tiene mio figlio durante il corso", 1, 20,
            on(6, 12), on(11, 8), asked="Qualcuno che stia con un bambino due sere"),
    Promise("Cooperativa Orto Mobile", 0, "moussa", "Muletto e giardino", 0, 1,
            on(9, 30), on(12, 6)),
    Promise("Comitato mercato Tre Tettoie", 0, "emeka", "Un banco di scarpe e cinture", 3, 2,
            on(5, 20), on(6, 22)),
    Promise("Comitato mercato Tre Tettoie", 1, "amal", "Un banco al mercato", 1, 1,
            on(9, 17), on(10, 12)),
    Promise("Falegnameria Bosco Corto", 0, "casa", "La casa e i mobili", 3, 3,
            on(6, 20), on(7, 27), asked="Letti e un tavolo per due"),
    Promise("Falegnameria Bosco Corto", 0, "mahad", "Una stanza", 2, 2,
            on(9, 3), on(11, 20), "not_kept", why="plans_changed"),
    Promise("Autoscuola Semaforo Blu", 0, "karim", "Patente B", 1, 6, on(5, 27), on(7, 5)),
    Promise("Autoscuola Semaforo Blu", 0, "imran", "Patente B", 1, 6, on(9, 9), on(10, 25)),
    Promise("Officina meccanica Bielle Lente", 0, "ousmane", "Corso di meccanica", 3, 1,
            on(9, 4), on(10, 18)),
    Promise("Sartoria Ago d’Argento", 0, "amal", "Corso di cartamodelli", 2, 1,
            on(7, 4), on(8, 30), "not_kept", why="less_time"),
    Promise("Studio contabile Penna e Registro", 0, "emeka", "Un banco di scarpe e cinture", 4, 4,
            on(6, 26), on(8, 9), "not_kept", why="plans_changed", shares=False),
    Promise("Forno Due Lune", 0, "casa", "Corso di panettiere", 2, 3, on(6, 14), on(7, 13)),
    Promise("Biblioteca Il Ponte", 0, "selam", "Tasse e libri", 3, 10,
            on(5, 24), on(9, 6), shares=False),
    Promise("Cooperativa sociale Passo Pari", 0, "adam",
            "Corso per operatore socio-sanitario", 0, 4, on(5, 13), on(6, 28)),
    Promise("Polisportiva Barriera Verde", 0, "yusuf", "La squadra e il torneo", 2, 8,
            on(5, 29), on(8, 10), "partly_kept", 6, "no_date", asked="Un campo la sera"),
    Promise("Lanificio Val Scura", 0, "wool", "Corso di tessitura", 2, 1, on(5, 6), on(7, 26)),
    Promise("Lanificio Val Scura", 1, "wool", "Il laboratorio", 2, 40,
            on(7, 1), on(8, 23), asked="Lana per i primi tappeti"),
    Promise("Donne di Valle", 0, "mariam", "Il nido durante il corso", 1, 6,
            on(6, 6), on(11, 15), "partly_kept", 4, "less_time"),
    Promise("Tessitura Trama Fitta", 0, "wool", "Il laboratorio", 3, 8, on(6, 3), on(9, 10)),
    Promise("Tessitura Trama Fitta", 1, "wool", "Il laboratorio", 5, 2,
            on(8, 28), on(12, 4), "partly_kept", 1, "other"),
    Promise("Azienda agricola Prato Alto", 0, "mahamat", "Un orto condiviso", 0, 6,
            on(4, 29), on(11, 22), "partly_kept", 5, "other", asked="Un pezzo di terra"),
    Promise("Impresa edile Muro Dritto", 0, "tunde", "Corso di edilizia e sicurezza", 4, 2,
            on(6, 4), on(7, 19), "not_kept", why="too_far", shares=False),
    Promise("Rete parrocchie del Cervo", 0, "osaze", "Una stanza", 0, 1, on(5, 2), on(6, 30)),
    Promise("Rete parrocchie del Cervo", 1, "bilal", "Abbonamento dell’autobus", 0, 10,
            on(6, 11), on(7, 31)),
    Promise("Autoscuola Curva Larga", 0, "abdirahman", "Patente B", 2, 4, on(9, 5), on(10, 30)),
    Promise("Osteria Polenta Alta", 0, "filmon", "Corso di cuoco", 2, 3, on(11, 6), on(12, 8)),
)  # fmt: skip

# Laid beside a step, and the person said no: body, number of the offer, plan, goal, step, days.
DECLINED = ("Tipografia Tre Torchi", 0, "emeka", "Patente B", 2, on(9, 24), on(9, 27))

LACKS: tuple[Lack, ...] = (
    Lack("Sei ore di conti", "advice", 6, "hours", "Biella", on(10, 31), "wool",
         "Il laboratorio", 4, on(9, 6)),
    Lack("Un garage per tre mesi", "space", 3, "months", "Torino", None, "ousmane",
         "Un’officina piccola", 4, on(9, 13)),
    Lack("Un passaggio alle 5", "transport", 20, "times", "Valdilana", on(12, 20), "bilal",
         "Abbonamento dell’autobus", 1, on(9, 9)),
    Lack("Una stanza con la luce, per uno", "room", 1, "places", "Torino", on(11, 30), "mahad",
         "Una stanza", 1, on(8, 30)),
    Lack("Un nido dove fare il tirocinio", "traineeship", 1, "places", "Torino", on(10, 31),
         "zahra", "Assistente all’infanzia", 1, on(9, 4)),
    Lack("Tre ore con chi conosce le regole dei mercati", "advice", 3, "hours", "Torino",
         on(10, 15), "amal", "Un banco al mercato", 2, on(9, 12)),
    Lack("Quattro ore di statistica", "course", 4, "hours", "Torino", on(11, 15), "liban",
         "Tasse, libri e computer", 4, on(8, 29)),
    Lack("Una cucina in regola, due sere", "space", 8, "times", "Torino", on(11, 30), "trio",
         "La cucina", 5, on(9, 11)),
    Lack("Due settimane di prova in cucina", "work_trial", 1, "places", "Biella", on(11, 30),
         "tariq", "Corso di cuoco", 3, on(9, 2)),
    Lack("Un camion per fare pratica", "tools", 4, "times", "Biella", on(11, 15), "yonas",
         "Patente C", 3, on(8, 26)),
    Lack("Chi legge due fogli in un’altra lingua", "advice", 2, "hours", "Torino", on(10, 20),
         "idris", "Documenti e biglietto per mia moglie", 1, on(9, 5)),
    Lack("Un letto e un tavolo", "goods", 2, "pieces", "Torino", on(10, 10), "koffi",
         "Una stanza vicino all’ospedale", 2, on(9, 3)),
    Lack("Tre arnie in prestito", "tools", 3, "pieces", "Mongrando", on(10, 31), "mahamat",
         "Le api", 2, on(8, 28)),
    Lack("Sei ore di guida in più", "course", 6, "hours", "Torino", on(12, 10), "moussa",
         "Patente B", 2, on(9, 16)),
)  # fmt: skip
