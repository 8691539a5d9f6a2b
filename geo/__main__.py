"""Run `python -m geo`, the same as `marsad`."""

from geo.cli import main

main()
