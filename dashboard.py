"""Serve the dashboard: page configuration and navigation, nothing else."""

import streamlit as st

from geo.pages import ICON, navigate

st.set_page_config(page_title="Marsad", page_icon=ICON, layout="wide", initial_sidebar_state="auto")
navigate()
