"""What a log may say of a request: the route by its name, never the address that was typed."""

import logging

UNKNOWN = "an unknown address"


class RoutesByName(logging.Filter):
    """Django writes "Not Found: /path/": a path that somebody typed may hold a name."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            name = match.view_name if match else UNKNOWN
            record.args = tuple(name if one == path else one for one in record.args)
        return True
