"""Demos with more people than a story can tell: the pattern of the year, written in bulk.

Every count grows in proportion and every law of the product holds; there are no pictures of
receipts, and what each person says is what somebody of the story says.
"""
