"""How the weights of the facts are made: labelled passages, the choices they teach, a learner, cross-validation."""
