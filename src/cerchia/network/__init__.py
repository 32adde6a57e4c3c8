"""Network: the memory of the territory. Who knows whom, who was asked, what is offered.

Owns Organisation, OrganisationPerson, KnownContact, Outreach, Tie, Offer, Merge and Import. A name
that somebody gave stays in the queue until the organisation is contacted. What an offer becomes
for a step of a project is in `support`.
"""
