"""How a model is learned from verified cases. Loads scikit-learn: only `surga train` imports this."""
