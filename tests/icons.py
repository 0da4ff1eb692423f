"""Draws the icons of the home screen from the one drawing, `icons/favicon.svg`, in a Chromium:
`uv run python -m tests.icons`. The mask of a phone may cut a tenth off each side."""

import sys
from pathlib import Path

from tests.chromium import Unavailable, launched

ICONS = Path(__file__).parents[1] / "reintegrate/static/icons"
SIZES = {"any-192": 192, "any-512": 512, "maskable-512": 512}
SAFE = 'viewBox="-5 -5 42 42"'


def drawing(name: str) -> str:
    """Of a maskable icon the ground reaches every edge, and the house stays in the middle."""
    svg = (ICONS / "favicon.svg").read_text("utf-8")
    if not name.startswith("maskable"):
        return svg
    ground = '<rect x="-5" y="-5" width="42" height="42"'
    return svg.replace('<rect width="32" height="32" rx="7"', ground).replace(
        'viewBox="0 0 32 32"', SAFE
    )


def draw() -> None:
    with launched() as browser:
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0}}</style>{drawing(name)}")
            page.locator("svg").evaluate(
                "(e, n) => { e.setAttribute('width', n); e.setAttribute('height', n) }", size
            )
            page.screenshot(path=ICONS / f"{name}.png", omit_background=True)
            page.close()


if __name__ == "__main__":
    try:
        draw()
    except Unavailable as why:
        sys.exit(str(why))
