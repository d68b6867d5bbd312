"""Evaluations as pages: one HTML file each that needs nothing else, its plots drawn as SVG."""
