"""What is kept while somebody tells: their words in their session, their photos apart."""
