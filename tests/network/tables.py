"""Two territories, who works there, and tables as they are sent."""

from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from cerchia.access.models import User
from cerchia.documents.sheets.writing import csv_bytes
from cerchia.network import words
from cerchia.network.models import Import, Organisation
from cerchia.network.usecases import imports
from cerchia.programmes.models import Edition, Territory
from tests.factories.network import OrganisationFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EditionFactory,
    EditionTerritoryFactory,
    StaffAssignmentFactory,
    TerritoryFactory,
)

TITLES = ["Nome", "Tipo", "Comune", "Telefono", "Sito", "Referente", "Lingue", "Ambito", "Colore"]
ROWS = [
    ["Tipografia Tre Torchi", "workshop", "Torino", "011 555 0101", "tretorchi.example",
     "Bianca Rosso", "it, francese", "lavoro", "rosso"],
    ["Ciclofficina Ruota Piena", "boh", "Torino", "+39 011 555 0102", "", "", "klingon", "", ""],
    ["", "negozio", "Biella", "", "", "", "", "", ""],
]  # fmt: skip


def content(rows: list[list[str]] | None = None, titles: list[str] | None = None) -> bytes:
    return csv_bytes(titles or TITLES, rows or ROWS)


def upload(body: bytes, name: str = "elenco.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, content_type="text/csv")


@dataclass
class Land:
    """An edition in Torino and Biella; Paolo operates in Torino, Elena in Biella, Marta
    coordinates both, Ismail mediates in Torino, Rita keeps the accounts.
    """

    edition: Edition = field(default_factory=EditionFactory.create)
    torino: Territory = field(init=False)
    biella: Territory = field(init=False)
    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The territories and the staff."""
        self.torino, self.biella = (self._place(name) for name in ("Torino", "Biella"))
        self._staff("paolo", "operator", self.torino)
        self._staff("ismail", "mediator", self.torino)
        self._staff("elena", "operator", self.biella)
        self._staff("marta", "coordinator", None)
        self._staff("rita", "accounts", None)
        self._staff("comitato", "committee", None)

    def __getitem__(self, name: str) -> User:
        """A user as a new request meets them."""
        return User.objects.get(pk=self.users[name].pk)

    def known(self, name: str, **more: object) -> Organisation:
        """An organisation of Torino that can be found by its words."""
        values = {"territory": self.torino, "programme": self.edition.programme, **more}
        one = words.fill_keys(OrganisationFactory.build(name=name, **values))
        one.save()
        words.learn([one], fresh=True)
        return one

    def table(self, body: bytes | None = None, by: str = "paolo") -> Import:
        """A table that was read; its columns are still a guess."""
        territory = self.biella if by == "elena" else self.torino
        return imports.take_table(
            actor=self[by], edition=self.edition, territory=territory, content=body or content()
        )

    def looked(self, body: bytes | None = None, by: str = "paolo") -> Import:
        """A table whose rows wait for answers."""
        batch = self.table(body, by)
        columns = {int(place): value for place, value in batch.columns.items()}
        imports.match_columns(actor=self[by], batch=batch, columns=columns)
        return self.again(batch)

    def written(self, body: bytes | None = None, by: str = "paolo") -> Import:
        batch = self.looked(body, by)
        imports.write_import(actor=self[by], batch=batch)
        return self.again(batch)

    def again(self, batch: Import) -> Import:
        return Import.objects.select_related("edition", "territory", "made_by").get(pk=batch.pk)

    def _place(self, name: str) -> Territory:
        place = TerritoryFactory.create(programme=self.edition.programme, name=name)
        EditionTerritoryFactory.create(edition=self.edition, territory=place)
        return place

    def _staff(self, name: str, role: str, place: Territory | None) -> None:
        person = PersonFactory.create(given_name=name.title())
        StaffAssignmentFactory.create(
            edition=self.edition, person=person, role=role, territory=place
        )
        assert person.user is not None
        self.users[name] = person.user
