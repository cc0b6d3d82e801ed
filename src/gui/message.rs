//! A message without a window of ours: before there is one, or after it is gone.

/// Shows a message of the operating system and returns when it was read. On Linux that takes `zenity`; without it
/// nothing is shown, so whoever calls this says the same on the error output.
pub fn message(text: &str) {
    let dialog = rfd::MessageDialog::new().set_title("Rackhand").set_description(text);
    // It has one button.
    drop(dialog.set_level(rfd::MessageLevel::Error).show());
}
