"""The plugin of the site, apart: Datasette takes `templates` and `static` beside any plugin for all its databases."""
