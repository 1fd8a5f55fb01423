"""A Graph as one HTML page that works from a USB stick: no server, no network, every edge opens its sentence."""

from kg.explorer.page import Page, page

__all__ = ["Page", "page"]
