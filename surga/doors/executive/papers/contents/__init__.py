"""What each paper says: built from the figures by plain functions, without a thought for how it is printed."""
