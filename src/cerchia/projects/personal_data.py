"""What projects hold about people, and what stays when a person's data goes."""

from cerchia.projects.models import (
    Objective,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    Resource,
    ReviewMoment,
    StillMyWish,
    Wish,
    WishMoment,
    WishNote,
)

TABLES = (
    Wish,
    WishNote,
    StillMyWish,
    Project,
    Objective,
    ProjectStep,
    Resource,
    ReviewMoment,
)
KEPT = {
    WishMoment: "A dated code about a wish; its words go with the key of the person.",
    ProjectMember: "Holds ids and dates; what money and figures were counted for leads to it.",
    ProjectVersion: "Append-only; it can no longer be read once the key of the project is gone.",
}
