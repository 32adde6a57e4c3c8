"""Composing: circles put together from those selected, with operators and mediators.

Owns Composition, KeepRule, KeepReason, CompositionLock, Answer and Decision. `balance` proposes;
people move, lock and write why; confirming forms circles and invites members through `circles`.
"""
