"""What screens read about circles. Every read model costs the same queries for any size."""

from cerchia.circles.queries.lists import (
    CircleLine,
    circle_lines,
    forming_places,
    invitations_to_work,
    page_of_circles,
    territories_of,
    weakened_circles,
)
from cerchia.circles.queries.meetings import (
    MeetingPage,
    Seat,
    meeting_page,
)
from cerchia.circles.queries.mine import (
    Companion,
    MyCircle,
    MyMeeting,
    companions,
    my_circle,
    my_meeting,
    my_membership,
    notes_about,
)
from cerchia.circles.queries.page import circle_page, circle_pages
from cerchia.circles.queries.places import (
    Candidate,
    candidates,
    circles_to_move_to,
    places_of,
)
from cerchia.circles.queries.shapes import (
    CirclePage,
    Gathering,
    Member,
    QuietLine,
    WeightLine,
)

__all__ = [
    "Candidate",
    "CircleLine",
    "CirclePage",
    "Companion",
    "Gathering",
    "MeetingPage",
    "Member",
    "MyCircle",
    "MyMeeting",
    "QuietLine",
    "Seat",
    "WeightLine",
    "candidates",
    "circle_lines",
    "circle_page",
    "circle_pages",
    "circles_to_move_to",
    "companions",
    "forming_places",
    "invitations_to_work",
    "meeting_page",
    "my_circle",
    "my_meeting",
    "my_membership",
    "notes_about",
    "page_of_circles",
    "places_of",
    "territories_of",
    "weakened_circles",
]
