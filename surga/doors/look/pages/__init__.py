"""What the look adds to every request and answer: the city for templates, mistakes as pages, the style guide."""
