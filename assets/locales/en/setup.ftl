### Passwords, access to the API, firmware, addresses, and the journal.

## What can be done

action-api-setup = API setup…
action-passwords = Password sets…
action-change-password = Change the password…
action-firmware = Firmware…
action-network-plan = Addresses…
action-journal = Journal…

## Common to these dialogs

setup-state = State
setup-not-checked = not checked
secret-show = Show
secret-hide = Hide
secret-show-what = Show { $what }
secret-hide-what = Hide { $what }
setup-confirm-type = Type { $number } to confirm
setup-confirm-field = Number of machines
setup-confirm-missing = Type the number of machines to confirm

## States of access, and what to do next

access-ready = ready
access-ready-next = A known password opens them, and nothing says that the switch is off
access-switch-off = switch off
access-switch-off-next = Only WhatsMinerTool can turn the API switch on:
access-factory-password = factory password
access-factory-password-next = Change the password first. Where machines refuse that, the switch is off too: list them to see the steps
access-wrong-password = wrong password
access-wrong-password-next = None of the password sets opens them. Enter the password that they have
access-no-api = no API
access-no-api-next = Nothing answers on the API's port: the machine is off, still starting, or no WhatsMiner
access-unknown = unknown
access-unknown-next = It could not be told. The reason stands beside each machine; check again later

## API setup

api-title = API setup
api-for-marked = { $count ->
    [one] { $count } selected machine
   *[other] { $count } selected machines
}
api-for-all = { $count ->
    [one] { $count } machine, because none is selected
   *[other] All { $count } machines, because none is selected
}
api-check = Check again
api-checking = Checking
api-again = Check these again
api-list = List them
api-list-all = List all
api-enter-password = Enter a password…
api-copy-addresses = { $count ->
    [one] Copy { $count } address
   *[other] Copy { $count } addresses
}
api-step-select = In WhatsMinerTool, search for the machines and tick them. The addresses can be copied below
api-step-password = Tab Password: account admin, old password admin, a new one twice (at most 8 letters, digits or underscores), then Start Update
api-step-switch = Tab Remote Ctrl, Miner API Switch: choose Enable, then OK
api-step-check = Column API shows ON. Enter the password here under Password sets, where it is new, and check again
api-step-note = Changing the password on the machine's web page is not enough
api-watch-title = Watch
api-watch-about = Machines that are not ready are checked again every 10 seconds, also while this dialog is closed
api-watch-change = When a machine becomes ready, change its password
api-watch-pools = Then set the pools of a preset
api-watch-limit = Then set a power limit
api-watch-limit-field = Power limit, W or %
api-watch-limit-hint = 3200, -10% or 90% factory
api-watch-no-presets = No set of pools is saved yet: save one in the form of pools
api-watch-choose-preset = Choose the preset of the pools
api-watch-batch = When ready: { $what }
api-watch-start = { $count ->
    [one] Watch { $count } machine
   *[other] Watch { $count } machines
}
api-watch-stop = Stop watching
api-watching = Waiting for { $waiting } · { $ready } became ready · next check in { $seconds } s
api-became-ready = { $count ->
    [one] { $address } is ready now
   *[other] { $count } machines are ready now, { $address } first
}
api-go-on = { $count ->
    [one] Go on with { $count } ready machine
   *[other] Go on with { $count } ready machines
}
api-go-on-about = Selects the ready machines; then choose what to do in the bar below the grid

## Password sets

