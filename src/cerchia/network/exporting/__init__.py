"""From organisations to lists that leave the house: rows of a table, and Open Referral HSDS 3.

Plain values; who may have them is asked in `usecases.exports`, and for promises in a room above.
"""
