"""Every address × every role × {own, same circle, same territory, other territory, former}.

One line an address and method. Columns, all asking for what is Amal's of circle Dora in Torino
unless the line names another thing:

    A amal       the person                       C marta   coordinator of both territories
    O ousmane    same circle                      T tullia  coordinator of Torino
    B bahar      other circle, same territory     S sandro  coordinator of Biella
    M mariam     other territory                  R rita    accounts
    F farid      left the circle                  K comitato, L lanificio, W redazione, X admin:
    G giulia     operator of the circle             committee, organisation, editor, system
    I ismail     mediator of the circle           Z zeno    operator whose job ended
    H hugo       operator, other circle           D delio   operator whose account is closed
    N nadia      mediator, other circle           - nobody signed in
    E elena      operator, other territory

Cells: + done or shown (also 409) · u 422 or 400, allowed but the value is wrong · ! 403 · . 404 ·
> to the door (or 401). The expectations come from the permission matrix of the house, not from
the code: a difference is a mistake in one of the two.
"""

from dataclasses import dataclass

from tests.trust.parts import tables

COLUMNS = {
    "A": "amal",
    "O": "ousmane",
    "B": "bahar",
    "M": "mariam",
    "F": "farid",
    "G": "giulia",
    "I": "ismail",
    "H": "hugo",
    "N": "nadia",
    "E": "elena",
    "C": "marta",
    "T": "tullia",
    "S": "sandro",
    "R": "rita",
    "K": "comitato",
    "L": "lanificio",
    "W": "redazione",
    "X": "admin",
    "Z": "zeno",
    "D": "delio",
    "-": "anonymous",
}

