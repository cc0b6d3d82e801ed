### The command line.

cli-outcome = Outcome
cli-message = Message
