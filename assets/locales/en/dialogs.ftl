### Dialogs and the palette.

## Common to all dialogs

dialog-cancel = Cancel
dialog-save = Save
dialog-close = Close
dialog-done = Done
dialog-name = Name
dialog-name-missing = Give it a name
dialog-name-taken = Another one has this name already
dialog-choose-file = Choose…
dialog-file-path = Path of the file
dialog-path-missing = Type a path or choose a file
dialog-path-no-folder = There is no such folder
export-path-folder = There is a folder of this name; type a file's name
dialog-no-file-window = No file window opened on this computer. Type the path here, or drop a file on the window
dialog-move-up = Move { $what } up
dialog-move-down = Move { $what } down
dialog-delete-what = Delete { $what }

## Ranges

ranges-title = Ranges
ranges-hint = Ticked ranges are scanned together
ranges-new = New range
ranges-new-name = Range { $number }
ranges-none = No range has a name yet. Make one here, or import a file
ranges-addresses = Addresses
ranges-examples = 10.1.2.3 · 10.1.2.0/24 · 10.1.2.1-80 · 10.1.2.1-10.1.3.80 · 10.1.2-4.* · with :port at the end, and commas or lines between them
ranges-missing = Type at least one address
ranges-count = { $count ->
    [one] { $count } address
   *[other] { $count } addresses
}
ranges-ticked = { $count ->
    [one] { $count } address ticked
   *[other] { $count } addresses ticked
}
ranges-on = Scan { $name }
ranges-edit = Edit { $name }
ranges-import = Import list…
ranges-export = Export list…
ranges-import-file = Read addresses from a file
ranges-export-file = Write the ranges to a file
ranges-file-kind = Lists of addresses
ranges-import-title = Import addresses
ranges-export-title = Export ranges
ranges-imported = { $count ->
    [one] { $count } address read from { $file }
   *[other] { $count } addresses read from { $file }
}
ranges-exported = Written to { $file }
ranges-errors = { $count ->
    [one] { $count } range needs mending
   *[other] { $count } ranges need mending
}

## Columns

columns-title = Columns
columns-search = Find a column
columns-shown = Shown, left to right
columns-hidden = Hidden
columns-reset = Back to the usual columns
columns-layout-name = Name for these columns
columns-layout-save = Save as a layout
columns-layout-delete = Delete layout { $name }
columns-layout-use = Use layout { $name }
columns-layouts = Layouts
columns-count = { $shown } of { $all } columns shown
columns-at-least-one = Keep at least one column

## Saved views

views-title = Saved views
views-save-now = Save the filter in use
views-filter-none = No filter is set; it would show all machines
views-name-hint = Weak M50s
views-add = Add
views-none = No view is saved yet
views-name-of = Name of view { $name }
views-filter-of = Filter of view { $name }

## Settings

settings-title = Settings
settings-look = Look
settings-language = Language
settings-language-system = As the system
settings-theme = Theme
theme-system = As the system
theme-dark = Dark
theme-light = Light
theme-sunlight = Sunlight
settings-type-size = Type size
settings-rows = Row height
rows-compact = Compact
rows-normal = Normal
rows-large = Large
settings-renderer = Drawn with
renderer-auto = What works best
renderer-glow = OpenGL
renderer-wgpu = Vulkan, Metal or Direct3D
settings-renderer-hint = Takes effect at the next start
settings-scanning = Scanning
settings-monitor = Read all machines again
settings-monitor-every = every { $interval }
settings-in-flight = Addresses at once
settings-timeout = Wait for an answer
settings-automatic = automatic
settings-automatic-for = { $what }: automatic
settings-unit-ms = ms
settings-thresholds = Health
settings-thresholds-hint = Beyond these bounds a machine counts as weak or faulty; the counts follow at once
settings-thresholds-reset = Back to the defaults
settings-threshold-default = usually { $value }

# The limits of health
threshold-rate = Weak below this share of the factory rate
threshold-board-rate = Weak where a board is below this share of its rate
threshold-chips-missing = Weak from so many missing chips of a board on
threshold-chip-hot = Weak from this chip temperature on
threshold-chip-critical = Faulty from this chip temperature on
threshold-board-hot = Weak from this board temperature on
threshold-board-critical = Faulty from this board temperature on
threshold-fan-dead = Faulty where a fan turns slower than this
threshold-fan-slow = Weak where a fan turns slower than this share of the other
threshold-rejects = Weak above this share of refused work
threshold-shares = Shares before refused work counts
threshold-ramp = Not judged by its rate so long after its start
threshold-idle = Stopped, not faulty, below this power
value-minutes = { $value } min

## Export

export-title = Export
export-format = Format
export-format-csv = CSV
export-format-xlsx = Excel
export-format-json = JSON
export-format-csv-hint = A table as text: opens everywhere
export-format-xlsx-hint = A workbook with numbers as numbers
export-format-json-hint = One object for each machine, with every value known of it
export-rows = Machines
export-rows-shown = Shown ({ $count })
export-rows-selected = Selected ({ $count })
export-rows-all = All ({ $count })
export-columns = Columns, their order and the sort are those of the grid
export-file-name = rackhand-{ $date }
export-do = Export { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}
export-nothing = There is no machine to export
export-replaces = A file of this name exists and will be replaced

## Keyboard

shortcuts-title = Keyboard shortcuts
shortcuts-search = Find a shortcut
shortcuts-grid = In the grid
shortcut-move = Move to another machine
shortcut-mark = Mark on the way
shortcut-toggle = Mark the machine, or no longer
shortcut-page = A page up or down
shortcut-ends = First or last machine
shortcut-accept = Accept a dialog
shortcut-close = Close a dialog, leave a field

## About

about-title = About Rackhand
about-version = Version { $version }
about-what = Looks after farms of WhatsMiner machines from a laptop: find them, see what is wrong, act on thousands at once
about-private = Nothing leaves this computer: Rackhand talks only to the addresses that you give it
about-settings-folder = Settings and the last fleet are kept in
about-licence = Free software under the MIT or Apache 2.0 licence; the bundled fonts are Noto under the SIL Open Font License
about-others = Made by others ({ $count })
about-search = Find a crate or a licence
about-nothing-found = Nothing is called so
about-work = Name
about-work-version = Version
about-work-licence = Licence
about-back = Back to the list

## Palette

palette-title = Command palette
palette-hint = Type a command, a saved view or a column
palette-none = Nothing fits
palette-view = View: { $name }
palette-layout = Layout: { $name }
palette-sort = Sort by { $column }
palette-language = Language: { $name }
palette-keys = ↑ ↓ choose · Enter run · Esc close

## A fault of the program

fault-title = A fault in Rackhand
fault-what = A fault in Rackhand ended one task
fault-do = Everything else goes on. What was sent to machines is in the journal: look there before you repeat it.
fault-stuck = If jobs stand still, start Rackhand again
fault-report = Report for support
fault-send = Send this file to support. It says where in the program the fault is and holds no passwords
fault-no-report = No report could be kept. Send these words to support
fault-open-folder = Open the folder
fault-copy-path = Copy the path
