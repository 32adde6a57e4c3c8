"""Desk: the first screens of everybody, and those that several rooms make together.

Owns nothing and changes nothing: it composes what the queries of other rooms tell. The only thing
it writes is the trace of a look at somebody's file, through `audit.reading`.
"""
