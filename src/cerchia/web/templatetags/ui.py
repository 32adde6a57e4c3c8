"""`{% load ui %}`: every component and filter of the house."""

from cerchia.web.tags import acts, bars, desk, forms, phone, plain, writing
from cerchia.web.tags.library import register

__all__ = ["acts", "bars", "desk", "forms", "phone", "plain", "register", "writing"]
