"""What a column may hold, and which titles say so in Italian, English and French."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from cerchia.network.rules import plain


class Column(models.TextChoices):
    """A field of an organisation that a column can fill."""

    NAME = "name", _("Name")
    KIND = "kind", _("Kind")
    IS_BUSINESS = "is_business", _("Is a business (yes or no)")
    INTERESTS = "interests", _("Fields of interest")
    TERRITORY = "territory", _("Territory")
    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    ADDRESS = "address", _("Address")
    COUNTRY = "country", _("Country")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    SITE = "site", _("Site")
    CONTACT = "contact", _("Person to talk to")
    CONTACT_JOB = "contact_job", _("Job of that person")
    CONTACT_PHONE = "contact_phone", _("Work phone of that person")
    CONTACT_EMAIL = "contact_email", _("Work e-mail of that person")
    LANGUAGES = "languages", _("Languages")
    PEOPLE = "people_count", _("How many work there")
    ABOUT = "about", _("What it does")
    NOTES = "notes", _("Notes")


C = Column
TITLES: Mapping[Column, tuple[str, ...]] = {
    C.NAME: (
        "name", "nome", "nome organizzazione", "organizzazione", "organisation", "organization",
        "denominazione", "ragione sociale", "ente", "nome ente", "nome dell ente", "realta", "nom",
        "organisation name", "organization name", "azienda", "ditta", "associazione", "titolo",
    ),
    C.KIND: (
        "kind", "type", "tipo", "tipologia", "categoria", "category", "genere", "natura giuridica",
        "forma giuridica", "tipo di ente", "tipo ente",
    ),
    C.IS_BUSINESS: (
        "business", "is business", "impresa", "e impresa", "e un impresa", "profit", "entreprise",
        "is a business", "is a business yes or no", "e un impresa si o no",
    ),
    C.INTERESTS: (
        "interests", "fields of interest", "field of interest", "ambito", "ambiti", "settore",
        "settori", "campo", "campi di interesse", "campi d interesse", "ambiti di interesse",
        "si occupa di", "attivita", "area di intervento", "target", "fields", "domaines",
    ),
    C.TERRITORY: ("territory", "territorio", "area", "zona", "territoire", "provincia di lavoro"),
    C.MUNICIPALITY: (
        "municipality", "comune", "citta", "city", "town", "luogo", "localita", "place", "sede",
        "commune", "ville", "paese",
    ),
    C.PROVINCE: ("province", "provincia", "prov", "pr", "sigla provincia"),
    C.ADDRESS: (
        "address", "indirizzo", "via", "street", "sede legale", "indirizzo sede", "adresse", "addr",
    ),
    C.COUNTRY: ("country", "nazione", "stato", "pays", "country code"),
    C.PHONE: (
        "phone", "telephone", "telefono", "tel", "numero di telefono", "recapito telefonico",
        "recapito", "cellulare", "telefono fisso", "phone number", "tel fisso", "num tel",
    ),
    C.EMAIL: ("email", "e mail", "mail", "posta elettronica", "indirizzo email", "pec", "courriel"),
    C.SITE: ("site", "website", "sito", "sito web", "web", "url", "pagina web", "sito internet"),
    C.CONTACT: (
        "contact", "contact person", "contatto", "referente", "persona di riferimento", "persona",
        "nome referente", "persona di contatto", "person to talk to", "con chi parlare",
        "responsabile",
    ),
    C.CONTACT_JOB: (
        "job", "role", "ruolo", "ruolo referente", "mansione", "job of that person", "qualifica",
    ),
    C.CONTACT_PHONE: (
        "contact phone", "telefono referente", "cellulare referente", "tel referente",
        "work phone of that person",
    ),
    C.CONTACT_EMAIL: (
        "contact email", "email referente", "mail referente", "e mail referente",
        "work e mail of that person",
    ),
    C.LANGUAGES: ("languages", "lingue", "lingua", "language", "lingue parlate", "langues"),
    C.PEOPLE: (
        "people", "persone", "dipendenti", "addetti", "employees", "numero addetti", "n addetti",
        "how many work there",
    ),
    C.ABOUT: (
        "about", "descrizione", "description", "che cosa fa", "cosa fa", "presentazione",
        "what it does", "attivita svolta",
    ),
    C.NOTES: (
        "notes", "note", "annotazioni", "osservazioni", "commenti", "comments", "appunti",
        "remarks",
    ),
}  # fmt: skip
BY_TITLE = {title: column for column, titles in TITLES.items() for title in titles}
KEEP = "keep"
"""A column that fits nothing and whose words go into the notes, with its title."""
SEVERAL = frozenset({Column.NOTES})
"""Fields that more than one column may fill."""


def guessed(titles: Sequence[str]) -> dict[int, str]:
    """Which column fills which field, by its title; each field is taken by the first that fits.

    A title that is exactly known wins over one that only begins so.
    """
    found: dict[int, str] = {}
    for fits in (_exactly, _nearly):
        for place, title in enumerate(titles):
            column = fits(title)
            free = column is not None and (column in SEVERAL or column not in found.values())
            if place not in found and column is not None and free:
                found[place] = column.value
    return found


def _exactly(title: str) -> Column | None:
    return BY_TITLE.get(plain(title)) or _by_label(title)


def _nearly(title: str) -> Column | None:
    """By its first two words, then its first, then any single word that is a title."""
    words = plain(title).split()
    for some in (words[:2], words[:1], words[1:2]):
        if column := BY_TITLE.get(" ".join(some)):
            return column
    return None


def _by_label(title: str) -> Column | None:
    """The names that our own tables give, in the language of the page."""
    return next((one for one in Column if plain(str(one.label)) == plain(title)), None)


def twice(columns: Mapping[int, str]) -> list[Column]:
    """Fields that several columns would fill, though only one can."""
    chosen = [value for value in columns.values() if value and value != KEEP]
    return [one for one in Column if chosen.count(one.value) > 1 and one not in SEVERAL]
