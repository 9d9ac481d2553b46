"""Programs that stand in for the outside world. They import nothing from surga, and surga nothing from them."""
