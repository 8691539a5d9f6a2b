"""Pack data for a page into one string whose alphabet means nothing to Jinja, HTML or JavaScript: `pack`, `unpack`."""

import base64
import gzip
import json
from typing import Any

# Text that goes into a page by folium is compiled as a Jinja template on the way. Base64 has no brace, no angle
# bracket, no quote, no backtick: whatever an article says, there is nothing in it to compile, close or run.

LEVEL = 6  # 9 takes three times as long for two hundredths less


def pack(data: object) -> str:
    """Write JSON-able data as gzip in base64; the same data always gives the same string."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), compresslevel=LEVEL, mtime=0)).decode("ascii")


def unpack(packed: str) -> dict[str, Any]:
    """Read back what `pack` wrote."""
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed)))
    return data
