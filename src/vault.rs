//! Passwords of machines, in the keyring of the operating system.
