"""One module an aggregate: the wish, the project, the review."""

from cerchia.projects.models.project import (
    Domain,
    Objective,
    Picture,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    Resource,
    Titled,
)
from cerchia.projects.models.review import ReviewMoment, StillMyWish
from cerchia.projects.models.wish import Voice, Wish, WishMoment, WishNote

__all__ = [
    "Domain",
    "Objective",
    "Picture",
    "Project",
    "ProjectMember",
    "ProjectStep",
    "ProjectVersion",
    "Resource",
    "ReviewMoment",
    "StillMyWish",
    "Titled",
    "Voice",
    "Wish",
    "WishMoment",
    "WishNote",
]
