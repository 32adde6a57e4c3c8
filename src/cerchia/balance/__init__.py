"""Balance: choose and compose under balance rules, explain, say why not.

Owns no table and knows no models; only ids reach the solver. It supports a decision and never takes
one: people propose, lock, change and sign. Other rooms may call `schema.parse_pool`,
`selection.propose`, `composition.propose`, `guardrails.refusals` and `checker`.
"""
