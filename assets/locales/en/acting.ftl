### Acting on machines: commands, their forms and previews, batches and their results.

## The groups of commands

command-group-pools = Pools
command-group-power = Power
command-group-led = LED
command-group-restart = Restart
command-group-firmware = Firmware
command-group-logs = Logs
command-group-password = Password
command-group-network = Network
command-group-more = More

## The commands

command-update_pools = Set pools
command-update_pools-about = Sets the three pools and their workers; the machine switches at once
command-power_off = Stop mining
command-power_off-about = The hash boards go off and stay off until mining is started
command-power_on = Start mining
command-power_on-about = Mining begins; the full rate comes after some minutes
command-pre_power_on = Pre-heat
command-pre_power_on-about = Warms a stopped machine up before it is started
command-set_low_power = Low power mode
command-set_low_power-about = The mode holds after one to ten minutes
command-set_normal_power = Normal power mode
command-set_normal_power-about = The mode holds after one to ten minutes
command-set_high_power = High power mode
command-set_high_power-about = The mode holds after one to ten minutes. Not every model has it, and it needs 230 V
command-adjust_power_limit = Power limit
command-adjust_power_limit-about = Limits the power for good. 99,999 is the usual limit
command-set_power_pct = Power percent, fast
command-set_power_pct-about = Sheds power within a second, roughly and until the next restart. Above 100 on liquid cooling only
command-set_power_pct_v2 = Power percent, gentle
command-set_power_pct_v2-about = Sheds power over some minutes, until the next restart. Above 100 on liquid cooling only
command-set_power = Target power
command-set_power-about = Aims at this power until the next restart
command-restore_power_pct = Back to full power
command-restore_power_pct-about = Ends a power percentage
command-set_target_freq = Target frequency
command-set_target_freq-about = Shifts the target frequency of the chips for good
command-adjust_upfreq_speed = Ramp-up speed
command-adjust_upfreq_speed-about = For the next ramp-up: 0 is the usual, 9 or 10 the fastest and least stable
command-enable_btminer_fast_boot = Fast boot on
command-enable_btminer_fast_boot-about = From the next start on, mining begins without searching for the frequency
command-disable_btminer_fast_boot = Fast boot off
command-disable_btminer_fast_boot-about = From the next start on, mining begins as usual
command-set_poweroff_cool = Cooling while stopped
command-set_poweroff_cool-about = Whether the fans go on cooling while mining is stopped
command-set_fan_zero_speed = Fans may stand still
command-set_fan_zero_speed-about = Whether the fans may stop when the machine is cool
command-set_temp_offset = Temperature offset
command-set_temp_offset-about = Shifts the temperature at which the fans aim
command-set_heat_mode = Heat mode
command-set_heat_mode-about = How a liquid cooled machine heats: against ice, or to give heat
command-enable_btminer_init = Mine after start
command-enable_btminer_init-about = Mining begins by itself when the machine starts
command-disable_btminer_init = Wait after start
command-disable_btminer_init-about = After a start of the machine mining waits until it is started
command-set_led = LED
command-set_led-about = Lets the lights blink so that the machine is found, or gives them back to the machine
command-restart_btminer = Restart mining
command-restart_btminer-about = Restarts the mining program, not the machine
command-reboot = Reboot
command-reboot-about = Restarts the whole machine
command-update_firmware = Firmware
command-update_firmware-about = Installs firmware: the machine restarts, back after two to five minutes
command-download_logs = Download logs
command-download_logs-about = Packs the machine's logs and brings them to this computer
command-update_pwd = Password
command-update_pwd-about = Changes the admin password: at most eight letters, digits or underscores
command-net_config = Address
command-net_config-about = Sets the address by DHCP or to fixed values
command-set_hostname = Host name
command-set_hostname-about = Names the machine; the network shows it after the machine's next restart
command-set_zone = Time zone
command-set_zone-about = Holds after the machine's next restart. UTC+8 is written CST-8
command-load_log = Syslog server
command-load_log-about = Sends the machine's log to a syslog server from now on
command-enable_web_pools = Pools on the web page: allow
command-enable_web_pools-about = Lets pools be changed on the machine's web page
command-disable_web_pools = Pools on the web page: lock
command-disable_web_pools-about = Keeps pools from being changed on the machine's web page
command-set_customer_msg = Text in the machine
command-set_customer_msg-about = Keeps a text of yours in the machine
command-factory_reset = Factory reset
command-factory_reset-about = Forgets everything: pools, network, password. The API switch goes off, so Rackhand can't write to the machine until it is switched on again with WhatsMinerTool

