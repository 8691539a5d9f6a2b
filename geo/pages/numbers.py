"""Show the figures of the incidents on show, and how they changed: `figures_html`."""

from dataclasses import asdict
from html import escape

from geo.frames import LOW_BASE, Changes, Figures
from geo.languages.strings import say
from geo.languages.titles import day_text

ALWAYS = ("incidents", "places", "articles")


def figures_html(summed: Figures, compared: Changes | None, language: str) -> str:
    """Write the figures; where a period is compared with the one before, each with its change."""
    numbers = {key: number for key, number in asdict(summed).items() if number or key in ALWAYS}
    items = "".join(
        f"<li><b>{number}</b>{escape(say(language, f'figures.{key}', n=number))}{_change(key, compared, language)}</li>"
        for key, number in numbers.items()
    )
    return f'<ul class="marsad-figures">{items}</ul>'


def _change(key: str, compared: Changes | None, language: str) -> str:
    """Write a change: the difference, and the percentage only where enough were counted before."""
    if compared is None:
        return ""
    percent = compared.percent(key)
    said = _signed(compared.change(key)) + ("" if percent is None else f" ({_signed(percent)} %)")
    period = {name: day_text(getattr(compared, name), language) for name in ("since", "until")}
    hint = f"{say(language, 'figures.against', **period)}. {say(language, 'figures.low_base', base=LOW_BASE)}"
    return f' <small class="marsad-change" title="{escape(hint)}"><bdi>{said}</bdi></small>'


def _signed(number: int) -> str:
    return "=" if number == 0 else f"{number:+}".replace("-", "\N{MINUS SIGN}")
