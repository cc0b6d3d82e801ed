### Dialogs and the palette.