## What a command does to the machine's work

effect-none = The machine keeps hashing; no restart
effect-btminer-restarts = Mining restarts: no hash for one to ten minutes
effect-stops = Mining stops until it is started again
effect-reboots = The machine restarts: back after one to three minutes
effect-moves-address = The machine restarts and may answer at another address

## Parameters

parameter-pool1 = Pool 1 address
parameter-worker1 = Pool 1 worker
parameter-passwd1 = Pool 1 password
parameter-pool2 = Pool 2 address
parameter-worker2 = Pool 2 worker
parameter-passwd2 = Pool 2 password
parameter-pool3 = Pool 3 address
parameter-worker3 = Pool 3 worker
parameter-passwd3 = Pool 3 password
parameter-power_limit = Power limit
parameter-percent = Percent
parameter-power = Power
parameter-upfreq_speed = Speed
parameter-poweroff_cool = Cooling while stopped
parameter-fan_zero_speed = Fans may stand still
parameter-temp_offset = Temperature offset
parameter-mode = Mode
parameter-period = Period
parameter-duration = Lit for
parameter-start = Begins after
parameter-ip = IP address
parameter-mask = Netmask
parameter-gate = Gateway
parameter-dns = DNS servers
parameter-host = Host name
parameter-hostname = Host name
parameter-timezone = Time zone
parameter-zonename = Name of the zone
parameter-port = Port
parameter-proto = Protocol
parameter-key = Place
parameter-val = Text
choice-0 = Off
choice-1 = On
choice-auto = Auto
choice-red = Blink red
choice-green = Blink green
choice-blinking = blinking
choice-dhcp = DHCP
choice-static = Fixed
choice-udp = UDP
choice-tcp = TCP
choice-low = low
choice-normal = normal
choice-high = high
choice-on = on
choice-off = off
choice-stopped = stopped
choice-running = running
choice-anti-icing = Against ice
choice-heating = To give heat

## Mistakes in values

parameter-error-missing = a value is missing
parameter-error-not-a-number = this is not a whole number
parameter-error-out-of-range = must be from { $min } to { $max }
parameter-error-too-long = longer than the { $max } bytes that machines take
parameter-error-bad-character = machines don't take the character { $character }
parameter-error-space = machines don't take spaces here
parameter-error-not-a-choice = this is none of the choices
parameter-error-not-an-address = this is not an IPv4 address
parameter-error-not-a-pool = a pool address looks like stratum+tcp://host:3333
parameter-error-unknown = the command has no such value
template-error-brace = a brace has no partner
template-error-no-such = there is no placeholder { $name }
template-error-not-known = { $name } is not known of this machine

## Why a machine can't

cannot-needs-api = needs API { $version } or newer
cannot-air-only = for air cooled machines only
cannot-liquid-only = for liquid cooled machines only
cannot-too-much = takes at most { $most }
cannot-switch-off = API switch is off
cannot-factory-password = still has the factory password
cannot-workers-unknown = its workers are not known; read it again
cannot-limit-unknown = its present power limit is not known; read it again
cannot-factory-power-unknown = its factory power is not known: a limit is set, or it was not read

## The action bar

act-select-first = Select machines first
act-none-takes = No selected machine can take this: { $reason }
action-pools = Set pools…
action-power = Set power…
action-led = Blink the lights…
action-restart = Restart or reboot…
action-logs = Download logs…
palette-command = { $group }: { $command }

## The form

targets-only-shown = Only the shown ones
targets-doubtful = { $count ->
    [one] { $count } machine was not heard from for { $age }: another may have its address now, so scan first
   *[other] { $count } machines were not heard from for up to { $age }: others may have their addresses now, so scan first
}
targets-leave-out = Leave them out
targets-scan = Scan now
act-selected = { $count ->
    [one] { $count } machine selected
   *[other] { $count } machines selected
}
act-do = { $command }: { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}
act-nothing = No selected machine can take this
act-range = { $min } to { $max } { $unit }
act-of-present = Of the limit that each machine has now
act-of-factory = Of the factory power of each machine
act-share-present = Every machine gets this share of its own present limit: done twice, it counts twice
act-share-factory = Every machine gets this share of its own factory power
act-pool = Pool { $number }
act-keep-workers = Change addresses only, keep each machine's workers
act-account = Account
act-account-hint = what the account placeholder stands for
act-placeholders = Insert
act-placeholders-for = Insert a placeholder into { $field }
act-doubles = { $count } machines would share { $value }
act-no-doubles = { $count } different names
placeholder-account = Account
placeholder-ip = IP address
placeholder-ip1 = First number of the address
placeholder-ip2 = Second number of the address
placeholder-ip3 = Third number of the address
placeholder-ip4 = Fourth number of the address
placeholder-mac = MAC address
placeholder-sn = Serial number
placeholder-hostname = Host name
placeholder-location = Name or place
placeholder-n = Number in the selection
presets-choose = Preset
presets-loaded = Preset: { $name }
presets-none = No preset is saved yet
presets-save = Save as preset
presets-name = Name of the preset
presets-hint = Pool passwords are not kept in it
presets-delete = Delete preset { $name }
lights-minutes = Back to auto after, minutes
lights-never = empty: never
lights-error = Minutes are between 1 and 1,440, or empty
lights-back = Lights back to auto
logs-folder = Folder for the logs
logs-folder-missing = Type or choose a folder for the logs
logs-folder-new = There is no such folder yet; it will be made
logs-folder-file = There is a file of this name; choose a folder
logs-names = One file for each machine, named by address, MAC and time

