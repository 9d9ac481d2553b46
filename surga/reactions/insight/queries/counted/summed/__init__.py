"""The sums behind the figures: from the cells where they hold, from the facts where they do not."""
