"""What the room `network` adds to the world and to the matrix.

A printer and its twin in Torino; Amal named it, and said another name aloud. Only who works in the
territory opens it; what Amal wrote about it is read by Amal alone.
"""

from typing import Any

from cerchia.network import usecases
from cerchia.network.queries import Place
from cerchia.network.usecases import About, Contact, Saying
from cerchia.vault.files import RECORDINGS, take_in
from tests.factories.network import OrganisationMemberFactory
from tests.trust.world import voice

TABLE = """
# --- organisations that one knows ---
network:my_known               GET         +++++ ..... ... ..... .>>
network:my_known_new           GET         +++++ ..... ... ..... .>>
network:my_known_new           POST        uuuuu ..... ... ..... .>>
network:my_known_take_back     POST nsaid  +.... ..... ... ..... .>>
network:my_known_voice         GET  nsaid  +.... ..... ... ..... .>>
network:known_list             GET         ..... +++++ +++ ..... .>>
network:known_list             POST        ..... uuuuu uuu ..... .>>
# --- who is still to be asked ---
network:queue                  GET         ..... +++++ +++ ..... .>>
network:spoken                 GET  nsaid  ..... ++++. ++. ..... .>>
network:spoken                 POST nsaid  ..... uuuu. uu. ..... .>>
network:spoken_voice           GET  nsaid  ..... ++++. ++. ..... .>>
network:spoken_unclear         POST nsaid  ..... ++++. ++. ..... .>>
# --- one organisation ---
network:organisation_new       GET         ..... +++++ +++ ..... .>>
network:organisation_new       POST        ..... uuuuu uuu ..... .>>
network:organisation_detail    GET  nbody  ..... ++++. ++. ..... .>>
network:organisation_change    GET  nbody  ..... ++++. ++. ..... .>>
network:organisation_change    POST nbody  ..... uuuu. uu. ..... .>>
network:organisation_ask       POST nbody  ..... ++++. ++. ..... .>>
network:organisation_assign    POST nbody  ..... ++++. ++. ..... .>>
network:organisation_close     POST nbody  ..... uuuu. uu. ..... .>>
network:organisation_reopen    POST nbody  ..... ++++. ++. ..... .>>
network:organisation_publish   POST nbody  ..... uuuu. uu. ..... .>>
network:organisation_unpublish POST nbody  ..... ++++. ++. ..... .>>
network:person_add             POST nbody  ..... uuuu. uu. ..... .>>
network:person_end             POST nperson ..... ++++. ++. ..... .>>
network:refresh_ask            POST nbody  ..... ++++. ++. ..... .>>
network:refresh_handle         POST nanswer ..... ++++. ++. ..... .>>
network:member_invite          POST nbody  ..... ++++. ++. ..... .>>
network:member_end             POST nmember ..... !!!!. ++. ..... .>>
network:invitation_withdraw    POST ninvited ..... ++++. ++. ..... .>>
# --- ties, and entries that are one ---
network:tie_make               POST nbody  ..... uuuu. uu. ..... .>>
network:tie_end                POST ntie   ..... ++++. ++. ..... .>>
network:double_list            GET         ..... +++++ +++ ..... .>>
network:double_merge           POST        ..... ++++. ++. ..... .>>
network:double_apart           POST        ..... ++++. ++. ..... .>>
network:double_undo            POST nmerge ..... ++++. ++. ..... .>>
# --- people outside, with a link ---
network:refresh                GET  nlink  +++++ +++++ +++ +++++ +++
network:refresh                POST nlink  uuuuu uuuuu uuu uuuuu uuu
network:refresh                GET  code   ..... ..... ... ..... ...
network:invitation             GET  nkey   +++++ +++++ +++ +++++ +++
network:invitation             POST nkey   uuuuu uuuuu uuu uuuuu uuu
network:invitation             GET  code   ..... ..... ... ..... ...
# --- the end of an edition ---
programmes:edition_close       GET  edition ..... ..... +!! ..... .>>
programmes:edition_close       POST edition ..... ..... u!! ..... .>>
# --- the JSON interface ---
api:organisation_list          GET         ..... +++++ +++ ..... .>>
api:organisation_add           POST        ..... +++++ +++ ..... .>>
api:organisation_alike         GET  nname  ..... +++++ +++ ..... .>>
api:organisation_one           GET  nbody  ..... ++++. ++. ..... .>>
api:organisation_change        POST nbody  ..... ++++. ++. ..... .>>
api:outreach_log               POST nbody  ..... ++++. ++. ..... .>>
api:organisation_merge         POST nbody  ..... ++++. ++. ..... .>>
api:merge_undo                 POST nmerge ..... ++++. ++. ..... .>>
api:outreach_queue             GET         ..... +++++ +++ ..... .>>
api:coverage                   GET         ..... +++++ +++ ..... .>>
api:known_list                 GET         +++++ +++++ +++ +++++ +>>
api:known_add                  POST        +++++ +++++ +++ ..... .>>
"""


