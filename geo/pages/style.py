"""Style the pages: what Streamlit's theme cannot say, and right to left for Arabic."""

import re

# A pin, as an address that asks no server: Streamlit fetches the icons it names itself from the network.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath fill='%230d6e6e' "
    "d='M12 1a8 8 0 0 0-8 8c0 6 8 14 8 14s8-8 8-14a8 8 0 0 0-8-8zm0 11a3 3 0 1 1 0-6 3 3 0 0 1 0 6z'/%3E%3C/svg%3E"
)

RTL = frozenset({"ar"})

_COMMON = """
[data-testid="stMainBlockContainer"]{padding:1.5rem 1.6rem 2rem;max-width:none}
[data-testid="stMainBlockContainer"]>[data-testid="stVerticalBlock"]{gap:.8rem}
[data-testid="stSidebarUserContent"]{padding-top:.2rem}
[data-testid="stSidebar"] [data-testid="stVerticalBlock"]{gap:.75rem}
[data-testid="stSidebar"] [data-testid="stDateInputField"]{font-size:.78rem}
[data-testid="stSidebar"] [data-testid="stDateInputFieldsScroller"] *{padding-inline:0}
[data-testid="stSidebar"] [data-testid="stDateInputFieldsScroller"]{padding-inline:.35rem 0}
.marsad-head{display:flex;gap:.7rem;align-items:baseline;flex-wrap:wrap}
.marsad-head b{font-size:1.35rem;letter-spacing:.01em;color:#0b5858}
.marsad-head span{color:#4b5a5e}
.marsad-demo,.marsad-note{margin:0!important;padding:.3rem .7rem;border-radius:6px;font-size:.88rem}
.marsad-head .marsad-demo,.marsad-head .marsad-note{margin-inline-start:auto!important}
.marsad-head .marsad-demo+.marsad-note{margin-inline-start:0!important}
.marsad-demo{background:#fff3d6;border:1px solid #e2c477;color:#5c4300}
.marsad-note{background:#eef2f1;border:1px solid #d5dbd9;color:#3c4a4d}
.marsad-figures{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;margin:0!important;padding:0!important;list-style:none;align-items:baseline}
.marsad-figures b{font-size:1.3rem;font-variant-numeric:tabular-nums;margin-inline-end:.35rem;color:#1d2a2e}
.marsad-figures li{margin:0!important;color:#4b5a5e;font-size:.92rem}
.marsad-panel h3{font-size:1.08rem;line-height:1.35;margin:0 0 .5rem;padding:0;font-weight:600}
.marsad-panel dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .8rem;margin:.6rem 0 .4rem!important;
 padding:0;font-size:.9rem}
.marsad-panel dt{margin:0!important;color:#56646a}
.marsad-panel dd{margin:0!important;min-width:0;overflow-wrap:anywhere}
.marsad-panel ul{margin:0;padding:0;list-style:none}
.marsad-panel small{color:#56646a}
.marsad-quote{margin:0 0 .5rem;padding:.4rem .7rem;background:#f6f4ee;border-inline-start:3px solid #c9b98f;border-radius:3px;
 font-size:.95rem;line-height:1.6;overflow-wrap:anywhere;white-space:pre-line}
.marsad-text{white-space:pre-wrap;line-height:1.7;overflow-wrap:anywhere;max-width:75ch;text-align:start}
.stApp .marsad-quote,.stApp .marsad-text,.stApp .marsad-found td{text-align:start}
.marsad-quote mark,.marsad-text mark,.marsad-key mark{border-radius:3px;padding:0 .1em;color:inherit}
mark.place{background:#cde7e3}
mark.incident{background:#fde3a7}
mark.place.incident{background:#fde3a7;box-shadow:inset 0 -2px #0d6e6e}
mark.nil{background:none;border-bottom:2px dotted #8a5a00}
.marsad-key{font-size:.85rem;color:#56646a;display:flex;gap:1rem;margin:0 0 .4rem}
.marsad-found{width:100%;border-collapse:collapse;font-size:.9rem}
.marsad-found th,.marsad-found td{text-align:start;padding:.25rem .5rem;border-bottom:1px solid #e2e6e5;vertical-align:top}
.marsad-found th{color:#56646a;font-weight:500}
[class*="st-key-latest_"] button{justify-content:flex-start;text-align:start;padding:0;min-height:1.6rem}
.marsad-search{display:block}
.marsad-search span{display:block;font-size:.9rem;margin-bottom:.25rem}
.marsad-search input{width:100%;box-sizing:border-box;padding:.6rem .8rem;border:1px solid #c3cbc9;border-radius:6px;background:#fff;
 color:inherit;font:inherit;font-size:1.05rem}
.marsad-search input:focus{outline:2px solid #0d6e6e;outline-offset:0;border-color:#0d6e6e}
[class*="st-key-result_"] button{justify-content:flex-start;text-align:start;padding:.25rem .4rem;min-height:1.9rem;border-radius:6px}
[class*="st-key-result_"] button:hover{background:#eef4f3}
[class*="st-key-result_"] button>div{justify-content:flex-start;width:100%}
[class*="st-key-result_"] button p{text-align:start;white-space:normal;line-height:1.35}
[class*="st-key-result_"]{margin-bottom:-.75rem}
.marsad-place dd>div{display:inline-block;margin-inline-end:1rem}
.marsad-place code{background:#eef2f1;padding:.05rem .35rem;border-radius:4px}
.marsad-empty{text-align:center;padding:2.5rem 1rem 0}
.marsad-empty b{display:block;font-size:1.15rem;margin-bottom:.3rem}
.marsad-empty span{color:#4b5a5e}
@media(max-width:640px){[data-testid="stMainBlockContainer"]{padding:3.6rem 1rem 2rem}}
"""

# Streamlit has no switch for direction; the map keeps its own, and so does each text of an article (dir=auto).
_RTL = """
.stApp{direction:rtl}
.stApp [data-testid="stSidebar"],.stApp [data-testid="stMain"]{direction:rtl;text-align:right}
.stApp input,.stApp textarea{direction:rtl;text-align:right}
.stApp [data-testid="stDateInputField"]{direction:ltr}
.stApp [data-testid="stHeading"] *,.stApp h1,.stApp h2,.stApp h3,.stApp h4,.stApp label,.stApp p{text-align:right}
.stApp [data-testid="stDataFrame"],.stApp [data-testid="stDataFrameGlideDataEditor"]{direction:ltr}
.stApp [data-testid="stSidebar"][data-collapsed="true"]{display:none}
.stApp [data-testid="stSidebar"]{border-left:1px solid #d5dbd9}
.stApp .stIFrame,.stApp iframe{direction:ltr}
.stApp [data-testid="stExpandSidebarButton"] svg,.stApp [data-testid="stSidebarCollapseButton"] svg,
.stApp [data-testid="stExpandSidebarButton"] span,.stApp [data-testid="stSidebarCollapseButton"] span{transform:scaleX(-1)}
"""


_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Write a text so that Streamlit's Markdown shows it as it stands, on one line. Source: CommonMark, backslash escapes."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def style_of(language: str) -> str:
    """Give the style sheet of the pages in a language."""
    return _COMMON + _RTL if language in RTL else _COMMON
