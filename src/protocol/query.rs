//! What can be asked of a machine: the readable commands of API v2 as one table.
//!
//! The network asks with these, the decoder is told which were asked, the command line lets people name them. Every
//! property of a query is here, so that a new readable command starts in this file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One readable command (API document, chapter 4). None of them needs a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Query {
    /// `summary`: the whole machine's figures.
    Summary,
    /// `pools`: the configured pools.
    Pools,
    /// `edevs`: the hash boards. Firmware that does not know it is asked for `devs`, which is the same.
    Boards,
    /// `devdetails`: the model, for firmware whose `get_version` does not name it.
    DevDetails,
    /// `get_psu`: the power supply.
    Psu,
    /// `get_version`: API, firmware and platform.
    Version,
    /// `status`: whether mining was stopped, and why.
    Status,
    /// `get_miner_info`: network and identity.
    Info,
    /// `get_error_code`: what the machine complains about.
    Errors,
    /// `get_token`: the salts for deriving keys. Asking costs the machine a token slot, so nothing polls it.
    Token,
}

impl Query {
    /// Every query, in the order in which a full read asks.
    pub const ALL: [Self; 10] = [
        Self::Summary,
        Self::Pools,
        Self::Boards,
        Self::DevDetails,
        Self::Psu,
        Self::Version,
        Self::Status,
        Self::Info,
        Self::Errors,
        Self::Token,
    ];

    /// The command's name on the wire.
    pub fn command(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Pools => "pools",
            Self::Boards => "edevs",
            Self::DevDetails => "devdetails",
            Self::Psu => "get_psu",
            Self::Version => "get_version",
            Self::Status => "status",
            Self::Info => "get_miner_info",
            Self::Errors => "get_error_code",
            Self::Token => "get_token",
        }
    }

    /// The short word for it on our command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Pools => "pools",
            Self::Boards => "boards",
            Self::DevDetails => "details",
            Self::Psu => "psu",
            Self::Version => "version",
            Self::Status => "status",
            Self::Info => "info",
            Self::Errors => "errors",
            Self::Token => "token",
        }
    }

    /// The query of this [`name`](Self::name), or of this wire command.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        let named =
            |query: &Self| query.name().eq_ignore_ascii_case(name) || query.command().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(named).or_else(|| name.eq_ignore_ascii_case("devs").then_some(Self::Boards))
    }

    /// Whether the mining program answers it, behind the API service. Such commands can be joined with `+`, and go
    /// unanswered while btminer is down; the others are answered by the API service itself, one at a time.
    pub fn joinable(self) -> bool {
        matches!(self, Self::Summary | Self::Pools | Self::Boards | Self::DevDetails)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
