"""What the room `support` adds to the world and to the matrix.

Tre Torchi is a firm of Torino, Val Scura one of Biella: Lanificio speaks for it. Amal asked for
help and has a proposal and a promise; Mariam agreed with Val Scura and shares name and telephone.
"""

from typing import Any

from cerchia.network.models import Check
from cerchia.network.usecases import invite_member, offers
from cerchia.network.usecases.offers import Given
from cerchia.support import usecases
from cerchia.support.usecases import Asked
from tests.factories.network import OrganisationFactory, OrganisationMemberFactory

TABLE = """
# --- offers, needs, promises: the team ---
support:offer_board            GET         ..... +++++ +++ ..... .>>
support:offer_new              GET  sbody  ..... ++++. ++. ..... .>>
support:offer_new              POST sbody  ..... uuuu. uu. ..... .>>
support:offer_detail           GET  sgift  ..... ++++. ++. ..... .>>
support:offer_check            POST swait  ..... uuuu. uu. ..... .>>
support:offer_refuse           POST swait  ..... uuuu. uu. ..... .>>
support:offer_close            POST sgift  ..... ++++. ++. ..... .>>
support:offer_propose          POST sgift  ..... ++++. ++. ..... .>>
support:need_new               GET  sstep  ..... ++... !!. ..... .>>
support:need_new               POST sstep  ..... uu... !!. ..... .>>
support:need_detail            GET  sneed  ..... ++++. ++. ..... .>>
support:need_withdraw          POST sneed  ..... ++!!. !!. ..... .>>
support:commitment_detail      GET  sdeal  ..... ++... ++. ..... .>>
support:commitment_move        POST sdeal  ..... ++... ++. ..... .>>
support:commitment_finish      POST sdeal  ..... uu... uu. ..... .>>
support:promise_list           GET         ..... +++++ +++ +.... .>>
support:promise_export         GET         ..... ..... +++ +.... .>>
support:promise_export         POST        ..... ..... uuu u.... .>>
# --- the participant ---
support:my_offers              GET         +++++ ..... ... ..... .>>
support:my_catalogue           GET         +++++ ..... ... ..... .>>
support:my_choice              GET  sgift  +++.+ ..... ... ..... .>>
support:my_choice              POST sgift  uuu.u ..... ... ..... .>>
support:my_offer               GET  sdeal  +.... ..... ... ..... .>>
support:my_answer              POST sask   +.... ..... ... ..... .>>
support:my_name                POST sdeal  +.... ..... ... ..... .>>
support:my_ending              POST sdeal  u.... ..... ... ..... .>>
support:my_need_new            GET         +++++ ..... ... ..... .>>
support:my_need_new            POST        uuuuu ..... ... ..... .>>
support:my_need_withdraw       POST sneed  +.... ..... ... ..... .>>
# --- the organisation's own people ---
support:org_home               GET         ..... ..... ... ..+.. .>>
support:org_needs              GET         ..... ..... ... ..+.. .>>
support:org_offers             GET         ..... ..... ... ..+.. .>>
support:org_offer_new          GET         ..... ..... ... ..+.. .>>
support:org_offer_new          POST        ..... ..... ... ..u.. .>>
support:org_offer_close        POST sown   ..... ..... ... ..+.. .>>
support:org_offer_close        POST sgift  ..... ..... ... ..... .>>
support:org_promises           GET         ..... ..... ... ..+.. .>>
support:org_delivered          POST sgiven ..... ..... ... ..+.. .>>
support:org_delivered          POST sdeal  ..... ..... ... ..... .>>
support:org_us                 GET         ..... ..... ... ..+.. .>>
support:org_us                 POST        ..... ..... ... ..+.. .>>
support:org_true               POST        ..... ..... ... ..+.. .>>
support:org_people             GET         ..... ..... ... ..+.. .>>
support:org_invite             POST        ..... ..... ... ..+.. .>>
support:org_invitation_withdraw POST slink ..... ..... ... ..+.. .>>
support:org_invitation_withdraw POST ninvited ..... ..... ... ..... .>>
support:org_person_end         POST smember ..... ..... ... ..+.. .>>
support:org_person_end         POST nmember ..... ..... ... ..... .>>
# --- the JSON interface ---
api:offer_list                 GET         +++++ +++++ +++ +++++ +>>
api:offer_make                 POST        ..... ++++. ++. ..... .>>
api:offer_check                POST swait  ..... uuuu. uu. ..... .>>
api:offer_close                POST sgift  ..... ++++. ++. ..... .>>
api:need_list                  GET         +++++ +++++ +++ +++++ +>>
api:need_ask                   POST        +.... ++... !!. ..... .>>
api:need_matches               GET  sneed  +.... ++++. ++. ..... .>>
api:need_withdraw              POST sneed  +.... ++!!. !!. ..... .>>
api:commitment_list            GET         +++++ +++++ +++ +++++ +>>
api:commitment_propose         POST        +.... ++++. ++. ..... .>>
api:commitment_answer          POST sask   +.... !!... !!. ..... .>>
api:commitment_name            POST sdeal  +.... !!... !!. ..... .>>
api:commitment_delivered       POST sgiven ..... ..... ... ..+.. .>>
api:commitment_end             POST sdeal  +.... ++... ++. ..... .>>
api:promise_sums               GET         ..... +++++ +++ +.... .>>
api:promise_export             POST        ..... !!!!! +++ +.... .>>
api:colleague_list             GET  sbiella ..... ....+ +.+ ..+.. .>>
api:colleague_invite           POST sbiella ..... ....+ +.+ ..+.. .>>
api:colleague_invitation_withdraw POST slink ..... ....+ +.+ ..+.. .>>
api:colleague_end              POST smember ..... ....! +.+ ..u.. .>>
"""
STARTS = (
    "/rete/offerte/",
    "/rete/impegni/",
    "/io/offerte/",
    "/ente/",
    "/ente/bisogni/",
    "/ente/offerte/",
    "/ente/impegni/",
    "/ente/noi/",
    "/ente/persone/",
    "/api/v1/offers",
    "/api/v1/needs",
    "/api/v1/commitments",
)


