"""What money and rates share: figures that hang together, and the words that govern them."""