passwords-title = Password sets
passwords-place-asking = Looking where passwords can be kept
passwords-place-system = Passwords are kept in this computer's keyring, and in no file of Rackhand
passwords-place-kernel = Passwords are kept by the system's kernel: they are gone when this computer restarts
passwords-place-none = This computer has no keyring, so passwords are not kept; those for this session work until Rackhand closes ({ $words })
passwords-place-session = Passwords work until Rackhand closes and are kept nowhere
passwords-empty = No set yet
passwords-about = A set is one admin password and the machines that it fits. Before a machine is told anything, the sets that fit it are tried
passwords-new = New set
passwords-name-hint = Hall 3
passwords-password = Password
passwords-keep-hint = unchanged
passwords-fits = Where it fits
passwords-everywhere = Everywhere
passwords-ranges = These addresses
passwords-machine = One machine
passwords-machine-field = MAC or address of the machine
passwords-machine-bad = This is neither a MAC address nor an address
passwords-session-only = Only for this session: kept in memory until Rackhand closes
passwords-save = Save this set
passwords-remove-really = Really forget the password of { $name }
passwords-mark-session = this session only
passwords-mark-changing = a change of password has not ended; old and new are kept
passwords-earlier = { $count ->
    [one] Keeps { $count } earlier password, for machines that were not changed
   *[other] Keeps { $count } earlier passwords, for machines that were not changed
}
passwords-earlier-full = It can't hold one more: forget earlier passwords before you change it again
passwords-earlier-forget = Forget earlier passwords…
passwords-earlier-warn = A machine that still has one of them, because it was off, elsewhere or not selected, can't be opened any more. This can't be undone
passwords-earlier-keep = Keep them
passwords-earlier-really = { $count ->
    [one] Forget { $count } earlier password of { $name }
   *[other] Forget { $count } earlier passwords of { $name }
}
passwords-unsaved = The password is not saved yet
passwords-partner-open = Partner client…
passwords-partner = Partner client
passwords-partner-about = For companies to which MicroBT gave a client name and a secret. With them Rackhand may ask machines to open the API for writing. Leave it empty otherwise
passwords-partner-name = Client name
passwords-partner-secret = Client secret
passwords-partner-save = Save the client
passwords-partner-forget = Forget { $name }

## A new password

change-password-title = Change the password
change-password-about = The new password is first stored beside the old one. Each machine is told, and the new one is proved on it with a fresh login. Both stay in the set, so that one of them opens the machine wherever this is interrupted. Mining goes on
change-password-set = Password set that will hold it
change-password-set-hint = Hall 3
change-password-set-known = Set { $name } keeps its old password beside the new one, for machines that are not changed now
change-password-set-full = Set { $name } holds all the passwords that it can. If this is yet another one, forget its earlier ones first, under Password sets
change-password-set-new = Set { $name } is new
change-password-no-set = Name the set that will hold it
change-password-present = Present password
change-password-present-known = From the sets
change-password-present-factory = Factory (admin)
change-password-none = None of these machines can be told
change-password-left-out = { $count ->
    [one] { $count } machine is left out; see API setup
   *[other] { $count } machines are left out; see API setup
}
change-password-do = { $count ->
    [one] Change it on { $count } machine
   *[other] Change it on { $count } machines
}
passwords-new-one = New password
passwords-again-one = New password again
passwords-rule-one = At most 8 letters, digits and underscores: machines take no others
passwords-missing-one = Type a password
passwords-bad-character-one = Only letters A to Z, digits and underscores
passwords-too-long-one = At most 8 characters
passwords-is-factory-one = This is the factory password, with which machines refuse commands
passwords-differs-one = The two are not the same

## Firmware

firmware-title = Firmware
firmware-about = Each machine gets the part of the file that is for its platform, restarts, and is back after two to five minutes. Then its version is read
firmware-files = Files
firmware-choose = Choose a firmware file
firmware-file-kind = Firmware
firmware-read = Read the file
firmware-reading = Reading
firmware-drop = Choose a file, type its path, or drop it on the window
firmware-combined = { $size } MB · for { $platforms }
firmware-single = { $size } MB · for one platform, which the file does not name
firmware-vouch = I know that it fits these machines
firmware-machines = Machines
firmware-platform = Platform
firmware-present = Has now
firmware-count = Machines
firmware-will = Will get
firmware-will-get = { $file }
firmware-will-same = has this version already ({ $file })
firmware-same-hint = Machines that have the version in the file's name are not ticked; tick them to install it again
firmware-blocked-no-file = no file yet
firmware-blocked-platform = the file is for { $platforms }
firmware-blocked-unknown = the machine did not say its platform; read it again
firmware-blocked-vouch = the file does not say its platform; tick that it fits
firmware-no-file = Choose a firmware file
firmware-nothing = No machine is ticked
firmware-batch = Firmware { $files }
firmware-do = { $count ->
    [one] Install on { $count } machine
   *[other] Install on { $count } machines
}

## Addresses

