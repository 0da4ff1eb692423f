"""Every address of the app, filled in: what the walks over all of it start from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask


class Route(NamedTuple):
    endpoint: str
    path: str
    methods: frozenset[str]


def routes(app: Flask, number: int = 1) -> Iterator[Route]:
    """Each rule with `number` for its ids and the first of its choices."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<any\((\w+)[^)]*\):\w+>", r"\1", rule.rule)
        path = re.sub(r"<int:\w+>", str(number), path)
        yield Route(rule.endpoint, re.sub(r"<[^>]+>", "x", path), frozenset(rule.methods or ()))
