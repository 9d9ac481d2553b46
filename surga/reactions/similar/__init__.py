"""The same thing reported again: what a new report is like, noted on arrival, asked at the desk and while one types."""
