"""The charts and maps of a comparison, drawn as SVG on the server."""
