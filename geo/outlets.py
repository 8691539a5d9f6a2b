"""Say in which country an article was published, by its address or its outlet's name: `country_of`.

Weak evidence: a paper of Algiers that names Mohammadia may mean the one of its own country.
"""

from urllib.parse import urlsplit

from geo.languages.folding import fold
from geo.models import Article

# Domains that do not end in their country's letters, reviewed by hand.
DOMAINS = {
    "aawsat.com": "GB",
    "abc.es": "ES",
    "akhbaralaan.net": "AE",
    "alakhbar.info": "MR",
    "algerie360.com": "DZ",
    "algeriepatriotique.com": "DZ",
    "almasryalyoum.com": "EG",
    "annahar.com": "LB",
    "cridem.org": "MR",
    "echoroukonline.com": "DZ",
    "elkhabar.com": "DZ",
    "elpais.com": "ES",
    "elperiodico.com": "ES",
    "elwatan-dz.com": "DZ",
    "elwatan.com": "DZ",
    "enabbaladi.net": "SY",
    "ennaharonline.com": "DZ",
    "france24.com": "FR",
    "kapitalis.com": "TN",
    "lavanguardia.com": "ES",
    "libyaherald.com": "LY",
    "libyaobserver.ly": "LY",
    "liberte-algerie.com": "DZ",
    "lorientlejour.com": "LB",
    "lovinmalta.com": "MT",
    "mosaiquefm.net": "TN",
    "observalgerie.com": "DZ",
    "saharamedias.net": "MR",
    "shorouknews.com": "EG",
    "timesofmalta.com": "MT",
    "tsa-algerie.com": "DZ",
    "tunisienumerique.com": "TN",
    "youm7.com": "EG",
    "zamanalwsl.net": "SY",
}
# Outlets by their folded names, for articles without an address.
NAMES = {
    "abc": "ES",
    "aps": "DZ",
    "algerie presse service": "DZ",
    "agencia efe": "ES",
    "el khabar": "DZ",
    "el mundo": "ES",
    "el pais": "ES",
    "el watan": "DZ",
    "europa press": "ES",
    "la vanguardia": "ES",
    "le figaro": "FR",
    "le monde": "FR",
    "maltatoday": "MT",
    "sana": "SY",
    "tap": "TN",
    "times of malta": "MT",
    "tsa": "DZ",
    "الاهرام": "EG",
    "الخبر": "DZ",
    "الشروق اونلاين": "DZ",
    "اليوم السابع": "EG",
    "سانا": "SY",
}
# Endings that are sold to anyone, or are not the country's own.
OPEN_ENDINGS = frozenset({"ai", "cc", "co", "eu", "fm", "io", "ly", "me", "tv", "ws"})
LETTERS = 2
OWN_LETTERS = {"uk": "GB"}


def country_of(article: Article) -> str | None:
    """Give the code of the country whose outlet published an article, None where nothing says it."""
    for address in (article.url, article.source):
        host = _host(address)
        if host:
            return _of_host(host)
    return (_of_host(_host(f"//{article.outlet}")) or NAMES.get(fold(article.outlet))) if article.outlet else None


def _host(address: str | None) -> str:
    if address is None or "//" not in address:
        return ""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # brackets that hold no address
        return ""


def _of_host(host: str) -> str | None:
    """Read the country off a host: from the table, else from the letters it ends in."""
    parts = host.split(".")
    known = next((DOMAINS[name] for at in range(len(parts)) if (name := ".".join(parts[at:])) in DOMAINS), None)
    return known or (_of_letters(parts[-1]) if len(parts) > 1 else None)


def _of_letters(ending: str) -> str | None:
    """Read the country off the last part of a host, which may be a number or sold to anyone."""
    if len(ending) != LETTERS or not (ending.isascii() and ending.isalpha()) or ending in OPEN_ENDINGS:
        return None
    return OWN_LETTERS.get(ending, ending.upper())
