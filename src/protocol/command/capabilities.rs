//! What a given machine can take, told from its readings: what the window greys its buttons by, and the reasons.

use super::{Command, CommandKind, table::Needs};
use crate::protocol::{
    Reading,
    models::{Cooling, cooling},
    versions::ApiVersion,
};

/// Why a machine can't take a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Cannot {
    /// Its firmware is too old for it.
    #[error("needs API {}.{} or newer", version.major, version.minor)]
    NeedsApi {
        /// The first version that has it.
        version: ApiVersion,
    },
    /// It has no fans.
    #[error("for air cooled machines only")]
    AirOnly,
    /// It is cooled by air.
    #[error("for liquid cooled machines only")]
    LiquidOnly,
    /// A value is beyond what this machine takes.
    #[error("this machine takes at most {most}")]
    TooMuch {
        /// The most that it takes.
        most: i64,
    },
    /// Its API switch is off (told by API v3).
    #[error("its API switch is off")]
    SwitchOff,
    /// It still has the factory password, with which no write is taken.
    #[error("it still has the factory password")]
    FactoryPassword,
}

/// What is known of what a machine can take. What is not known is not held against it: the machine itself answers then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Its API's version.
    pub api: Option<ApiVersion>,
    /// Whether liquid cools it.
    pub liquid: Option<bool>,
    /// Whether writes are switched on.
    pub api_switch: Option<bool>,
    /// Whether it has the factory password.
    pub factory_password: Option<bool>,
}

impl Capabilities {
    /// From what a machine said.
    pub fn of(reading: &Reading) -> Self {
        let version = reading.version.as_ref().and_then(|version| version.api.as_ref());
        let by_model = reading.model().and_then(|model| cooling(model)).map(|cooling| cooling != Cooling::Air);
        let device = reading.device.as_deref();
        Self {
            api: version.and_then(|api| ApiVersion::parse(api)),
            liquid: by_model.or_else(|| reading.summary.as_ref()?.liquid_cooling),
            api_switch: device.and_then(|device| device.api_switch),
            factory_password: device.and_then(|device| device.factory_password),
        }
    }

    /// Whether a machine takes this kind of command, whatever its values.
    ///
    /// # Errors
    /// Why not.
    pub fn takes(&self, kind: CommandKind) -> Result<(), Cannot> {
        let api = |least: ApiVersion| match self.api {
            Some(api) if api < least => Err(Cannot::NeedsApi { version: least }),
            _ => Ok(()),
        };
        let liquid = || if self.liquid == Some(false) { Err(Cannot::LiquidOnly) } else { Ok(()) };
        match kind.spec().needs {
            Needs::AirCooling if self.liquid == Some(true) => return Err(Cannot::AirOnly),
            Needs::Any | Needs::AirCooling => {}
            Needs::LiquidCooling => liquid()?,
            Needs::Api(least) => api(least)?,
            Needs::LiquidAndApi(least) => api(least).and_then(|()| liquid())?,
        }
        if self.factory_password == Some(true) {
            return Err(Cannot::FactoryPassword);
        }
        if self.api_switch == Some(false) { Err(Cannot::SwitchOff) } else { Ok(()) }
    }

    /// Whether a machine takes this command with its values.
    ///
    /// # Errors
    /// Why not.
    pub fn allows(&self, command: &Command) -> Result<(), Cannot> {
        self.takes(command.kind())?;
        let is_new = self.api.is_none_or(|api| (api.major, api.minor) >= (2, 2));
        let limit = |name: &str, most: i64, is_more_allowed: bool| match command.integer(name) {
            Some(number) if number > most && !is_more_allowed => Err(Cannot::TooMuch { most }),
            _ => Ok(()),
        };
        match command.kind() {
            CommandKind::SetPowerPct | CommandKind::SetPowerPctV2 => {
                limit("percent", 100, is_new && self.liquid != Some(false))
            }
            CommandKind::AdjustUpfreqSpeed => limit("upfreq_speed", 9, is_new),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_not_held_against_a_machine() {
        for kind in CommandKind::ALL {
            assert_eq!(Capabilities::default().takes(*kind), Ok(()));
        }
    }

    #[test]
    fn old_firmware_and_the_wrong_cooling_have_their_reasons() {
        let old_air = Capabilities { api: ApiVersion::parse("2.0.5"), liquid: Some(false), ..Capabilities::default() };
        assert!(matches!(old_air.takes(CommandKind::SetPower), Err(Cannot::NeedsApi { .. })));
        let new_air = Capabilities { api: ApiVersion::parse("2.2.0"), ..old_air };
        assert_eq!(new_air.takes(CommandKind::SetHeatMode), Err(Cannot::LiquidOnly));
        let liquid = Capabilities { liquid: Some(true), ..new_air };
        assert_eq!(liquid.takes(CommandKind::SetTempOffset), Err(Cannot::AirOnly));
        let more = Command::with(CommandKind::SetPowerPct, &[("percent", "120")]).unwrap();
        assert_eq!(new_air.allows(&more), Err(Cannot::TooMuch { most: 100 }));
        assert_eq!(liquid.allows(&more), Ok(()));
    }
}
