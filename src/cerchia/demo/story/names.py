"""Short names of areas, pictures, kinds and ends, so that a line of the story stays a line."""

from cerchia.projects.models import Domain, Objective, Picture, Project

ENTERPRISE, HOME, STUDY, EXCHANGE = Domain.ENTERPRISE, Domain.HOME, Domain.STUDY, Domain.EXCHANGE
WORK, LICENCE, FAMILY = Domain.TRAINING_WORK, Domain.LICENCE_MOBILITY, Domain.FAMILY_PAPERS

P_SEWING, P_STUDY, P_STALL, P_KEY = Picture.SEWING, Picture.STUDY, Picture.STALL, Picture.KEY
P_BED, P_LICENCE, P_BICYCLE = Picture.BED, Picture.LICENCE, Picture.BICYCLE
P_TRUCK, P_POT, P_BOOK, P_LAPTOP = Picture.TRUCK, Picture.POT, Picture.BOOK, Picture.LAPTOP
P_TOOLS, P_FAMILY, P_LEAF = Picture.TOOLS, Picture.FAMILY, Picture.LEAF
P_EXCHANGE, P_HANDS = Picture.EXCHANGE, Picture.HANDS

KIND_TRAINING, KIND_STUDY = Project.Kind.TRAINING, Project.Kind.STUDY
KIND_LICENCE, KIND_ENTERPRISE = Project.Kind.LICENCE, Project.Kind.ENTERPRISE
KIND_HOME, KIND_EXCHANGE, KIND_OTHER = (
    Project.Kind.HOME,
    Project.Kind.EXCHANGE,
    Project.Kind.OTHER,
)

REACHED, PARTLY = Objective.Result.REACHED, Objective.Result.PARTLY
DROPPED, NOT_REACHED = Objective.Result.DROPPED, Objective.Result.NOT_REACHED
