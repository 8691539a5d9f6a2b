"""Style the pages: what Streamlit's theme cannot say, and right to left for Arabic."""

import re
from functools import cache
from string import Template

from geo.languages.strings import say
from geo.settings import data_folder

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
.marsad-head b{font-size:1.35rem;letter-spacing:.01em;color:light-dark(#0b5858,#6cc7be)}
.marsad-head span{color:light-dark(#4b5a5e,#a7b3b8)}
.marsad-demo,.marsad-note{margin:0!important;padding:.3rem .7rem;border-radius:6px;font-size:.88rem}
.marsad-head .marsad-demo,.marsad-head .marsad-note{margin-inline-start:auto!important}
.marsad-head .marsad-demo+.marsad-note{margin-inline-start:0!important}
.marsad-demo{background:light-dark(#fff3d6,#3a2f10);border:1px solid light-dark(#e2c477,#6b5510);color:light-dark(#5c4300,#f3d98f)}
.marsad-note{background:light-dark(#eef2f1,#1d2629);border:1px solid light-dark(#d5dbd9,#33414a);color:light-dark(#3c4a4d,#c5cdd0)}
.marsad-figures{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;margin:0!important;padding:0!important;list-style:none;align-items:baseline}
.marsad-figures b{font-size:1.3rem;font-variant-numeric:tabular-nums;margin-inline-end:.35rem;color:light-dark(#1d2a2e,#e8eef0)}
.marsad-figures li{margin:0!important;color:light-dark(#4b5a5e,#a7b3b8);font-size:.92rem}
.marsad-change{color:light-dark(#56646a,#a7b3b8);font-size:.82rem;cursor:help}
.marsad-bars-row{display:flex;align-items:flex-end;gap:1px;height:44px;cursor:crosshair;touch-action:none;
 border-bottom:1px solid light-dark(#c3cbc9,#44525a)}
.marsad-bars-row span{flex:1;display:flex;align-items:flex-end;height:100%;min-width:0}
.marsad-bars-row i{width:100%;max-width:22px;margin-inline:auto;border-radius:2px 2px 0 0;background:light-dark(#0d6e6e,#4fb0a8)}
.marsad-bars-row .is-out i{background:light-dark(#c3cdcb,#3b484d)}
.marsad-bars-note{font-size:.78rem;color:light-dark(#56646a,#a7b3b8);margin-top:.15rem}
.marsad-panel h3{font-size:1.08rem;line-height:1.35;margin:0 0 .5rem;padding:0;font-weight:600}
.marsad-panel dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .8rem;margin:.6rem 0 .4rem!important;
 padding:0;font-size:.9rem}
.marsad-panel dt{margin:0!important;color:light-dark(#56646a,#a7b3b8)}
.marsad-panel dd{margin:0!important;min-width:0;overflow-wrap:anywhere}
.marsad-panel ul{margin:0;padding:0;list-style:none}
.marsad-panel small{color:light-dark(#56646a,#a7b3b8)}
.marsad-quote{margin:0 0 .5rem;padding:.4rem .7rem;background:light-dark(#f6f4ee,#1d2629);
 border-inline-start:3px solid light-dark(#c9b98f,#8a7a4d);border-radius:3px;
 font-size:.95rem;line-height:1.6;overflow-wrap:anywhere;white-space:pre-line}
.marsad-text{white-space:pre-wrap;line-height:1.7;overflow-wrap:anywhere;max-width:75ch;text-align:start}
.stApp .marsad-quote,.stApp .marsad-text,.stApp .marsad-found td{text-align:start}
.marsad-key{font-size:.82rem;color:light-dark(#414e54,#c5cdd0);display:flex;flex-wrap:wrap;gap:.3rem .7rem;margin:0 0 .5rem}
.marsad-places{margin-bottom:.3rem}
.marsad-places>.marsad-at{font-size:.85rem;color:light-dark(#56646a,#aab4b8)}
.marsad-places>div,.marsad-places>details{margin-inline-start:1.3em}
.marsad-panel summary{cursor:pointer}
.marsad-panel details ul,.marsad-panel .marsad-claims{
 padding-inline-start:.8rem!important;font-size:.85rem;color:light-dark(#414e54,#c5cdd0)}
.marsad-found{width:100%;border-collapse:collapse;font-size:.9rem}
.marsad-found th,.marsad-found td{text-align:start;padding:.25rem .5rem;border-bottom:1px solid light-dark(#e2e6e5,#33414a);
 vertical-align:top}
.marsad-found td{white-space:pre-line}
.marsad-found th{color:light-dark(#56646a,#a7b3b8);font-weight:500}
[class*="st-key-latest_"] button{justify-content:flex-start;text-align:start;padding:0;min-height:1.6rem}
.marsad-search{display:block}
.marsad-search span{display:block;font-size:.9rem;margin-bottom:.25rem}
.marsad-search input{width:100%;box-sizing:border-box;padding:.6rem .8rem;
 border:1px solid light-dark(#c3cbc9,#44525a);border-radius:6px;background:light-dark(#fff,#141b1e);
 color:inherit;font:inherit;font-size:1.05rem}
.marsad-search input:focus{outline:2px solid #0d6e6e;outline-offset:0;border-color:#0d6e6e}
[class*="st-key-result_"] button{justify-content:flex-start;text-align:start;padding:.25rem .4rem;min-height:1.9rem;border-radius:6px}
[class*="st-key-result_"] button:hover{background:light-dark(#eef4f3,#1d2a2c)}
[class*="st-key-result_"] button>div{justify-content:flex-start;width:100%}
[class*="st-key-result_"] button p{text-align:start;white-space:normal;line-height:1.35}
[class*="st-key-result_"]{margin-bottom:-.75rem}
.marsad-place dd>div{display:inline-block;margin-inline-end:1rem}
.marsad-place code{background:light-dark(#eef2f1,#1d2629);padding:.05rem .35rem;border-radius:4px}
.stApp [data-testid^="stBaseButton-primary"]:not(:disabled){color:light-dark(#fff,#0a1a1a)}
.marsad-error{color:light-dark(#9a2a1a,#f0a79a)}
.marsad-empty{text-align:center;padding:2.5rem 1rem 0}
.marsad-empty b{display:block;font-size:1.15rem;margin-bottom:.3rem}
.marsad-empty span{color:light-dark(#4b5a5e,#a7b3b8)}
.stApp [data-testid="stCaptionContainer"],.stApp [data-testid="stCaptionContainer"] p{color:light-dark(#56646a,#a7b3b8);opacity:1}
@media(max-width:640px){[data-testid="stMainBlockContainer"]{padding:3.6rem 1rem 2rem}}
"""

# Streamlit has no switch for direction; the map keeps its own, and so does each text of an article (dir=auto).
_RTL = """
.stApp{direction:rtl}
[data-testid="stPopoverBody"],[role="listbox"],[role="listbox"] *{direction:rtl;text-align:right}
.stApp [data-testid="stSidebar"],.stApp [data-testid="stMain"]{direction:rtl;text-align:right}
.stApp input,.stApp textarea{direction:rtl;text-align:right}
.stApp [data-testid="stDateInputField"],.stApp [data-testid="stButtonGroup"]{direction:ltr}
.stApp [data-testid="stHeading"] *,.stApp h1,.stApp h2,.stApp h3,.stApp h4,.stApp label,.stApp p{text-align:right}
.stApp [data-testid="stDataFrame"],.stApp [data-testid="stDataFrameGlideDataEditor"]{direction:ltr}
.stApp [data-testid="stSidebar"][data-collapsed="true"]{display:none}
.stApp [data-testid="stSidebar"]{border-left:1px solid light-dark(#d5dbd9,#33414a)}
.stApp .stIFrame,.stApp iframe{direction:ltr}
.stApp [data-testid="stExpandSidebarButton"] svg,.stApp [data-testid="stSidebarCollapseButton"] svg,
.stApp [data-testid="stExpandSidebarButton"] span,.stApp [data-testid="stSidebarCollapseButton"] span,
.stApp [data-testid="stPaginationPrev"],.stApp [data-testid="stPaginationNext"]{transform:scaleX(-1)}
"""


# What Streamlit says in English alone: of uploads, of a list that holds nothing like what is typed, of a day not yet given.
_SAID = Template("""
[data-testid="stFileUploaderDropzone"] button p,[data-testid="stFileUploaderDropzoneInstructions"] span{font-size:0}
[data-testid="stFileUploaderDropzone"] button p::after{content:"$choose";font-size:.93rem}
[data-testid="stFileUploaderDropzoneInstructions"] span::after{content:"$most";font-size:.85rem}
[role="listbox"][data-empty="true"] [role="option"] span{font-size:0}
[role="listbox"][data-empty="true"] [role="option"] span::after{content:"$nothing";font-size:.93rem}
[data-testid="stDateInputField"] [data-placeholder]{font-size:0;unicode-bidi:isolate}
[data-testid="stDateInputField"] [data-placeholder]::after{font-size:.78rem}
[data-testid="stDateInputField"] [data-type="day"]::after{content:"$day"}
[data-testid="stDateInputField"] [data-type="month"]::after{content:"$month"}
[data-testid="stDateInputField"] [data-type="year"]::after{content:"$year"}
[data-testid="stDateInputField"] [data-type]:not([data-placeholder])::after{content:none}
""")

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Write a text so that Streamlit's Markdown shows it as it stands, on one line. Source: CommonMark, backslash escapes."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


@cache
def _marks() -> str:
    """Read the looks of marks and roles, which the map has too."""
    return (data_folder() / "web" / "marks.css").read_text(encoding="utf-8")


def style_of(language: str, *, megabytes: int) -> str:
    """Give the style sheet of the pages in a language; an uploaded file may have so many megabytes."""
    words = {"choose": say(language, "articles.choose_files"), "most": say(language, "articles.most", size=megabytes)}
    words |= {"nothing": say(language, "app.no_results")} | {each: say(language, f"app.{each}") for each in ("day", "month", "year")}
    return _COMMON + _marks() + _SAID.substitute(words) + (_RTL if language in RTL else "")
