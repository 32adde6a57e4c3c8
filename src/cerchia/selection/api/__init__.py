"""The room in the JSON interface, one module a subject."""

from ninja import Router

from cerchia.selection.api import candidacies, choosing, rounds

router = Router()
router.add_router("", candidacies.router)
router.add_router("", rounds.router)
router.add_router("", choosing.router)