def build(world: Any) -> None:
    giulia, territory = world.user("giulia"), world.territories["torino"]

    def body(name: str) -> Any:
        about = About(name, "workshop", is_business=True)
        return usecases.add_organisation(actor=giulia, territory=territory, about=about)

    row, twin, gone = body("Tipografia di Prova"), body("Tipografia di Prove"), body("Doppia")
    world.things |= {"nbody": row, "ntwin": twin}
    world.things["nperson"] = usecases.add_person(
        actor=giulia, organisation=row, contact=Contact("Titolare", phone="011 0000000")
    )
    world.things["ntie"] = usecases.tie(actor=giulia, one=row, other=twin)
    world.things["nmerge"] = usecases.merge(actor=giulia, kept=twin, gone=gone)
    answered = usecases.ask_refresh(actor=giulia, organisation=row)
    usecases.answer_refresh(link=answered.row, answer="changed", words="Nuovo telefono")
    world.things["nanswer"] = answered.row
    world.things["nlink"] = usecases.ask_refresh(actor=giulia, organisation=row).code
    invited = usecases.invite_member(actor=giulia, organisation=row)
    world.things |= {"nkey": invited.code, "ninvited": invited.row}
    world.things["nmember"] = OrganisationMemberFactory.create(organisation=row)
    _names(world)


def _names(world: Any) -> None:
    amal, user = world.people["amal"], world.user("amal")
    place = Place(world.edition, world.territories["torino"])
    how = world.say("amal", "known")
    usecases.name_contact(
        actor=user,
        person=amal,
        place=place,
        saying=Saying(how=how),
        organisation=world.things["nbody"],
    )
    spoken = take_in(subject=amal.pk, upload=voice(), allowed=RECORDINGS, created_by=user.pk)
    world.things["nsaid"] = usecases.name_contact(
        actor=user, person=amal, place=place, saying=Saying(voice=spoken, language="so")
    )


def things(world: Any) -> dict[str, dict[str, Any]]:
    names = ("nbody", "nsaid", "nperson", "nanswer", "nmember", "nmerge", "ninvited")
    return {name: {"pk": world.things[name].pk} for name in names} | {
        "ntie": {"pk": world.nbody.pk, "tie_pk": world.ntie.pk},
        "nlink": {"code": world.nlink},
        "nkey": {"code": world.nkey},
        "nname": {},
    }


def queries(_world: Any) -> dict[str, str]:
    return {"nname": "?name=Tipografia"}


def bodies(world: Any) -> dict[str, dict[str, Any]]:
    pair = (str(world.nbody.pk), str(world.ntwin.pk))
    return {
        "network:organisation_ask": {"channel": "phone", "outcome": "no_answer"},
        "network:organisation_assign": {"owner": str(world.user("giulia").pk)},
        "network:organisation_close": {"reason": "Ha chiuso"},
        "network:double_merge": {"kept": pair[0], "gone": pair[1]},
        "network:double_apart": {"one": pair[0], "other": pair[1]},
    }


def json_bodies(world: Any) -> dict[str, dict[str, Any]]:
    return {
        "api:organisation_add": {"name": "Forno di Prova"},
        "api:organisation_change": {"name": "Tipografia di Prova"},
        "api:outreach_log": {"channel": "phone", "outcome": "no_answer"},
        "api:organisation_merge": {"into": str(world.ntwin.pk)},
        "api:known_add": {"name": "Bar di Prova"},
    }
