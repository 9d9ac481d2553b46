"""The map: cases per kelurahan, and hot spots of points."""