network-title = Addresses
network-mode-series = One after another
network-mode-dhcp = DHCP
network-mode-table = From a table
network-dhcp-about = The machines ask a DHCP server from now on. They are found again by their MAC addresses
network-start = First address
network-start-bad = Type the first address, such as 10.1.2.10
network-step = Step
network-step-bad = A step is a number from 1 on
network-mask = Mask
network-gateway = Gateway
network-dns = DNS servers
network-address-bad = This is not an address
network-empty-keeps = What is empty stays as each machine has it
network-table = Table
network-table-about = One line for each machine, with commas, semicolons or tabs. A line of titles says the columns: MAC or IP now, new IP, mask, gateway, DNS, hostname, location
network-import = Import a table…
network-template = Copy a table of the machines as they are
network-file-kind = Tables
network-line-bad = Line { $line }: { $text } can't be read
network-lines-more = and { $count } more
network-lines-bad = { $count ->
    [one] { $count } line can't be read
   *[other] { $count } lines can't be read
}
network-stranger = Line { $line }: { $name } is not in the fleet
network-count-sent = { $count ->
    [one] { $count } will change
   *[other] { $count } will change
}
network-count-idle = { $count ->
    [one] { $count } already so
   *[other] { $count } already so
}
network-count-problems = { $count ->
    [one] { $count } with a problem
   *[other] { $count } with problems
}
network-count-strangers = { $count ->
    [one] { $count } not in the fleet
   *[other] { $count } not in the fleet
}
network-now = Now
network-will = Will be
network-mask-gateway = Mask · gateway
network-stays = stays
network-dhcp = → DHCP
network-already = already so
network-ready = ready
network-place-only = noted here only
network-warning = The machines restart. With a wrong address, mask or gateway they can only be reached on the spot
network-problems = { $count ->
    [one] { $count } machine has a problem
   *[other] { $count } machines have problems
}
network-nothing = Nothing changes
network-count-answers = { $count ->
    [one] { $count } held up
   *[other] { $count } held up
}
network-ask = { $count ->
    [one] Ask the network whether { $count } address is free
   *[other] Ask the network whether { $count } addresses are free
}
network-ask-about = Each new address is knocked at on the ports of the API. What answers or refuses is taken; nothing is sent
network-ask-again = Ask the network again
network-ask-first = { $count ->
    [one] First ask the network whether { $count } new address is free
   *[other] First ask the network whether { $count } new addresses are free
}
network-asking = { $done } of { $total } addresses asked
network-all-free = No new address answers
network-answers = { $count ->
    [one] { $count } machine can't move: its new address is taken
   *[other] { $count } machines can't move: their new addresses are taken
}
network-answers-choose = { $count ->
    [one] Choose other addresses, or leave { $count } machine out
   *[other] Choose other addresses, or leave { $count } machines out
}
network-leave-out = { $count ->
    [one] Go on without this { $count } machine
   *[other] Go on without these { $count } machines
}
network-change = Change addresses
network-do = { $count ->
    [one] Change { $count } machine
   *[other] Change { $count } machines
}
network-do-places = { $count ->
    [one] Note { $count } place
   *[other] Note { $count } places
}
network-problem-double = address twice in this plan
network-problem-taken = another machine has it
network-problem-mask-missing = mask missing
network-problem-mask-bad = this is no mask
network-problem-gateway-missing = gateway missing
network-problem-gateway-outside = gateway in another subnet
network-problem-is-gateway = address of the gateway
network-problem-not-a-host = not for a machine
network-problem-out-of-addresses = no addresses left
network-problem-hostname-bad = name: letters, digits, hyphens
network-problem-dns-bad = DNS servers are no addresses
network-problem-named-twice = machine twice in the table
network-problem-answers = { $address } already answers
network-problem-stays-taken = the machine at { $address } stays there

## The journal

journal-title = Journal
journal-search = Search: title, command, address, MAC
journal-any = Any outcome
journal-reading = Reading
journal-empty = Nothing was done yet. Every batch is written down here before it is sent
journal-nothing = No batch fits
journal-when = When
journal-what = What
journal-machines = Machines
journal-end = Ended
journal-outcomes = Outcomes
journal-outcome = Outcome
journal-words = Words
journal-interrupted = interrupted
journal-running = running
journal-cancelled = cancelled
journal-finished = finished
journal-open = not known
journal-back = ← All batches
journal-select-failed = { $count ->
    [one] Select { $count } failed machine
   *[other] Select { $count } failed machines
}
journal-copy = Copy as a table
journal-export = Export…
journal-write = Write the file
journal-file-kind = Tables and JSON
journal-file-name = journal { $date }
journal-banner = “{ $what }” was interrupted: { $doubt } in doubt, { $rest } not told
journal-rest-selected = { $count ->
    [one] The machine that was not told is selected
   *[other] The { $count } machines that were not told are selected
}
journal-select-rest = Select them
journal-waiting = not told
journal-check = Check them
journal-leave = Leave it
journal-show = Journal
journal-check-title = Check of { $what }
