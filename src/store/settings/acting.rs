//! How the technician acts on machines: what the forms remember from one time to the next. Never a password.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::PathBuf};

/// What the forms remember.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActingSettings {
    /// Machines at once.
    pub at_once: u32,
    /// Machines that a firmware file travels to at once.
    pub files_at_once: u32,
    /// Milliseconds between two beginnings.
    pub pause_ms: u32,
    /// So many machines first, then ask; 0: all.
    pub canary: u32,
    /// Stop when more than this share failed, in per cent; `None`: never.
    pub stop_at: Option<u8>,
    /// What `{account}` stands for.
    pub account: String,
    /// Named sets of pools.
    pub pools: Vec<PoolPreset>,
    /// Named values of other commands, such as a power limit.
    pub presets: Vec<CommandPreset>,
    /// Minutes after which blinking lights go back to the machine; 0: never.
    pub lights_minutes: u32,
    /// Where logs went last.
    pub logs_folder: Option<PathBuf>,
}

impl Default for ActingSettings {
    /// As the engine does where nothing is said.
    fn default() -> Self {
        Self {
            at_once: 50,
            files_at_once: 10,
            pause_ms: 0,
            canary: 0,
            stop_at: Some(20),
            account: String::new(),
            pools: Vec::new(),
            presets: Vec::new(),
            lights_minutes: 10,
            logs_folder: None,
        }
    }
}

/// A named set of pools. Passwords at pools are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PoolPreset {
    /// What the technician calls it.
    pub name: String,
    /// Addresses and workers by their parameters.
    pub values: BTreeMap<String, String>,
    /// Leave the workers as they are.
    pub keep_workers: bool,
}

/// Named values of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommandPreset {
    /// What the technician calls it.
    pub name: String,
    /// The name of the command in the API document.
    pub command: String,
    /// What was typed, by parameter.
    pub values: BTreeMap<String, String>,
}
