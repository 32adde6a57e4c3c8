"""Ledger: double entry in integer cents. Owns Book, Account and Posting; knows no people.

A posting takes cents from its `debit` account and gives them to its `credit` account. The balance
of an account is what it received minus what it gave (credits - debits), so money in hand is
positive: a fund that was paid 1,000 euros and spent 200 stands at 80000. Sources (the funder, a
person's own money) stand below zero, and all balances of a book add up to zero.
One book an edition, one currency a book. Rows hold codes, never names or free text, and are never
changed: a mistake is undone by a reversal. Only `funds` may call `usecases` and `bulk`; everybody
may call `queries`, and `cerchia verify` calls `verification`.
"""
