"""Ask axe-core what is wrong with a page for those who use a keyboard or a screen reader: `findings`."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

GRAVE = frozenset({"serious", "critical"})
RUN = "async () => (await axe.run(document, {resultTypes: ['violations'], iframes: false})).violations"


def findings(page: Page) -> list[str]:
    """List what is seriously wrong in a page and in each of its frames, with the rule and where."""
    return [each for frame in page.frames for each in _of(frame)]


def _of(frame: Frame) -> list[str]:
    frame.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = frame.evaluate(RUN)
    return [
        f"{each['id']} ({each['impact']}) at {node['target']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
