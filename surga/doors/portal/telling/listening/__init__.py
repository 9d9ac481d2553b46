"""What is heard while somebody tells: a danger first of all, and what others have told already."""
