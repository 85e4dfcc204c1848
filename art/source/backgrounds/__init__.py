"""The painted places of the story: one module per picture, with shared stage, surfaces, sky, props and finish."""
