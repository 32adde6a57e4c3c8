"""The written rules of the shared funds."""

from cerchia.demo.play.stage import Stage
from cerchia.demo.story import kitchen
from cerchia.funds.models import FundRule
from cerchia.funds.usecases import agree_rule, write_rule

POT, SHARES = FundRule.Sharing.POT, FundRule.Sharing.SHARES
# Sharing, cents that one spends alone, days to answer.
RULES = {
    "trio": (POT, 10_000, 14),
    "wool": (POT, 50_000, 7),
    "tesfay": (POT, 15_000, 7),
    "pair": (SHARES, 40_000, 7),
}
WHEN_ONE_LEAVES = "Chi va via prende metà di quello che resta."
NO_LIMIT = 10**12


def alone_up_to(fund: str) -> int:
    """Cents that one owner spends without asking the others."""
    return RULES[fund][1] if fund in RULES else NO_LIMIT


def agree_on_rule(stage: Stage, key: str, owners: list[str]) -> None:
    """Written by one, agreed by all: in force before any money comes."""
    first, *others = owners
    sharing, alone, days = RULES[key]
    rule = write_rule(
        actor=stage.user(first),
        fund=stage.funds[key],
        sharing=sharing,
        solo_limit_cents=alone,
        above_limit=FundRule.Above.UNANIMITY,
        account_holder=stage.people[first],
        when_one_leaves=kitchen.WHEN_ONE_LEAVES if key == "trio" else WHEN_ONE_LEAVES,
        days_to_vote=days,
    )
    for other in others:
        agree_rule(actor=stage.user(other), rule=rule)
