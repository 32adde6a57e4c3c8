"""People: who someone is, how to reach them, which languages they use, their protection.

Owns Person, ContactPoint, PersonLanguage, Protection and PracticalCheck. Names, contacts and
places are sealed with a key of their own. There is no field for "the operator of this person":
staff reach a person through a circle.
"""
