"""What can be asked of the API, one file a subject."""
