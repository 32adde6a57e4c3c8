"""The thirty projects of the edition.

`september` and `december` say what had been spent by 19 September and by the end of the year.
"""

from cerchia.demo.story import biella, torino
from cerchia.demo.story.shapes import Plan

PLANS: tuple[Plan, ...] = torino.PLANS + biella.PLANS
