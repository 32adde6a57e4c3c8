"""What is done in the network, one module for each part of its life."""

from cerchia.network.usecases.contacts import (
    Saying,
    name_contact,
    set_spoken_aside,
    take_back_contact,
    write_down_spoken,
)
from cerchia.network.usecases.inviting import (
    Newcomer,
    accept_invitation,
    end_member,
    invite_member,
    open_invitation,
    withdraw_invitation,
)
from cerchia.network.usecases.merging import merge, say_not_one, unmerge
from cerchia.network.usecases.organisations import (
    About,
    Contact,
    Reach,
    add_organisation,
    add_person,
    change_organisation,
    end_person,
    publish,
    unpublish,
)
from cerchia.network.usecases.outreach import (
    Try,
    assign_owner,
    close_organisation,
    log_outreach,
    note_engaged,
    reopen_organisation,
)
from cerchia.network.usecases.refresh import (
    answer_refresh,
    ask_refresh,
    handle_refresh,
    open_refresh,
)
from cerchia.network.usecases.tying import end_tie, tie

__all__ = [
    "About",
    "Contact",
    "Newcomer",
    "Reach",
    "Saying",
    "Try",
    "accept_invitation",
    "add_organisation",
    "add_person",
    "answer_refresh",
    "ask_refresh",
    "assign_owner",
    "change_organisation",
    "close_organisation",
    "end_member",
    "end_person",
    "end_tie",
    "handle_refresh",
    "invite_member",
    "log_outreach",
    "merge",
    "name_contact",
    "note_engaged",
    "open_invitation",
    "open_refresh",
    "publish",
    "reopen_organisation",
    "say_not_one",
    "set_spoken_aside",
    "take_back_contact",
    "tie",
    "unmerge",
    "unpublish",
    "withdraw_invitation",
    "write_down_spoken",
]
