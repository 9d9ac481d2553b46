"""The register of decisions that came from complaints."""
