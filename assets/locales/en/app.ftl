### The window around the grid: title, top bar, sidebar, status bar, start screen, menus, actions.

window-title = Rackhand — { machine-count }
machine-count = { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}

## The top bar

top-ranges = Ranges
top-range-field = Addresses to scan
top-range-hint = 10.1.2.0/24, 10.1.3.1-80
top-scan = Scan
top-stop = Stop
top-scan-nothing = Type addresses at the left, or tick a range
scan-runs = A scan runs already; stop it first
top-scan-network = Scan { $name }: { $range }
monitor-off = read once
monitor-off-choice = Read only when asked
monitor-every = every { $interval }
monitor-about = How often all known machines are read again
interval-seconds = { $count } s
interval-minutes = { $count } min
filter-name = Filter
filter-hint = Filter: m50 th<90% chip>95 error:530
filter-count = { $shown } of { $all }

## Mistakes in a range

range-error-not-an-address = This is not an address
range-error-incomplete = An address has four numbers, such as 10.1.2.3
range-error-octet = A number of an address is at most 255
range-error-prefix = The number after / is between 0 and 32
range-error-port = A port is between 1 and 65535
range-error-backwards = The end of this range comes before its start
range-error-mixed = A range or * in a number can't be combined with a second address or with /
range-error-not-a-host = No machine can have this address
range-error-ipv6 = Machines have IPv4 addresses only
range-error-too-many = This is too many addresses for one scan

## The panel at the left

side-fleet = Fleet
side-views = Views
side-views-none = Save a filter to find it here
side-ranges = Ranges
side-ranges-none = Named ranges appear here

## The status bar

status-empty = No machines yet
status-answering = answering
status-of-rated = { $unit } of { $rated }
status-scanned = scanned { $time } · { $count } addresses in { $seconds } s
status-scan-stopped = scan stopped { $time } · { $count } addresses in { $seconds } s
status-restored = as of the last session, { $age } ago; scan to refresh
job-scan = Scan
job-monitor = Monitoring
job-read = Reading
job-progress = { $done } of { $total } · { $found } found
job-cancel = Cancel

## The start screen

start-title = Where are your machines?
start-hint = Scan a network of this computer, or type addresses above
start-networks = Networks of this computer
start-scan-what = Scan { $what }
start-try = No machines at hand?
start-demo = A farm that is not there
start-demo-about = 200 simulated machines with everyday troubles
start-demo-do = Demo

## Messages

toast-close = Close message
exported-rows = { $count ->
    [one] { $count } machine written to { $file }
   *[other] { $count } machines written to { $file }
}
trouble-settings-broken = The settings were damaged and are kept aside; the usual ones are used ({ $words }, { $path })
trouble-settings-newer = A later version of Rackhand wrote the settings. What this version understands of them is used, and a copy is kept for the later one ({ $words }, { $path })
trouble-settings-unread = The settings can't be read: { $words } ({ $path }). It is left as it is, and this run keeps none: close what holds the file, then start Rackhand again
trouble-settings-unsaved = The settings can't be saved: { $words } ({ $path })
trouble-fleet-broken = The last fleet was damaged and is kept aside; a new one begins ({ $words }, { $path })
trouble-fleet-newer = A later version of Rackhand keeps the last fleet, so this one neither shows nor changes it. Install the later version again to see it ({ $words }, { $path })
trouble-fleet-unread = The last fleet can't be read: { $words } ({ $path }). It is left as it is, and this run keeps none: close what holds the file, then start Rackhand again
trouble-fleet-unsaved = The fleet can't be saved: { $words } ({ $path })
trouble-export-failed = The file can't be written: { $words } ({ $path })
trouble-folder-unmade = The folder can't be made, so nothing was fetched: choose another one ({ $words }, { $path })
trouble-folder-unopened = The folder can't be shown: { $words } ({ $path })
trouble-ranges-unread = The ranges can't be read: { $words } ({ $path })
trouble-networks-unknown = The networks of this computer can't be listed: { $words } { $path }
trouble-out-of-sockets = This computer has no free network connection, so some addresses were left out: lower the number at once in the settings ({ $words }) { $path }
trouble-link-crowded = More machines are on this network than the system can keep track of, so some may be missing: scan smaller ranges one after another, or raise { $words } { $path }
trouble-demo-failed = The simulated machines can't be started: { $words } { $path }
trouble-task-panicked = A fault in Rackhand ended one task, and everything else goes on ({ $words }) { $path }
trouble-keyring-failed = Passwords: { $words } { $path }
trouble-journal-newer = A later version of Rackhand keeps the journal, so this one leaves it alone and sends nothing to machines. Install the later version again, or move the file away ({ $words }, { $path })
trouble-journal-unsaved = Nothing was sent, because the journal can't be written: { $words } { $path }
trouble-journal-unread = The journal can't be read: { $words } { $path }
trouble-engine-stopped = The engine has stopped; start Rackhand again ({ $words }) { $path }

## What can be done

action-scan = Scan
action-stop = Stop
action-refresh = Read again
action-monitor = Read all machines again and again
action-focus-ranges = Type addresses
action-ranges = Ranges…
action-focus-filter = Filter machines
action-clear-filter = Clear the filter
action-views = Saved views…
action-select-all = Select all shown
action-select-inverse = Invert the selection
action-select-none = Clear the selection
action-copy = Copy
action-copy-addresses = Copy the addresses
action-export = Export…
action-columns = Columns…
action-palette = Command palette
action-settings = Settings…
action-next-theme = Next theme
action-zoom-in = Larger type
action-zoom-out = Smaller type
action-zoom-reset = Usual type size
action-sidebar = Show or hide the left panel
action-detail = Show or hide the machine's panel
action-demo = Start the demo farm
action-demo-reason = only while there are no machines
action-shortcuts = Keyboard shortcuts
action-about = About Rackhand
action-quit = Quit
