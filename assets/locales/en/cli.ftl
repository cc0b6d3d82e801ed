### The command line.

cli-planned = planned
