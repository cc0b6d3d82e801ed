### The grid: columns, states of health and their reasons, filter, selection.

## Columns: title, and what it is

column-ip = IP
column-ip-about = Where the machine answered last
column-location = Location
column-location-about = The place or name that you gave the machine
column-status = Status
column-status-about = How the machine does, by what it reports and by your thresholds
column-model = Model
column-model-about = The model, as the machine names it
column-rate = TH/s
column-rate-about = The hash rate now
column-percent = % rated
column-percent-about = The rate now as a share of the factory rate
column-boards = Boards
column-boards-about = Hash boards found, of those that the model has
column-chip = Chip
column-chip-about = The hottest chip
column-fan-in = Intake
column-fan-in-about = Speed of the fan at the cold side
column-fan-out = Exhaust
column-fan-out-about = Speed of the fan at the warm side
column-power = Power
column-power-about = The power that the machine draws
column-efficiency = J/TH
column-efficiency-about = Energy for a terahash: the lower the better
column-errors = Errors
column-errors-about = What the machine reports as wrong, with the code
column-age = Age
column-age-about = How old these figures are
column-lost-since = Lost since
column-lost-since-about = Since when the machine has not answered
column-note = Note
column-note-about = What you wrote about the machine
column-mac = MAC
column-mac-about = The hardware address: it stays when the IP changes
column-hostname = Hostname
column-hostname-about = The name in the network
column-dhcp = DHCP
column-dhcp-about = Whether the address comes from a DHCP server or is set on the machine
column-previous-ip = Was at
column-previous-ip-about = Where the machine was before it moved
column-serial = Serial
column-serial-about = The machine's serial number
column-rate-average = Avg TH/s
column-rate-average-about = The average rate since btminer started
column-rate-factory = Rated TH/s
column-rate-factory-about = The rate that the machine had at the factory
column-chips = Chips
column-chips-about = Chips that answer, of those that the model has
column-frequency = Freq
column-frequency-about = The average frequency of the chips
column-target-frequency = Target
column-target-frequency-about = The frequency that the machine aims at
column-upfreq-speed = Upfreq speed
column-upfreq-speed-about = How fast the machine ramps up, 0 is the usual speed
column-upfreq-complete = Ramped up
column-upfreq-complete-about = Whether the ramp-up is finished
column-fast-boot = Fast boot
column-fast-boot-about = Whether the machine skips the tests when it starts
column-uptime = Uptime
column-uptime-about = Since the control board started
column-elapsed = Mining
column-elapsed-about = Since btminer started
column-stopped-why = Stopped by
column-stopped-why-about = Why mining was stopped, in the machine's words
column-power-limit = Limit
column-power-limit-about = The power that the machine may draw
column-power-mode = Mode
column-power-mode-about = The power mode
column-voltage-in = Input
column-voltage-in-about = The mains voltage at the power supply
column-board-temp = Board
column-board-temp-about = The hottest hash board
column-board-temps = Boards
column-board-temps-about = The temperature of every hash board
column-ambient = Air
column-ambient-about = The air around the machine
column-liquid-temp = Liquid
column-liquid-temp-about = The liquid that cools the machine
column-psu-temp = PSU
column-psu-temp-about = The temperature of the power supply
column-pool = Pool
column-pool-about = The pool that work comes from now
column-worker = Worker
column-worker-about = The worker name at that pool
column-reject = Rejected
column-reject-about = Share of the work that the pool refuses
column-last-work = Last work
column-last-work-about = When the last valid work was found
column-pool1 = Pool 1
column-pool1-about = The first configured pool
column-worker1 = Worker 1
column-worker1-about = The worker name at the first pool
column-pool2 = Pool 2
column-pool2-about = The second configured pool
column-worker2 = Worker 2
column-worker2-about = The worker name at the second pool
column-pool3 = Pool 3
column-pool3-about = The third configured pool
column-worker3 = Worker 3
column-worker3-about = The worker name at the third pool
column-firmware = Firmware
column-firmware-about = The version of the firmware
column-api-version = API version
column-api-version-about = The version of the API that the machine speaks
column-api = API
column-api-about = Whether the machine takes commands
column-platform = Platform
column-platform-about = The control board
column-chip-data = Chip data
column-chip-data-about = The marks of the chips
column-psu = PSU model
column-psu-about = The model of the power supply
column-psu-version = PSU version
column-psu-version-about = The versions of the power supply
column-psu-serial = PSU serial
column-psu-serial-about = The serial number of the power supply

