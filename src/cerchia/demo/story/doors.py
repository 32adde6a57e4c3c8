"""Whom one can sign in as, and what there is to see."""

DOORS: tuple[tuple[str, str], ...] = (
    ("amal", "participant, Torino, circle Dora: tailoring, 1,640 of 3,200 euro left"),
    ("ousmane", "participant, Torino, circle Dora, in French: bicycles"),
    ("mariam", "participant, Biella: one fund with Yonas, two projects"),
    ("yonas", "participant, Biella: the other owner of that fund"),
    ("rokia", "participant, Torino: Cucina Tre Strade waits for her answer"),
    ("hamid", "candidate on the waiting list, in Arabic"),
    ("abdoulaye", "candidate, in French: proposed until 22 February 2013, then waiting"),
    ("giulia", "operator, Torino, circle Dora"),
    ("ismail", "mediator (Somali, Arabic), Torino, circle Dora"),
    ("elena", "operator, Biella"),
    ("marta", "coordinator of both territories"),
    ("sandro", "coordinator of Biella"),
    ("rita", "accounts"),
    ("comitato", "steering committee and funder"),
    ("lanificio", "a business of the network in Biella"),
    ("redazione", "editor of the public site"),
    ("admin", "system administrator, sees no content"),
)
