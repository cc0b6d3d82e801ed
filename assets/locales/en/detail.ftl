### The panel at the right: one machine looked at closely.

detail-empty-title = No machine chosen
detail-empty-hint = Click a row, or move with the arrow keys, to look at one machine closely

# Tabs
detail-tab-overview = Overview
detail-tab-pools = Pools
detail-tab-trend = Trend
detail-tab-history = History
detail-tab-raw = Raw

# Head
detail-location-add = Add a location
detail-location-edit = Change the location
detail-location-name = Name or location of this machine
detail-location-hint = C2·R01·10
detail-model-unknown = model unknown
detail-status-since = since { $time }
detail-read-at = read { $time }
detail-read-again = Read again
detail-reading = Reading…
detail-open-web = Open its web page
detail-copy = Copy { $what }
detail-save = Save
detail-cancel = Cancel

# What is wrong with what we know
detail-lost-title = No answer since { $time }
detail-lost-body = What you see below is { $age } old
detail-lost-silent = Nothing answered at its address when it was scanned
detail-lost-silent-advice = Check its power and network cable
detail-lost-moved = A machine that got a new address is found again by its MAC when you scan its range
detail-restored-title = From the last session
detail-restored-body = What you see below is { $age } old. Scan its range, or read it again
detail-partial-title = Part of the reply is missing
detail-partial-body = The last reply was cut off or damaged. Values that did not arrive are shown as –

# Why there is no reading, and what to do
failure-timed-out = It did not answer in time
failure-timed-out-advice = Check its power and network cable; if other machines on the switch are slow too, raise the timeout in the settings
failure-refused = The host is there, but nothing listens on the API port
failure-refused-advice = Wait two minutes if it is starting; else switch the API on in its web page, or restart it
failure-unreachable = The network can't reach this address
failure-unreachable-advice = Check that this computer is on the same network, and the cable to the switch
failure-closed = It closed the connection without a whole reply
failure-closed-advice = Read it again; if it stays, restart its mining or update its firmware
failure-too-long = Its reply was longer than a miner's can be
failure-too-long-advice = Check that this address is a miner; something else may answer on its port
failure-btminer-down = btminer, its mining program, is not running
failure-btminer-down-advice = It is stopped, restarting or starting up; if it stays so for five minutes, restart the machine
failure-answered = It answered with an error
failure-answered-advice = Read it again; if it stays, copy the raw replies for support
failure-bad-reply = Its reply could not be understood
failure-bad-reply-advice = Read it again; if it stays, copy the raw replies for support
failure-other-device = This is not a WhatsMiner
failure-other-device-advice = Take this address out of your ranges
failure-wrong-password = The password does not open this machine
failure-wrong-password-advice = Find out who changed it; its button on the control board brings the factory password back
failure-switch-off = Its API switch is off, so it takes no commands
failure-switch-off-advice = Change its factory password and switch its API on in WhatsMinerTool
failure-tokens-full = It gives no more tokens for now
failure-tokens-full-advice = Leave it alone for three minutes; another program may be talking to it
failure-unfit-password = A new password has 1 to 8 letters, digits or underscores
failure-unfit-password-advice = Choose another password
failure-cancelled = Cancelled before it began
failure-cancelled-advice = Nothing was sent; start it again when you are ready
failure-out-of-sockets = This computer had no free socket
failure-out-of-sockets-advice = Scan fewer addresses at once in the settings

# Overview
detail-section-boards = Hash boards
detail-section-machine = Machine
detail-section-temps = Temperatures and fans
detail-section-psu = Power supply
detail-section-network = Network
detail-section-note = Note
detail-all-well = No error reported, nothing out of bounds
detail-errors-unknown = It was not asked for its errors yet
detail-error-card = { $code } · { $meaning }
detail-error-unknown = Code { $code }
detail-error-unknown-advice = Its meaning is not known here; look it up with the vendor, and copy the raw replies for support
detail-error-reason = It says: { $words }
detail-error-since = Last seen by the machine { $time }
detail-boards-none = No board reported
detail-board = Board { $slot }
detail-board-missing = not found
detail-board-chips = { $chips } chips
detail-board-chips-of = { $found } of { $expected } chips
detail-board-chip-temp = chip { $value } °C
detail-board-temp = board { $value } °C
detail-board-serial = SN { $serial }
detail-note-hint = What was done here, what is on order…
detail-note-edit = Edit note
detail-note-name = Note on this machine

