"""Everything that a phone with an empty cache fetches to open the home: address → body."""

import json
import re
import sys

import django

django.setup()

from django.contrib.staticfiles import finders  # noqa: E402 - needs settings

from benchmarks.within.pages import signed_in  # noqa: E402

LINKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="/static/([^"]+)"')
IMPORTED = re.compile(r'import\s+(?:[^"\']+from\s+)?["\']\./([^"\']+)["\']')


def main() -> None:
    page = signed_in("amal").get("/io/").content.decode()
    wanted = LINKED.findall(page)
    load = {"/io/": page.encode().decode("latin-1")}
    while wanted:
        name = wanted.pop()
        if name in load:
            continue
        found = finders.find(name)
        with open(str(found), "rb") as file:  # noqa: PTH123 - a path of the finder
            load[name] = file.read().decode("latin-1")
        if name.endswith(".js"):
            folder = name.rpartition("/")[0]
            wanted += [f"{folder}/{other}" for other in IMPORTED.findall(load[name])]
    sys.stdout.write(json.dumps(load) + "\n")


if __name__ == "__main__":
    main()
