"""Support: what the territory gives to a step of somebody's project.

Owns Need and Commitment. A need shows no identity; a name is seen only with a commitment and a
consent in force (invariant 12). Offers come from `network`, steps from `projects`.
"""
