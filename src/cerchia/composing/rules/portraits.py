"""What a circle is like: what binds it, and what an absence would break."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cerchia.composing.rules.table import KNOWN_WELL, LEVEL, WORKING, Helper, Ring, Walker


@dataclass(frozen=True, slots=True)
class Portrait:
    """What binds a circle, and what an absence would break; all by codes and ids."""

    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    breaks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone_in_theme: tuple[str, ...] = ()
    themes: Mapping[str, int] = field(default_factory=dict)
    covered: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()


def portrait(ring: Ring, walkers: Mapping[str, Walker], helpers: Mapping[str, Helper]) -> Portrait:
    """Of people and staff who are still there; others are left out."""
    people = [walkers[one] for one in ring.people if one in walkers]
    team = [helpers[one] for one in ring.team if one in helpers]
    links = {p.code: tuple(h.id for h in team if _understand(h, p)) for p in people}
    breaks = {h.id: tuple(code for code, of in links.items() if of == (h.id,)) for h in team}
    themes = Counter(p.theme for p in people if p.theme)
    spoken = [language for p in people for language in p.languages if language != WORKING]
    heard = {language for h in team for language in _well(h.languages)}
    return Portrait(
        links=links,
        breaks={one: left for one, left in breaks.items() if left},
        alone_in_theme=tuple(p.code for p in people if p.theme and themes[p.theme] == 1),
        themes=dict(themes.most_common()),
        covered=tuple(one for one in dict.fromkeys(spoken) if one in heard),
        not_covered=tuple(p.code for p in people if not links[p.code]),
    )


def _understand(helper: Helper, walker: Walker) -> bool:
    return bool(_well({WORKING: KNOWN_WELL, **helper.languages}) & _well(walker.languages))


def _well(languages: Mapping[str, str]) -> set[str]:
    return {language for language, level in languages.items() if level >= LEVEL}


def loads(rings: Iterable[Ring], helpers: Iterable[Helper]) -> dict[str, int]:
    """In how many circles each of the team walks."""
    counted = Counter(one for ring in rings for one in ring.team)
    return {one.id: counted[one.id] for one in helpers}
