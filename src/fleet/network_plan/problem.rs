//! What keeps a machine of a plan from being sent anything. The plan finds it, dialogs and command lines say it.

/// What keeps an entry from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Problem {
    /// Two entries have this address.
    Double,
    /// Another machine of the fleet has this address and keeps it.
    Taken,
    /// Nothing says the mask.
    MaskMissing,
    /// The mask is none: its ones are not all in front, or it leaves no room.
    MaskBad,
    /// Nothing says the gateway.
    GatewayMissing,
    /// The gateway is not in the subnet of the address.
    GatewayOutside,
    /// The address is the gateway's.
    IsGateway,
    /// The address names the subnet itself, or all of it.
    NotAHost,
    /// The series runs out of addresses.
    OutOfAddresses,
    /// A name that machines don't take: letters, digits and hyphens only.
    HostnameBad,
    /// Nothing says the DNS servers, or they are no addresses.
    DnsBad,
    /// The table names this machine twice.
    NamedTwice,
    /// Something that is no machine of this plan answers at this address.
    Answers,
    /// The machine that has this address stays there, because it is left out itself.
    StaysTaken,
}

impl Problem {
    /// Whether the others may be sent without this one: the network said it, and nothing can be mended in the plan.
    pub fn may_be_left_out(self) -> bool {
        matches!(self, Self::Answers | Self::StaysTaken)
    }

    /// The key of its sentence in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Double => "network-problem-double",
            Self::Taken => "network-problem-taken",
            Self::MaskMissing => "network-problem-mask-missing",
            Self::MaskBad => "network-problem-mask-bad",
            Self::GatewayMissing => "network-problem-gateway-missing",
            Self::GatewayOutside => "network-problem-gateway-outside",
            Self::IsGateway => "network-problem-is-gateway",
            Self::NotAHost => "network-problem-not-a-host",
            Self::OutOfAddresses => "network-problem-out-of-addresses",
            Self::HostnameBad => "network-problem-hostname-bad",
            Self::DnsBad => "network-problem-dns-bad",
            Self::NamedTwice => "network-problem-named-twice",
            Self::Answers => "network-problem-answers",
            Self::StaysTaken => "network-problem-stays-taken",
        }
    }
}
