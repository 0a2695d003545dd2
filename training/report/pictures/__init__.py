"""Pictures of the report, as SVG that is legible on light and dark grounds."""
