"""The JSON interface of the room."""

from ninja import Router

from cerchia.funds.api import expenses, funds, payments

router = Router()
router.add_router("", funds.router)
router.add_router("", expenses.router)
router.add_router("", payments.router)
