"""Proof that nothing a model says can break, leak or inflate anything: hostile models, simulated players, an audit."""