## Groups of columns

column-group-identity = Who and where
column-group-health = Health
column-group-rate = Rate
column-group-power = Power
column-group-cooling = Cooling
column-group-pools = Pools
column-group-equipment = Equipment

## States of health

health-hashing = hashing
health-weak = weak
health-faulty = faulty
health-stopped = stopped
health-api-closed = API off
health-lost = lost
health-unknown = unknown

## Words in cells

value-yes = yes
value-no = no
value-api-on = on
value-api-off = off
value-factory-password = factory password
value-dhcp = DHCP
value-static = static
value-low-power = low
value-normal-power = normal
value-high-power = high

## Reasons of a state

reason-silent = It does not answer any more
reason-unreadable = It accepts connections and could not be read
reason-not-read = It was not read yet
reason-mining-stopped = Mining was stopped { $why }
reason-btminer-down = btminer does not run: stopped, restarting or booting
reason-idle = No rate and hardly any power: it was stopped
reason-no-rate = It should hash and does not
reason-boards-missing = { $found } of { $expected } boards found
reason-board-dead = Board { $slot } does not hash
reason-chip-critical = A chip has { $degrees } °C: the machine is about to stop
reason-board-critical = A board has { $degrees } °C: the machine is about to stop
reason-fan-dead = A fan stands still: { $fan }
reason-critical-error = Error { $code }
reason-major-error = Error { $code }
reason-minor-error = Error { $code }, it works on
reason-below-rate = { $percent } % of the rated hash rate
reason-board-weak = Board { $slot } makes { $percent } % of its rated hash rate
reason-chips-missing = Board { $slot } has { $found } of { $expected } chips
reason-chip-hot = A chip has { $degrees } °C
reason-board-hot = A board has { $degrees } °C
reason-fan-slow = A fan is slow: { $fan }, { $rpm } rpm
reason-no-pool = No pool is alive
reason-pool-rejecting = The pool refuses the work
reason-reject-rate = { $percent } % of the work is refused
reason-api-switch-off = The API switch is off: the machine takes no commands
reason-factory-password = The password is still the factory's: the machine takes no commands
reason-ramping-up = Started { $minutes } min ago and still ramping up
reason-address-conflict = Another machine claims the same address

## The table itself

grid-name = Machines
grid-select-all = Select all machines shown
grid-sort-hint = Click sorts, Shift+click sorts by this next, dragging moves the column
grid-hide-column = Hide this column
grid-sort-ascending = Sort upwards
grid-sort-descending = Sort downwards

## The line below the grid

selection-of = of { $shown } shown
selection-count = { $selected } selected
selection-hidden = { $hidden } of them hidden by the filter
copied-rows = { $count ->
    [one] { $count } row copied
   *[other] { $count } rows copied
}
copied-text = Copied

## Nothing to show

empty-filter-title = No machine fits the filter
empty-filter-hint = { $count ->
    [one] { $count } machine is hidden
   *[other] { $count } machines are hidden
}
empty-scan-title = Looking for machines
empty-scan-hint = They appear here as they answer
empty-none-title = No machine answered
empty-none-hint = Look at the range, the cable and the network of this computer

## What is wrong with a filter

filter-unknown-field = There is no such field
filter-missing-value = A value is missing here
filter-not-a-number = This is not a number
filter-not-a-duration = This is not a length of time: write 30s, 5m, 2h or 3d
filter-not-an-address = This is not an address, the beginning of one, or a range
filter-no-percentage = This field has nothing that a percentage could be of
filter-no-order = This field can't be larger or smaller
filter-open-quote = The closing quote is missing
filter-open-bracket = The closing bracket is missing
filter-stray-bracket = There is no opening bracket for this one
filter-missing-term = Something to look for is missing here
filter-too-deep = The brackets are too deep
