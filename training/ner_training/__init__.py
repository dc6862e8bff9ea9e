"""How the bundled Italian news NER models are made: prepare, teacher, label, train, evaluate, package."""
