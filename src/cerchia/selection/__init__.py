"""Selection: people put themselves forward, and people choose, in balance and with reasons.

Owns SelectionRound, CriteriaSheet, Candidacy, Interview, Urgency, Bond and Decision. Nobody is
ranked and no score is shown; `balance` proposes, a person decides and writes why.
"""
