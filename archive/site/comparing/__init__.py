"""The page that compares regions, counties, municipalities, areas, years and target groups; its files and charts."""
