"""Running the city without a shell: officers and their tokens, agencies, topics, texts, deadlines, days off."""
