//! What there is to say about how a machine ended: typed, so that a front end can say it in the technician's language.
//!
//! Made by the rest of the batch, and by front ends for machines that are told nothing. As [`Display`](fmt::Display) it is
//! English and stays as it is: that is what the journal and files for programs hold. Always true: a machine's own words
//! are passed on as they are, in any language, and no remark holds a secret.

use super::{Note, Seen};
use crate::{
    fleet::Obstacle,
    protocol::{CommandKind, Failure},
};
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Why it ended so, or what was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remark {
    /// There is nothing to say.
    #[default]
    Nothing,
    /// The machine's own words, or the system's; or those of a technician.
    Words(Arc<str>),
    /// One of our own reasons that need no value.
    Note(Note),
    /// A failure of the network, or of the machine.
    Failure(Failure),
    /// The machine can't be told what is wanted.
    Obstacle(Arc<Obstacle>),
    /// What was read back.
    Seen(Seen),
    /// The text that a machine keeps for its owner.
    Keeps {
        /// Under this name.
        key: Arc<str>,
        /// The text.
        text: Arc<str>,
    },
    /// It answers there now.
    AnswersAt(SocketAddr),
    /// It was looked for there, and this came of it.
    At(SocketAddr, Failure),
    /// Something answers already at the address that it was to get.
    AddressAnswers(IpAddr),
    /// The machine at the address that it was to get stays there.
    AddressKept(IpAddr),
    /// The firmware file is for others.
    OtherPlatform {
        /// The machine's platform; `None` where it does not say.
        own: Option<Arc<str>>,
        /// The platforms of the file.
        file: Arc<str>,
    },
    /// It was not sent, because the journal can't be written, with the system's words.
    Unjournaled(Arc<str>),
    /// What was being sent was not sent whole.
    BrokenOff(Failure),
    /// The answer was lost, and then this was seen.
    Lost(Failure, Box<Remark>),
    /// Several things were done one after another: each with what came of it.
    Deeds(Arc<[(CommandKind, Remark)]>),
}

impl Remark {
    /// True where there is nothing to say.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Words(words) => words.is_empty(),
            _ => false,
        }
    }

    /// The failure behind it, where there is one.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failure(failure) | Self::BrokenOff(failure) | Self::Lost(failure, _) => Some(failure),
            Self::Note(Note::NoPassword) => Some(&Failure::WrongPassword),
            Self::Deeds(deeds) => deeds.last().and_then(|(_, remark)| remark.failure()),
            _ => None,
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Words(words) => f.write_str(words),
            Self::Note(note) => f.write_str(note.english()),
            Self::Failure(failure) => write!(f, "{failure}"),
            Self::Obstacle(obstacle) => write!(f, "{obstacle}"),
            Self::Seen(seen) => write!(f, "{seen}"),
            Self::Keeps { key, text } => write!(f, "{key} reads “{text}”"),
            Self::AnswersAt(address) => write!(f, "it answers at {address}"),
            Self::At(address, failure) => write!(f, "{address}: {failure}"),
            Self::AddressAnswers(address) => write!(f, "{address} already answers"),
            Self::AddressKept(address) => write!(f, "the machine at {address} stays there"),
            Self::OtherPlatform { own, file } => {
                write!(f, "the file is for {file}, the machine is {}", own.as_deref().unwrap_or("–"))
            }
            Self::Unjournaled(words) => write!(f, "not sent, because the journal can't be written: {words}"),
            Self::BrokenOff(failure) => write!(f, "broken off: {failure}"),
            Self::Lost(failure, then) => write!(f, "{failure}; {then}"),
            Self::Deeds(deeds) => {
                for (place, (kind, remark)) in deeds.iter().enumerate() {
                    let pause = if place == 0 { "" } else { "; " };
                    let colon = if remark.is_nothing() { "" } else { ": " };
                    write!(f, "{pause}{}{colon}{remark}", kind.name())?;
                }
                Ok(())
            }
        }
    }
}

impl From<&str> for Remark {
    fn from(words: &str) -> Self {
        Self::Words(words.into())
    }
}

impl From<String> for Remark {
    fn from(words: String) -> Self {
        Self::Words(words.into())
    }
}

impl From<Arc<str>> for Remark {
    fn from(words: Arc<str>) -> Self {
        Self::Words(words)
    }
}

impl From<Note> for Remark {
    fn from(note: Note) -> Self {
        Self::Note(note)
    }
}

impl From<Failure> for Remark {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Obstacle> for Remark {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(Arc::new(obstacle))
    }
}

impl From<Seen> for Remark {
    fn from(seen: Seen) -> Self {
        Self::Seen(seen)
    }
}
