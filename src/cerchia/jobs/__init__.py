"""Jobs: long work outside the request, with progress, that can be interrupted.

Owns Job. A room registers a kind of work in its module `work`; starting one is a row, and another
process does it. Come here when a page would have to wait for a solver, an import or a dossier.
"""
