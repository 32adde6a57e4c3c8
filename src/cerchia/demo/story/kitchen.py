"""The fund of Cucina Tre Strade, told expense by expense."""

from datetime import date

TASKS = {"hodan": "Tiene il conto", "birtukan": "Fa gli acquisti", "rokia": "Tiene gli scontrini"}
WHEN_ONE_LEAVES = "Se una va via, decidiamo insieme la sua parte e lo scriviamo."

KITCHEN, PITCH, COURSE = "La cucina", "Il posto al mercato", "Corso per alimentaristi"

# Day, who, objective, cents, words, where. Above 100 euro the three decide first.
SPENT: tuple[tuple[date, str, str, int, str, str], ...] = (
    (date(2013, 4, 15), "hodan", KITCHEN, 105_000, "Affitto della cucina, tre mesi",
     "Circolo del mercato"),
    (date(2013, 4, 29), "birtukan", KITCHEN, 9_080, "Farina di teff", "Grossista Sapori"),
    (date(2013, 5, 10), "rokia", KITCHEN, 6_400, "Grembiuli e cuffie", "Abiti da Lavoro Rossetto"),
    (date(2013, 5, 24), "birtukan", KITCHEN, 78_000, "Banco frigo usato", "Mercatino del Balon"),
    (date(2013, 6, 7), "hodan", PITCH, 42_000, "Banco pieghevole", "Arredi Usati"),
    (date(2013, 6, 14), "hodan", PITCH, 9_650, "Bilancia", "Ferramenta Due Ponti"),
    (date(2013, 6, 28), "rokia", PITCH, 3_900, "Cassetta per i soldi", "Ferramenta Due Ponti"),
    (date(2013, 7, 5), "birtukan", KITCHEN, 9_240, "Spezie e farine", "Grossista Sapori"),
    (date(2013, 7, 19), "birtukan", PITCH, 18_000, "Tenda per il banco", "Arredi Usati"),
    (date(2013, 8, 2), "rokia", PITCH, 10_000, "Insegna dipinta", "Bottega delle Insegne"),
    (date(2013, 8, 23), "birtukan", KITCHEN, 8_860, "Teglie", "Casalinghi Porta"),
    (date(2013, 8, 30), "rokia", KITCHEN, 4_820, "Cassette per il trasporto", "Casalinghi Porta"),
    (date(2013, 9, 2), "hodan", PITCH, 6_450, "Tassa per il posto al mercato", "Comune"),
    (date(2013, 9, 9), "hodan", COURSE, 27_000, "Corso per alimentaristi", "Scuola Mestieri"),
    (date(2013, 9, 17), "birtukan", KITCHEN, 8_600, "Pentole grandi", "Casalinghi Porta"),
    (date(2013, 10, 4), "hodan", COURSE, 80_000, "Corso di igiene e conti, per tutte e tre",
     "Scuola Mestieri"),
    (date(2013, 10, 18), "hodan", KITCHEN, 105_000, "Affitto della cucina, tre mesi",
     "Circolo del mercato"),
    (date(2013, 10, 30), "birtukan", PITCH, 40_000, "Secondo banco", "Arredi Usati"),
    (date(2013, 11, 8), "rokia", KITCHEN, 9_500, "Vasi e coperchi", "Casalinghi Porta"),
    (date(2013, 11, 22), "birtukan", PITCH, 47_000, "Posto al mercato di Natale", "Comune"),
    (date(2013, 12, 6), "birtukan", KITCHEN, 21_500, "Farina e spezie per le feste",
     "Grossista Sapori"),
)  # fmt: skip

OVEN = (115_000, "Forno usato", "È di una pizzeria che chiude. L’ho provato: cuoce bene il pane.")
OVEN_ASKED, OVEN_SECOND, OVEN_THIRD = date(2013, 9, 15), date(2013, 9, 17), date(2013, 9, 26)
