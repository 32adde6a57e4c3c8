"""Those who work in the edition, and the circles that they walk in."""

from datetime import date

from cerchia.demo.story.shapes import Job, Ring
from cerchia.programmes.models import StaffAssignment

TORINO, BIELLA = "Torino", "Biella"
R = StaffAssignment.Role

STAFF: tuple[Job, ...] = (
    Job("marta", ("Marta", "Riva"), ((R.COORDINATOR, None),), (("en", "B2"),), is_woman=True),
    Job("sandro", ("Sandro", "Cerruti"), ((R.COORDINATOR, BIELLA),), (("fr", "B2"),)),
    Job("rita", ("Rita", "Valle"), ((R.ACCOUNTS, None),), (("en", "B1"),), is_woman=True),
    Job("giulia", ("Giulia", "Ferrero"), ((R.OPERATOR, TORINO),), (("fr", "C1"),), is_woman=True),
    Job("paolo", ("Paolo", "Marchetti"), ((R.OPERATOR, TORINO),), (("en", "C1"),)),
    Job("davide", ("Davide", "Gallo"), ((R.OPERATOR, TORINO),), (("en", "C1"), ("es", "B2"))),
    Job("chiara", ("Chiara", "Bruno"), ((R.OPERATOR, TORINO),), (("fr", "B2"),), is_woman=True),
    Job("elena", ("Elena", "Bosco"), ((R.OPERATOR, BIELLA),), (("en", "B2"),), is_woman=True),
    Job("luca", ("Luca", "Perin"), ((R.OPERATOR, BIELLA),), (("fr", "B2"),)),
    Job(
        "ismail",
        ("Ismail", "Omar"),
        ((R.MEDIATOR, TORINO),),
        (("so", "C2"), ("ar", "C1")),
        script="إسماعيل",
    ),
    Job(
        "farida",
        ("Farida", "Noori"),
        ((R.MEDIATOR, TORINO), (R.MEDIATOR, BIELLA)),
        (("prs", "C2"), ("fa", "C1")),
        is_woman=True,
    ),
    Job(
        "almaz",
        ("Almaz", "Tesfamariam"),
        ((R.MEDIATOR, TORINO), (R.MEDIATOR, BIELLA)),
        (("ti", "C2"), ("am", "C1")),
        is_woman=True,
    ),
    Job(
        "fatoumata",
        ("Fatoumata", "Keita"),
        ((R.MEDIATOR, TORINO), (R.MEDIATOR, BIELLA)),
        (("fr", "C2"), ("bm", "C2")),
        is_woman=True,
    ),
    Job(
        "nadeem",
        ("Nadeem", "Akhtar"),
        ((R.MEDIATOR, TORINO), (R.MEDIATOR, BIELLA)),
        (("ur", "C2"), ("en", "C1")),
    ),
    Job("comitato", ("Anna", "Conti"), ((R.COMMITTEE, None),), is_woman=True),
    Job("bruno", ("Bruno", "Masera"), ((R.COMMITTEE, None),)),
    Job("ines", ("Ines", "Tarditi"), ((R.COMMITTEE, None),), is_woman=True),
    Job("oreste", ("Oreste", "Vigna"), ((R.COMMITTEE, None),)),
    Job("silvia", ("Silvia", "Molino"), ((R.COMMITTEE, None),), is_woman=True),
    Job("redazione", ("Laura", "Neri"), ((R.EDITOR, None),), is_woman=True),
    Job("admin", ("Tecla", "Ruffino"), ((R.SYSTEM, None),), is_woman=True),
)

RINGS: tuple[Ring, ...] = (
    Ring("Dora", TORINO, "Casa di quartiere", ("giulia", "paolo"), ("ismail", "farida"),
         date(2013, 3, 14), 3),
    Ring("Po", TORINO, "Biblioteca di quartiere", ("davide", "chiara"), ("nadeem", "almaz"),
         date(2013, 3, 12), 1),
    Ring("Stura", TORINO, "Circolo del mercato", ("paolo", "chiara"), ("farida", "almaz"),
         date(2013, 3, 13), 2),
    Ring("Sangone", TORINO, "Oratorio di via Nizza", ("davide", "chiara"), ("almaz", "fatoumata"),
         date(2013, 3, 15), 4),
    Ring("Ceronda", TORINO, "Centro d’incontro", ("davide", "chiara"), ("fatoumata", "nadeem"),
         date(2013, 3, 11), 0),
    Ring("Cervo", BIELLA, "Sala della stazione", ("elena", "luca"), ("nadeem",),
         date(2013, 3, 13), 2, leavers={"nadeem": date(2013, 9, 9)}),
    Ring("Elvo", BIELLA, "Casa delle associazioni", ("elena", "luca"), ("farida", "almaz"),
         date(2013, 3, 14), 3),
)  # fmt: skip
