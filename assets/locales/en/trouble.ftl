### Messages without a window: before it opens, and after a crash.

trouble-already-open = Rackhand is open already: go to its window, or close it first
trouble-crash = A mistake in the program ended Rackhand. What was sent to machines is in the journal: start again and look there before you repeat anything.
trouble-crash-report = A report for support is in { $path }
