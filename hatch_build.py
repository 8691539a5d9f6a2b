"""Put data, seeds and the dashboard into a wheel; an editable install reads them from the checkout instead."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = {"data": "geo/_data", "seeds": "geo/_seeds", "dashboard.py": "geo/_dashboard.py", ".streamlit": "geo/.streamlit"}


class CarriedFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Add what lies beside the package to the wheels that are handed on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to include, by their path in the checkout, with their path in the wheel."""
        if version != "editable":  # a copy in site-packages would grow stale beside the checkout
            build_data["force_include"].update(CARRIED)
