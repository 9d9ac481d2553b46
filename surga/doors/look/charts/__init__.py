"""Pictures of figures, drawn as SVG on the server: no script, readable in grey, the same in a PDF as on a page."""
