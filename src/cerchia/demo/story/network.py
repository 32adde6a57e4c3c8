"""The organisations of both territories, all invented, by how far they came in a year.

A line: name | municipality | kind | fields | who named it first. Fields: r refugees, m migration,
w work and social insertion, o other; b marks a business, p one whose entry is public.
"""

from dataclasses import dataclass
from datetime import date

from cerchia.demo.story.staff import BIELLA, TORINO


@dataclass(frozen=True, slots=True)
class Body:
    """`september` and `january` say how far it had come: E engaged, A answered, C contacted,
    K known, - not known yet.
    """

    name: str
    place: str
    kind: str
    marks: str
    named_by: str
    territory: str
    september: str
    january: str

    @property
    def is_business(self) -> bool:
        return "b" in self.marks


TORINO_BODIES = {
    "EE": """
        Tipografia Tre Torchi | Torino | workshop | bwp | amal
        Ciclofficina Ruota Piena | Torino | workshop | bwp | ousmane
        Scuola serale Riviera | Torino | adult_school | rmwp | selam
        Circolo del ricamo Filo Lungo | Torino | aps | op | amal
        Cooperativa Orto Mobile | Torino | cooperative_b | rwp | paolo
        Comitato mercato Tre Tettoie | Torino | market | ow | amal
        Falegnameria Bosco Corto | Torino | workshop | bw | imran
        Autoscuola Semaforo Blu | Torino | shop | bo | karim
        Officina meccanica Bielle Lente | Collegno | workshop | bw | karim
        Sartoria Ago d’Argento | Torino | workshop | bwp | blessing
        Forno Due Lune | Torino | shop | bw | yao
        Biblioteca Il Ponte | Torino | library | rop | liban
        Cooperativa sociale Passo Pari | Torino | cooperative_a | rmwp | giulia
        Donne d’Acqua Dolce | Torino | community | rm | hodan
        Studio contabile Penna e Registro | Torino | factory | bo | davide
        Polisportiva Barriera Verde | Torino | sports | mop | yusuf
    """,
    "AE": """
        Università popolare Lungofiume | Torino | university | ro | arash
        Trattoria Ponte Basso | Torino | restaurant | bw | rokia
        Centro di formazione Mani Abili | Torino | training | rw | blessing
        Parrocchia San Biagio al Fiume | Torino | parish | rm | chiara
    """,
    "AA": """
        Ospitalità Casa Larga | Torino | housing | rm | mahad
        Sportello casa Quattro Mura | Torino | housing | ro | davide
        Asilo nido Il Nespolo | Torino | school | o | zahra
        Ferramenta Chiodo Fisso | Torino | shop | bo | imran
        Ristorante Zafferano Lento | Torino | restaurant | bw | birtukan
        Cooperativa Tetto Comune | Moncalieri | cooperative_a | rw | chiara
        Patronato Voce Piana | Torino | trade_union | rmw | idris
        Associazione Corno d’Oriente | Torino | community | rm | selam
        Fondazione Pietra Chiara | Torino | foundation | ro | marta
        Vivaio Terra Smossa | Nichelino | farm | bw | koffi
        Teatro del Cortile | Torino | aps | mo | reza
        Centro per l’impiego Corso Lungo | Torino | job_centre | rw | giulia
        Mutuo soccorso del Borgo | Torino | mutual_aid | o | marta
    """,
    "CA": """
        Libreria Segno Doppio | Torino | shop | bo | reza
        Camera di commercio Due Fiumi | Torino | chamber | w | davide
        Scuola d’infanzia Girasole Alto | Torino | school | ro | zahra
        Gruppo volontari Lanterna | Torino | odv | rm | adam
    """,
    "CC": """
        Circoscrizione Sei Ponti | Torino | municipality | ro | giulia
        Ambulatorio Stradella | Torino | health | rm | chiara
        Emporio Seconda Mano | Torino | shop | bo | blessing
        Palestra Gomito Alto | Torino | sports | o | tesfay
        Comunità del Levante | Torino | community | rm | naim
        Traslochi Mani Ferme | Settimo Torinese | factory | bw | waqas
        Consorzio servizi Valle Bassa | Rivoli | consortium | rm | paolo
        Associazione Pane e Alfabeto | Torino | odv | rm | zahra
        Sindacato inquilini Porta Aperta | Torino | trade_union | ro | mahad
        Cascina Riva Storta | Chieri | farm | bw | koffi
        Sala di preghiera del Cortile | Torino | parish | rm | idris
    """,
    "KA": """
        Gruppo cucito Bottone Giallo | Torino | other_association | o | amal
    """,
    "KC": """
        Panetteria Lievito Lento | Torino | shop | bw | waqas
        Doposcuola Matita Corta | Torino | odv | ro | zahra
        Circolo Bocce e Tè | Torino | other_association | o | mahad
        Istituto tecnico Ruota Dentata | Grugliasco | school | rw | arash
        Radio di quartiere Onda Bassa | Torino | aps | o | yusuf
    """,
    "KK": """
        Parrocchia della Barca | Torino | parish | o | ousmane
        Condominio Scala C | Torino | other | o | tesfay
        Mensa Tavola Lunga | Torino | onlus | m | rokia
        Agenzia del lavoro Prima Fila | Torino | other | w | adam
        Laboratorio Officina Idee | Torino | aps | wo | emeka
    """,
    "-A": """
        Pasticceria Nocciola Tonda | Torino | shop | bw | hodan
    """,
    "-C": """
        Scuola di italiano Parola Nuova | Torino | odv | rm | moussa
        Volontari Ponte Levatoio | Torino | odv | rm | imran
    """,
    "-K": """
        Ludoteca Cerchio Rosso | Torino | aps | o | blessing
    """,
}
BIELLA_BODIES = {
    "EE": """
        Lanificio Val Scura | Valdilana | factory | bwp | elena
        Donne di Valle | Andorno Micca | aps | rmp | mariam
        Tessitura Trama Fitta | Biella | workshop | bw | farah
        Azienda agricola Prato Alto | Graglia | farm | bwp | osaze
        Impresa edile Muro Dritto | Cossato | factory | bw | tunde
        Rete parrocchie del Cervo | Biella | parish | rm | luca
        Cooperativa Filo di Lana | Biella | cooperative_b | rwp | elena
        Autoscuola Curva Larga | Biella | shop | bo | abdirahman
    """,
    "AE": """
        Centro di formazione Telaio | Biella | training | rw | elena
        Apicoltori della Serra | Mongrando | other_association | o | mahamat
        Osteria Polenta Alta | Sordevolo | restaurant | bw | filmon
    """,
    "AA": """
        Cascina Melagrana | Masserano | farm | bw | mahamat
    """,
    "CA": """
        Scuola alberghiera Valle Lunga | Biella | school | rw | tariq
        Sportello lavoro di valle | Valdilana | job_centre | rw | luca
        Trasporti Curva e Tornante | Andorno Micca | factory | bo | yonas
        Orti condivisi La Baraggia | Candelo | other_association | o | mahamat
    """,
    "CC": """
        Consultorio La Roggia | Cossato | health | ro | mariam
    """,
    "KA": """
        Mutuo soccorso dei Tessitori | Biella | mutual_aid | rm | habib
    """,
    "KC": """
        Pro loco Tre Comignoli | Zumaglia | other_association | o | osaze
        Maglificio Punto Basso | Gaglianico | factory | bw | farah
        Segheria Quattro Venti | Netro | workshop | bw | osaze
        Ufficio sociale Alta Serra | Mongrando | municipality | rm | luca
        Biblioteca Lana e Carta | Cossato | library | o | bilal
        Squadra Pietra Grigia | Ponderano | sports | mo | abdirahman
    """,
    "KK": """
        Casa di riposo Ombra Lunga | Vigliano Biellese | other | w | mariam
        Corale Larice | Pollone | other_association | o | tunde
        Comunità Terra Rossa | Biella | community | rm | mahamat
        Emporio Tre Ceste | Biella | onlus | ro | filmon
        Scuola di musica Corda Tesa | Biella | aps | o | yonas
    """,
    "-A": """
        Officina Valle Corta | Biella | workshop | bw | yonas
    """,
    "-C": """
        Centro d’ascolto Soglia Bassa | Biella | onlus | rm | filmon
        Circolo della Filanda | Cossato | other_association | o | tariq
    """,
    "-K": """
        Associazione Sentieri Puliti | Sordevolo | odv | o | osaze
    """,
}


