"""What goes out: cases as JSON, and problem documents."""
