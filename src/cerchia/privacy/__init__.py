"""Privacy: consents by purpose; later export and erasure over every room's `personal_data`.

Owns Consent. Imports no domain: rooms above register what they hold. Saying no changes nothing.
"""
