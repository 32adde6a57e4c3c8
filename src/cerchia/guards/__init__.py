"""Guards: tables whose rows are never changed or deleted. Owns no table.

A room declares `registry.append_only(Model)` in its models. The triggers that refuse are put in
place after every `migrate`; `triggers.missing()` tells the system check, the readiness probe and
`cerchia verify` which are not there. This is the one exception to "no triggers".
"""
