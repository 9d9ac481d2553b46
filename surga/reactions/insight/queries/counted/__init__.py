"""What stands behind the figures: cases as they were known, their sums, and the series that are made of them."""