fact-rate = Rate
fact-rate-of = { $now } of { $factory } TH/s
fact-rate-average = Average
fact-power = Power
fact-power-of = { $now } W (limit { $limit })
fact-efficiency = Efficiency
fact-power-mode = Mode
fact-frequency = Frequency
fact-upfreq = Ramp-up
fact-upfreq-done = finished
fact-upfreq-running = running
fact-upfreq-speed = Ramp-up speed
fact-fast-boot = Fast boot
fact-elapsed = Mining for
fact-uptime = Running for
fact-firmware = Firmware
fact-api = API
fact-platform = Platform
fact-control-board = Control board
fact-cooling = Cooling
fact-cooling-air = air
fact-cooling-liquid = liquid
fact-serial = Serial
fact-mac = MAC
fact-chip-data = Chips
fact-api-switch = API switch
fact-factory-password = Password
fact-factory-password-yes = factory password
fact-factory-password-no = changed
fact-chip-temp = Chips
fact-chip-temp-value = { $min } / { $avg } / { $max } °C
fact-board-temp = Hottest board
fact-ambient = Air around
fact-liquid = Liquid
fact-fans = Fans
fact-fans-value = in { $in } · out { $out } rpm
fact-psu-model = Model
fact-psu-input = Input
fact-psu-fan = Its fan
fact-psu-temp = Its temperature
fact-psu-serial = Serial
fact-psu-version = Version
fact-hostname = Host name
fact-address-from = Address by
fact-address-dhcp = DHCP
fact-address-static = static
fact-netmask = Netmask
fact-gateway = Gateway
fact-dns = DNS
fact-led = LED
fact-led-auto = automatic
fact-on = on
fact-off = off
power-mode-low = low
power-mode-normal = normal
power-mode-high = high

# Values with their units
value-ths = { $value } TH/s
value-watts = { $value } W
value-joules = { $value } J/TH
value-celsius = { $value } °C
value-megahertz = { $value } MHz
value-rpm = { $value } rpm
value-volts = { $value } V
value-amperes = { $value } A
value-percent = { $value } %

# Lengths of time
span-days = { $days } d { $hours } h
span-hours = { $hours } h { $minutes } min
span-minutes = { $minutes } min
span-seconds = { $seconds } s

# Pools
detail-pools-none = No pool is set
detail-pools-unknown = It was not asked for its pools yet
detail-pool-number = Pool { $number }
detail-pool-active = in use
detail-pool-alive = alive
detail-pool-dead = dead
detail-pool-disabled = off
detail-pool-rejecting = refuses
detail-pool-address = Address
detail-pool-worker = Worker
detail-pool-shares = Shares
detail-pool-shares-value = { $accepted } taken · { $rejected } refused · { $stale } late
detail-pool-rejected = Refused
detail-pool-last-share = Last share
detail-pool-last-share-value = { $age } ago
detail-pool-difficulty = Difficulty

# Trend
detail-trend-rate = Rate, TH/s
detail-trend-power = Power, W
detail-trend-temp = Hottest chip, °C
detail-trend-factory = factory { $value }
detail-trend-limit = limit { $value }
detail-trend-empty = Nothing to draw yet
detail-trend-empty-hint = Every reading adds a point; switch on monitoring to collect them
detail-trend-point = { $time } · { $value }
detail-trend-summary = { $what }: now { $now }, lowest { $low }, highest { $high }

# History
detail-history-empty = No error seen since this window was opened
detail-history-empty-hint = Errors that come and go are kept here with their times
detail-history-gone = { $error }: gone
detail-history-first = First seen { $time }

# Raw
detail-raw-fetch = Fetch raw replies
detail-raw-fetch-again = Fetch again
detail-raw-fetching = Fetching…
detail-raw-hint = The machine's own words to every question, for a ticket to support. Passwords are never in them
detail-raw-copy-all = Copy all
detail-raw-at = Fetched { $time }
detail-raw-reply = Reply to { $command }
