// Placeholder until src/database/ lands: nothing to prepare yet.
