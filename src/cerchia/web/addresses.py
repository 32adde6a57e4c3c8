"""Addresses that every page needs, by name; by the map of pages where a name is unknown."""

from django.urls import NoReverseMatch, reverse

EXIT_PAGES = {
    "weather": "/p/meteo/",
    "recipes": "/p/ricette/",
    "football": "/p/calcio/",
}
FALLBACKS = {
    "home": "/",
    "access:leave": "/esci/",
    "access:language": "/lingua/",
    "access:pin": "/pin/",
    "me:home": "/io/",
    "me:money": "/io/soldi/",
    "me:circle": "/io/cerchia/",
    "access:settings": "/io/impostazioni/",
}


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return FALLBACKS[name]


def neutral_page(chosen: str) -> str:
    """Where the quick exit leads: a small page of ours that tells nothing."""
    return EXIT_PAGES.get(chosen, EXIT_PAGES["weather"])
