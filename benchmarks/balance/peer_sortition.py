"""Asks `sortition-algorithms` for its maximin lottery; runs in the environment of the peer."""

import json
import sys
import time

from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings


def main() -> None:
    asked = json.load(sys.stdin)
    rows = [
        {"feature": feature, "value": value, "min": str(low), "max": str(high)}
        for feature, values in asked["quotas"].items()
        for value, (low, high) in values.items()
    ]
    settings = Settings(id_column="id", columns_to_keep=[])
    features, *_ = read_in_features(["feature", "value", "min", "max"], rows)
    people, _ = read_in_people(["id", *asked["quotas"]], asked["people"], features, settings)
    read = time.process_time if asked["cpu"] else time.perf_counter
    began = read()
    lists, weights, _ = find_distribution_maximin(features, people, asked["seats"], [])
    took = read() - began
    chances = dict.fromkeys((person["id"] for person in asked["people"]), 0.0)
    for chosen, weight in zip(lists, weights, strict=True):
        for one in chosen:
            chances[one] += weight
    lowest = min(chance for chance in chances.values() if chance > 0)
    sys.stdout.write(json.dumps({"seconds": took, "lowest": lowest}) + "\n")


if __name__ == "__main__":
    main()
