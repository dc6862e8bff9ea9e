"""The only rooms that know spaCy: our component, the recogniser, loading, and documents run through them."""
