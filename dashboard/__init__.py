"""The dispatch dashboard: store, workflows, charts, exports and interface around `loaders` and `metrics`."""
