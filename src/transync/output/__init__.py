"""The forms in which a report can be shown, one module each: `render(report) -> str`."""
