"""Show the dashboard's pages in Streamlit: `navigate`. Nothing below imports streamlit."""

from geo.pages.navigation import navigate
from geo.pages.style import ICON

__all__ = ["ICON", "navigate"]
