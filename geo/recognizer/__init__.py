"""Find the names of places in a text, whatever place they mean: `recognize`.

One mechanism serves all languages: tokens of the folded text against the gazetteer's names, longest first, then patterns
(generic words, enumerations) for names the gazetteer lacks; what a name needs before it counts stands in the language's table.
"""

from geo.gazetteer import Gazetteer
from geo.languages.folding import Folded
from geo.languages.lexicon import Lexicon
from geo.models import Toponym
from geo.recognizer.lists import enumerations
from geo.recognizer.patterns import abbreviated, introduced, joined, name_countries
from geo.recognizer.spots import Setting, spots
from geo.recognizer.weighing import weigh

__all__ = ["recognize"]


def recognize(folded: Folded, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Toponym]:
    """Give all names of places in a text, sorted, none overlapping another."""
    setting = Setting(folded, gazetteer, lexicon)
    found = [each for each in (weigh(spot, setting) for spot in spots(setting)) if each is not None]
    found = joined(found + abbreviated(setting))
    found = joined(found + introduced(folded, found, lexicon))
    name_countries(found, folded, lexicon)
    return enumerations(folded, found, lexicon)
