"""Two sets of texts that were written after the detector and without a look at it: how it does at first sight."""