TABLE = """
#                                          AOBMF GIHNE CTS RKLWX ZD-
# --- the house ---
healthz                        GET         +++++ +++++ +++ +++++ +++
readyz                         GET         +++++ +++++ +++ +++++ +++
web:worker                     GET         +++++ +++++ +++ +++++ +++
web:offline                    GET         +++++ +++++ +++ +++++ +++
funds:expenses_waiting         GET         +++++ +++++ +++ +++++ +>>
funds:expenses_waiting         POST        uuuuu uuuuu uuu uuuuu u>>

# --- the door ---
access:start                   GET         +++++ +++++ +++ +++++ +>>
access:enter                   GET         +++++ +++++ +++ +++++ +++
access:enter                   POST        +++++ +++++ +++ +++++ +uu
access:code                    GET         >>>>> >>>>> >>> >>>>> >>>
access:app_first               GET         >>>>> >>>>> >>> >>>>> >>>
access:key_first               GET         >>>>> >>>>> >>> >>>>> >>>
access:connect                 GET  code   ..... ..... ... ..... ...
access:pin                     GET         >>>>> >>>>> >>> >>>>> >>>
access:lock                    POST        >>>>> >>>>> >>> >>>>> >>>
access:confirm                 GET         +++++ +++++ +++ +++++ +>>
access:language                GET         +++++ +++++ +++ +++++ +++
access:language                POST        +++++ +++++ +++ +++++ +++
access:leave                   POST        +++++ +++++ +++ +++++ +++
access:neutral                 GET  exit   +++++ +++++ +++ +++++ +++
access:settings                GET         +++++ +++++ +++ +++++ +>>
access:pin_change              GET         ..... ..... ... ..... .>>
access:exit_page               POST        +++++ ..... ... ..... .>>
access:phone_add               POST        +++++ ..... ... ..... .>>
access:phone_revoke            POST device +.... ..... ... ..... .>>
access:account                 GET         +++++ +++++ +++ +++++ +>>
access:password_change         GET         +++++ +++++ +++ +++++ +>>
access:password_change         POST        uuuuu uuuuu uuu uuuuu u>>
access:app_add                 GET         +++++ +++++ +++ +++++ +>>
access:key_add                 GET         +++++ +++++ +++ +++++ +>>
access:factor_remove           POST factor ..... ..... ... ..... .>>
access:recovery_codes          GET         +++++ +++++ +++ +++++ +>>
# --- one's own data ---
privacy:my_data                GET         +++++ +++++ +++ +++++ +>>
privacy:consent_decide         POST        +++++ +++++ +++ +++++ +>>
privacy:my_contacts            GET         +++++ +++++ +++ +++++ +>>
privacy:my_contacts            POST        uuuuu uuuuu uuu uuuuu u>>
privacy:my_contact_end         POST        +.... ..... ... ..... .>>
# --- editions, jobs, who takes part ---
programmes:edition_list        GET         ..... ..... +++ ..... .>>
programmes:edition_change      GET  edition ..... ..... +++ ..... .>>
programmes:edition_change      POST edition ..... ..... u!! ..... .>>
programmes:edition_territories GET  edition ..... ..... +!! ..... .>>
programmes:edition_territories POST edition ..... ..... u!! ..... .>>
programmes:edition_copy        GET  edition ..... ..... +!! ..... .>>
programmes:edition_copy        POST edition ..... ..... u!! ..... .>>
programmes:staff_list          GET  edition ..... ..... +++ ..... .>>
programmes:staff_list          POST edition ..... ..... ++u ..... .>>
programmes:person_admit        GET         ..... ..... +++ ..... .>>
programmes:person_admit        POST        ..... ..... ++u ..... .>>
circles:assignment_end         POST job    ..... ..... ++! ..... .>>
circles:participation_end      GET  person ..... ..... ++. ..... .>>
circles:participation_end      POST person ..... ..... ++. ..... .>>
# --- first pages ---
desk:me                        GET         +++++ ..... ... ..... .>>
desk:today                     GET         ..... +++++ +++ +.... .>>
desk:sheet                     GET         ..... ..... +++ .+... .>>
desk:technical                 GET         ..... ..... ... ....+ .>>
desk:circle_detail             GET  circle ..... ++... ++. ..... .>>
desk:person_list               GET         ..... +++++ +++ ..... .>>
desk:person_detail             GET  person ..... ++... ++. ..... .>>
# --- circles ---
circles:circle_list            GET         ..... +++++ +++ ..... .>>
circles:circle_form            GET         ..... ..... +++ ..... .>>
circles:circle_form            POST        ..... ..... ++u ..... .>>
circles:circle_activate        POST circle ..... +!... ++. ..... .>>
circles:circle_close           GET  circle ..... !!... ++. ..... .>>
circles:circle_close           POST circle ..... !!... ++. ..... .>>
circles:member_list            GET  circle ..... ++... ++. ..... .>>
circles:member_invite          POST circle ..... u!... uu. ..... .>>
circles:invitation_answer      POST seat   +.... !!... !!. ..... .>>
circles:member_pause           POST seat   +.... +!... ++. ..... .>>
circles:member_resume          POST seat   +.... +!... ++. ..... .>>
circles:member_leave           GET  seat   ..... +!... ++. ..... .>>
circles:member_leave           POST seat   ..... +!... ++. ..... .>>
circles:member_move            GET  seat   ..... +!... ++. ..... .>>
circles:member_move            POST seat   ..... u!... uu. ..... .>>
circles:meeting_plan           GET  circle ..... ++... ++. ..... .>>
circles:meeting_plan           POST circle ..... uu... uu. ..... .>>
circles:meeting_hold           GET  sheet  ..... ++... ++. ..... .>>
circles:meeting_hold           POST sheet  ..... uu... uu. ..... .>>
circles:meeting_cancel         POST coming ..... ++... ++. ..... .>>
circles:meeting_answer         POST date   ++... ++... !!. ..... .>>
circles:decision_finish        POST decision +!... ++... ++. ..... .>>
circles:encounter_record       GET  circle ..... ++... ++. ..... .>>
circles:encounter_record       POST circle ..... uu... uu. ..... .>>
circles:note_write             GET  circle ..... ++... ++. ..... .>>
circles:note_write             POST circle ..... uu... uu. ..... .>>
circles:phone_connect          GET  person ..... ++... ++. ..... .>>
circles:phone_connect          POST person ..... +!... ++. ..... .>>
circles:phone_revoke           POST phone  ..... ++... ++. ..... .>>
circles:person_change          GET  who        ..... ++... ++. ..... .>>
circles:person_change          POST who        ..... u!... uu. ..... .>>
circles:person_change          GET  reach      ..... ++... ++. ..... .>>
circles:person_change          POST reach      ..... u!... !!. ..... .>>
circles:person_change          GET  languages  ..... ++... ++. ..... .>>
circles:person_change          POST languages  ..... +!... ++. ..... .>>
circles:person_change          GET  protection ..... +.... ++. ..... .>>
circles:person_change          POST protection ..... u.... uu. ..... .>>
circles:person_change          GET  checks     ..... +.... ... ..... .>>
circles:person_change          POST checks     ..... +.... ... ..... .>>
circles:contact_end            POST contact    ..... +!... !!. ..... .>>
circles:my_circle              GET         +++++ ..... ... ..... .>>
circles:my_meeting             GET  date   ++... ..... ... ..... .>>
circles:my_encounter           GET         ++++. ..... ... ..... .>>
circles:my_encounter           POST        uuuu. ..... ... ..... .>>
circles:my_leave               GET         ++++. ..... ... ..... .>>
circles:my_leave               POST        ++++. ..... ... ..... .>>
# --- wishes, plans, reviews ---
projects:my_wish               GET         +++++ ..... ... ..... .>>
projects:my_wish               POST        uuuuu ..... ... ..... .>>
projects:wish_set_aside        POST wish   +.... ..... ... ..... .>>
projects:my_objective_new      GET         +++++ ..... ... ..... .>>
projects:my_objective_new      POST        uuuuu ..... ... ..... .>>
projects:my_objective          GET  aim    +.... ..... ... ..... .>>
projects:objective_accept      POST offer  +.... ..... ... ..... .>>
projects:objective_claim       POST aim    +.... ..... ... ..... .>>
projects:objective_drop        POST aim    +.... ..... ... ..... .>>
projects:my_step_add           POST aim    +.... ..... ... ..... .>>
projects:my_step_mark          POST step   +.... ..... ... ..... .>>
projects:wish_voice            GET  wish   +.... ++... ++. ..... .>>
projects:wish_note             POST wish   ..... ++... !!. ..... .>>
projects:wish_moment           POST wish   ..... ++... !!. ..... .>>
projects:person_wishes         GET  person ..... ++... ++. ..... .>>
projects:person_wishes         POST person ..... ++... !!. ..... .>>
projects:project_new           GET  plan   ..... ++... !!. ..... .>>
projects:project_new           POST plan   ..... uu... !!. ..... .>>
projects:project_detail        GET  project ..... ++... ++. ..... .>>
projects:project_versions      GET  project ..... ++... ++. ..... .>>
projects:project_move          POST project ..... +!... !!. ..... .>>
projects:resource_add          POST project ..... +!... !!. ..... .>>
projects:resource_remove       POST resource ..... +!... !!. ..... .>>
projects:objective_new         GET  project ..... +!... !!. ..... .>>
projects:objective_new         POST project ..... u!... !!. ..... .>>
projects:objective_change      GET  offer  ..... +!... !!. ..... .>>
projects:objective_change      POST offer  ..... u!... !!. ..... .>>
projects:objective_withdraw    POST offer  ..... +!... !!. ..... .>>
projects:step_add              POST aim    ..... +!... !!. ..... .>>
projects:step_mark             POST step   ..... ++... !!. ..... .>>
projects:step_remove           POST step   ..... +!... !!. ..... .>>
projects:review_list           GET         ..... +++++ +++ ..... .>>
projects:review_hold           GET  review ..... ++... ++. ..... .>>
projects:review_hold           POST review ..... uu... uu. ..... .>>
projects:review_reschedule     POST review ..... ++... ++. ..... .>>
projects:review_add            POST held   ..... ++... ++. ..... .>>
projects:review_ask            POST project ..... ++... !!. ..... .>>
# --- pacts ---
funds:my_pact                  GET         +++++ ..... ... ..... .>>
funds:my_signature             GET         +++++ ..... ... ..... .>>
funds:my_pact_pdf              GET         ++++. ..... ... ..... .>>
funds:my_account               GET         +++++ ..... ... ..... .>>
funds:my_account               POST        +++++ ..... ... ..... .>>
funds:pact_new                 GET  pacts  ..... +.... ... ..... .>>
funds:pact_new                 POST pacts  ..... u.... ... ..... .>>
funds:pact_edit                GET  pact   ..... ++... ++. ..... .>>
funds:pact_edit                POST draft  ..... u!... !!. ..... .>>
funds:pact_explain             GET  pact   ..... .+... ... ..... .>>
funds:pact_explain             POST draft  ..... .+... ... ..... .>>
funds:pact_explained           POST draft  ..... !+... !!. ..... .>>
funds:pact_sign                GET  draft  ..... +.... ... ..... .>>
funds:pact_sign                POST draft  ..... u.... ... ..... .>>
funds:pact_pdf                 GET  pact   ..... ++... ++. ..... .>>
funds:pact_set_aside           POST draft  ..... +!... !!. ..... .>>
funds:pact_juncture            GET  pact   ..... +.... ++. ..... .>>
funds:pact_renew               GET  turn   ..... ..+.. !!. ..... .>>
funds:pact_renew               POST turn   ..... ..u.. !!. ..... .>>
funds:pact_end                 POST turn   ..... ..u.. uu. ..... .>>
funds:pact_reward              POST turn   ..... ..u.. uu. ..... .>>
# --- payments ---
funds:payment_queue            GET         ..... +.+.+ +++ +.... .>>
funds:payments_approve         POST        ..... +.+.+ +++ +.... .>>
funds:payment_detail           GET  pay    ..... +.... ++. +.... .>>
funds:payment_account          POST pay    ..... +.... !!. +.... .>>
funds:payment_prepare          POST pay    ..... +.... ++. +.... .>>
funds:payment_approve          POST ready  ..... ..!.. ++. !.... .>>
funds:payment_send             POST ready  ..... ..!.. !!. +.... .>>
funds:payment_execute          POST ready  ..... ..!.. !!. +.... .>>
funds:payment_reject           POST ready  ..... ..!.. !!. +.... .>>
funds:payment_cancel           POST ready  ..... ..!.. ++. !.... .>>
funds:payment_cash             POST ready  ..... ..u.. uu. u.... .>>
# --- money ---
funds:money                    GET         +++++ ..... ... ..... .>>
funds:fund                     GET         +++++ ..... ... ..... .>>
funds:decision_detail          GET  vote   ...+. ..... ... ..... .>>
funds:decision_detail          POST vote   ...+. ..... ... ..... .>>
funds:rules                    GET         ...+. ..... ... ..... .>>
funds:rules                    POST        ...u. ..... ... ..... .>>
funds:rule_agree               POST rule   ...+. ..... ... ..... .>>
funds:leaving                  GET         ...+. ..... ... ..... .>>
funds:leaving                  POST        ...u. ..... ... ..... .>>
funds:expense_new              GET         +++++ ..... ... ..... .>>
funds:expense_new              POST        uuuu+ ..... ... ..... .>>
funds:expense_detail           GET  expense +.... ..... ... ..... .>>
funds:expense_saved            GET  expense +.... ..... ... ..... .>>
funds:expense_paper            POST expense u.... ..... ... ..... .>>
funds:expense_correct          POST expense u.... ..... ... ..... .>>
funds:expense_answer           POST asked  +.... ..... ... ..... .>>
funds:expense_choose           POST kept   +.... ..... ... ..... .>>
funds:file                     GET  paper  +.... +.... ++. +.... .>>
funds:file                     GET  opened .+... ++... ++. +.... .>>
funds:file                     GET  voice  +.... +.... ++. +.... .>>
funds:fund_list                GET         ..... +++++ +++ +.... .>>
funds:fund_detail              GET  fund   ..... +.... ++. +.... .>>
funds:fund_detail              GET  shown  ..... ++... ++. +.... .>>
funds:expenses_inbox           GET         ..... +++++ +++ +.... .>>
funds:desk_expense             GET  expense ..... +.... ++. +.... .>>
funds:desk_expense             POST expense ..... +.... !!. +.... .>>
funds:expense_seen             POST expense ..... +.... !!. !.... .>>
funds:question_close           POST question ..... +.... !!. +.... .>>
# --- the JSON interface ---
api:api-root                   GET         ..... ..... ... ..... ...
api:openapi-json               GET         +++++ +++++ +++ +++++ +++
api:openapi-view               GET         +++++ +++++ +++ +++++ +++
api:me                         GET         +++++ +++++ +++ +++++ +>>
api:circle_list                GET         +++++ +++++ +++ +++++ +>>
api:circle_get                 GET  circle ++... ++... ++. ..... .>>
api:fund_list                  GET         +++++ +++++ +++ +++++ +>>
api:fund_get                   GET  fund   +.... +.... ++. +.... .>>
api:expense_list               GET  fund   +.... +.... ++. +.... .>>
api:expense_record             POST fund   +.... !.... !!. !.... .>>
api:evidence_add               POST expense +.... !.... !!. !.... .>>
api:expense_correct            POST expense +.... !.... !!. !.... .>>
api:disbursement_list          GET         +++++ +++++ +++ +++++ +>>
api:disbursement_get           GET  pay    .+... +.... ++. +.... .>>
api:disbursement_prepare       POST pay    .!... +.... ++. +.... .>>
api:disbursement_approve       POST ready  ..!.. ..!.. ++. !.... .>>
api:disbursement_send          POST ready  ..!.. ..!.. !!. +.... .>>
api:disbursement_execute       POST ready  ..!.. ..!.. !!. +.... .>>
api:disbursement_reject        POST ready  ..!.. ..!.. !!. +.... .>>
api:disbursement_cancel        POST ready  ..!.. ..!.. ++. !.... .>>
api:wish_list                  GET         +++++ +++++ +++ +++++ +>>
api:wish_say                   POST person +.... ++... !!. ..... .>>
api:project_list               GET         +++++ +++++ +++ +++++ +>>
api:project_one                GET  project +.... ++... ++. ..... .>>
api:step_done                  POST step   +.... ++... !!. ..... .>>
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One address and method; `thing` says which row it asks for, `cells` what each is told."""

    name: str
    method: str
    thing: str
    cells: str

    @property
    def expected(self) -> dict[str, str]:
        return dict(zip(COLUMNS.values(), self.cells, strict=True))

    def __str__(self) -> str:
        return f"{self.name} {self.method} {self.thing}".strip()


def lines() -> list[Line]:
    rows = []
    for text in [*TABLE.splitlines(), *tables().splitlines()]:
        words = text.split()
        if not words or words[0] == "#" or text.startswith("#"):
            continue
        name, method, *more = words
        thing = more[0] if len(more) == 6 else ""
        rows.append(Line(name, method, thing, "".join(more[-5:])))
    return rows
