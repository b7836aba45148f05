"""What is, held against what should be: the model, the engine and the command line."""
