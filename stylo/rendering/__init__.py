"""How a report is shown: on a terminal, as Markdown, as HTML. Nothing is computed here."""
