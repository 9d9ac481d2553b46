"""The demonstration: two synthetic years of a city, from a seed.

Shares follow what is known of Kediri (channels: call centre 84 %, of which
WhatsApp 85.5 %; web 16 %; SMS 0.2 %), seasons follow rain and school; texts are
written for this project, persons are made of common names.
"""

from surga.project.demo.fill import fill

__all__ = ["fill"]