def _read(territory: str, tables: dict[str, str]) -> list[Body]:
    found = []
    for reach, text in tables.items():
        for line in text.strip().splitlines():
            name, place, kind, marks, by = (part.strip() for part in line.split("|"))
            found.append(Body(name, place, kind, marks, by, territory, reach[0], reach[1]))
    return found


BODIES: tuple[Body, ...] = (*_read(TORINO, TORINO_BODIES), *_read(BIELLA, BIELLA_BODIES))

# Named again in another spelling, and merged: the name said, by whom, when, the body, merged when.
AGAIN: tuple[tuple[str, str, str, date, str, date], ...] = (
    ("Tipografia 3 Torchi snc", "Torino", "ousmane", date(2013, 5, 14), "Tipografia Tre Torchi",
     date(2013, 5, 22)),
    ("Lanificio Valscura", "Valdilana", "farah", date(2013, 6, 3), "Lanificio Val Scura",
     date(2013, 6, 12)),
)  # fmt: skip

# Days that the design shows; all others follow from how far a body came.
NAMED_ON = {
    "Tipografia Tre Torchi": date(2013, 4, 2),
    "Lanificio Val Scura": date(2013, 1, 8),
    "Panetteria Lievito Lento": date(2013, 9, 11),
    "Cascina Melagrana": date(2013, 6, 24),
    "Sportello lavoro di valle": date(2013, 7, 8),
}
HOW = {
    "workshop": "Ci passo davanti ogni giorno e mi salutano.",
    "shop": "Ci compro e parliamo.",
    "restaurant": "Un amico ci lavora.",
    "farm": "Ho lavorato lì una settimana.",
    "factory": "Un vicino di casa ci lavora.",
    "school": "Ci va mia figlia.",
    "library": "Ci studio la sera.",
    "parish": "Mi hanno aiutato con i vestiti.",
    "community": "Ci troviamo la domenica.",
    "sports": "Gioco con loro.",
}
HOW_ELSE = "Li conosco da quando sono qui."
NOT_NOW = frozenset({"Vivaio Terra Smossa", "Fondazione Pietra Chiara"})
SAID_NO = frozenset({"Ferramenta Chiodo Fisso"})
PEOPLE = (
    ("Bianca Olmo", "titolare"), ("Sergio Nava", "responsabile"), ("Ilaria Prato", "segreteria"),
    ("Dario Conte", "titolare"), ("Miriam Sala", "presidente"), ("Ugo Tessa", "capo officina"),
    ("Lidia Moro", "coordinatrice"), ("Pietro Gai", "parroco"), ("Nora Viale", "insegnante"),
    ("Carlo Bessone", "direttore"),
)  # fmt: skip
TIES = (
    ("Tipografia Tre Torchi", "Scuola serale Riviera", "dispense dei corsi"),
    ("Tipografia Tre Torchi", "Biblioteca Il Ponte", "manifesti delle serate"),
    ("Ciclofficina Ruota Piena", "Polisportiva Barriera Verde", "giro in bici di primavera"),
    ("Cooperativa Orto Mobile", "Comitato mercato Tre Tettoie", "banco delle verdure"),
    ("Sartoria Ago d’Argento", "Circolo del ricamo Filo Lungo", "scampoli"),
    ("Cooperativa sociale Passo Pari", "Centro per l’impiego Corso Lungo", "orientamento"),
    ("Donne d’Acqua Dolce", "Asilo nido Il Nespolo", "feste dei bambini"),
    ("Forno Due Lune", "Mensa Tavola Lunga", "pane della sera"),
    ("Lanificio Val Scura", "Tessitura Trama Fitta", "filati"),
    ("Lanificio Val Scura", "Cooperativa Filo di Lana", "lana di scarto"),
    ("Donne di Valle", "Rete parrocchie del Cervo", "passaggi in auto"),
    ("Azienda agricola Prato Alto", "Cascina Melagrana", "mercato dei contadini"),
)
