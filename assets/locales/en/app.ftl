### The window around the grid: title, top bar, sidebar, status bar, start screen, menus, actions.

window-title = Rackhand — { machine-count }
machine-count = { $count ->
    [one] { $count } machine
   *[other] { $count } machines
}