## How carefully

care-title = How carefully
care-at-once = Machines at once
care-pause = Pause between, ms
care-canary = First try on
care-stop-at = Stop at % failed
care-never = never
care-password = Password
care-password-fitting = That fits
care-password-set = A saved one
care-password-typed = Type one
care-password-field = Password for this batch
care-password-hint = Used for this batch only and kept nowhere
care-password-none = No password is kept yet, so nothing would open
care-password-type = Type one for this batch
care-password-missing = Choose or type a password

## Confirming

confirm-danger = { $command } on { $count ->
    [one] { $count } machine can't be undone from here
   *[other] { $count } machines can't be undone from here
}

## The preview

preview-told = { $count } ready
preview-same = { $count } already so
preview-cannot = { $count } can't
preview-working = Working out what changes
preview-fill-in = Fill in the form to see what is sent to whom
preview-leave-out = Leave out machines that are already so
preview-more-changes = { $count ->
    [one] and { $count } other change
   *[other] and { $count } other changes
}
preview-obstacle = { $reason }: { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}
preview-first = The first { $shown } of { $count }
preview-address = IP
preview-state = State
preview-ready = ready
preview-gone = no longer in the list

## Batches

outcome-done = done
outcome-accepted = accepted
outcome-refused = refused
outcome-unreachable = not reached
outcome-unknown = unknown
outcome-skipped = skipped
state-waiting = waiting
state-not-ready = not ready yet
state-sending = sending
state-reading-back = reading back
state-transfer = sending { $share } %
state-tokens-full = its token table is full until { $time }
batch-title = Results
batch-show = Show
batch-cancel = Cancel
batch-stop = Stop
batch-stopped = stopped
batch-go-on = Go on
batch-close = Close this batch
batch-progress = { $ended } of { $total }
batch-of = { $count } { $outcome }
batch-all = in all
batch-open = open
batch-asks-canary = The first { $ended } have ended: { $done } done, { $failed } failed. Go on with the other { $left }?
batch-asks-failed = { $failed } of { $ended } failed. Go on with the other { $left }?
batch-outcome = Outcome
batch-words = What it said
batch-mac = MAC
batch-reasons = Reasons
batch-reason = { $count } × { $words }
batch-reasons-more = { $count ->
    [one] { $count } more machine for another reason
   *[other] { $count } more machines for other reasons
}
batch-moved = now at { $address }
batch-wrong-password = wrong password
batch-wrong-passwords = { $count ->
    [one] The password does not open { $count } machine
   *[other] The password does not open { $count } machines
}
batch-another-password = Try another password…
batch-switched-off = { $count ->
    [one] The API switch of { $count } machine is off
   *[other] The API switch of { $count } machines is off
}
batch-select-failed = Select the { $count } failed
batch-again = Try { $count } again
batch-copy = Copy
batch-csv = Save as CSV…
batch-json = Save as JSON…
batch-file = rackhand-results
batch-no-file-window = No file window opened on this computer; use Copy
batch-toast = { $title }: { $done } of { $total } done
batch-toast-failed = { $title }: { $done } of { $total } done, { $failed } failed

## Leaving

leaving-title = Leave while work is under way?
leaving-batch = { $left ->
    [one] { $title }: { $left } machine has not ended
   *[other] { $title }: { $left } machines have not ended
}
leaving-batch-hint = What was sent goes on in the machines; the rest is not sent
leaving-lights = { $count ->
    [one] The lights of { $count } machine would go on blinking
   *[other] The lights of { $count } machines would go on blinking
}
leaving-lights-back = Back to auto now
leaving-do = Leave