def build(world: Any) -> None:
    """Bodies of both territories, offers in every state, a need, a proposal, two promises."""
    torino, biella = (_body(world, place) for place in ("torino", "biella"))
    lanificio = world.people["lanificio"]
    member = OrganisationMemberFactory.create(organisation=biella, person=lanificio)
    invited = invite_member(actor=world.user("lanificio"), organisation=biella)
    world.things |= {"smember": member, "slink": invited.row}
    world.things |= {"sbody": torino, "sbiella": biella}
    world.things["swait"] = _offer(world, "giulia", torino, checked=False)
    for name in ("sgift", "sdeal_offer", "sask_offer"):
        world.things[name] = _offer(world, "giulia", torino)
    world.things["sown"] = _offer(world, "lanificio", biella, by="elena")
    _needs(world)
    _promises(world)


def _body(world: Any, place: str) -> Any:
    return OrganisationFactory.create(
        programme=world.edition.programme,
        territory=world.territories[place],
        name={"torino": "Tipografia Tre Torchi", "biella": "Lanificio Val Scura"}[place],
    )


def _offer(world: Any, actor: str, body: Any, *, by: str = "giulia", checked: bool = True) -> Any:
    given = Given(help="advice", what="Ore di conti", quantity=20, unit="hours")
    offer = offers.propose_offer(
        actor=world.user(actor), organisation=body, edition=world.edition, given=given
    )
    if checked:
        offers.check_offer(actor=world.user(by), offer=offer, points=Check.values)
    return offer


def _needs(world: Any) -> None:
    asked = Asked(help="advice", what="Sei ore di conti", quantity=6, unit="hours")
    for name, owner in (("sneed", "amal"), ("sfar", "mariam")):
        world.things[name] = usecases.ask(
            actor=world.user(owner),
            project=world.things[f"project_{owner}"],
            step=world.things[f"step_{owner}"],
            asked=asked,
        )


def _promises(world: Any) -> None:
    giulia, amal, mariam = (world.user(name) for name in ("giulia", "amal", "mariam"))
    step = world.step_amal
    world.things["sask"] = usecases.propose(actor=giulia, offer=world.sask_offer, step=step)
    deal = usecases.propose(actor=giulia, offer=world.sdeal_offer, step=step, quantity=2)
    usecases.accept(actor=amal, commitment=deal, language="so")
    given = usecases.propose(actor=world.user("elena"), offer=world.sown, need=world.sfar)
    usecases.accept(actor=mariam, commitment=given, language="so")
    usecases.share_name(actor=mariam, commitment=given, language="so", contact=world.contact_mariam)
    world.things |= {"sdeal": deal, "sgiven": given}


def things(world: Any) -> dict[str, dict[str, Any]]:
    names = ("sgift", "swait", "sown", "sneed", "sask", "sdeal", "sgiven")
    own = ("sbiella", "slink", "smember")
    return {name: {"pk": world.things[name].pk} for name in (*names, *own)} | {
        "sbody": {},
        "sstep": {},
    }


def queries(world: Any) -> dict[str, str]:
    return {"sbody": f"?ente={world.sbody.pk}", "sstep": f"?passo={world.step_amal.pk}"}


def bodies(world: Any) -> dict[str, dict[str, Any]]:
    return {
        "support:offer_propose": {"need": world.sneed.pk},
        "support:commitment_move": {"to": "start"},
        "support:my_answer": {"answer": "yes"},
        "support:my_name": {"show": "0"},
        "support:org_us": {"about": "Stoffe di lana."},
    }


def json_bodies(world: Any) -> dict[str, dict[str, Any]]:
    return {
        "api:offer_make": {
            "organisation": str(world.sbody.pk),
            "edition": str(world.edition.pk),
            "help": "advice",
            "what": "Ore di conti",
        },
        "api:offer_check": {"points": []},
        "api:need_ask": {
            "project": str(world.project_amal.pk),
            "help": "room",
            "what": "Un garage per tre mesi",
        },
        "api:commitment_propose": {"offer": str(world.sgift.pk), "need": str(world.sneed.pk)},
        "api:commitment_answer": {"yes": True},
        "api:commitment_name": {"show": False},
        "api:commitment_end": {"outcome": "kept"},
    }
