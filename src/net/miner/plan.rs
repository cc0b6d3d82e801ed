//! What to ask of a machine: plans for the first look, for monitoring and for everything.

use crate::protocol::Query;

/// Some of the readable commands.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct QuerySet(u16);

impl QuerySet {
    /// These queries; `const`, so that plans can be written down.
    pub const fn of(queries: &[Query]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < queries.len() {
            bits |= 1 << queries[i] as u16;
            i += 1;
        }
        Self(bits)
    }

    /// Whether `query` is in the set.
    pub fn contains(self, query: Query) -> bool {
        self.0 & Self::of(&[query]).0 != 0
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its queries, in the order of [`Query::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Query> {
        Query::ALL.into_iter().filter(move |query| self.contains(*query))
    }

    /// The queries of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::fmt::Debug for QuerySet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl FromIterator<Query> for QuerySet {
    fn from_iter<I: IntoIterator<Item = Query>>(queries: I) -> Self {
        queries.into_iter().fold(Self::default(), |set, query| set.union(Self::of(&[query])))
    }
}

/// What to ask in one read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReadPlan {
    /// Asked of every machine.
    pub queries: QuerySet,
    /// Asked only where the rest leaves a question: `status` where nothing is hashed, `devdetails` where no reply
    /// names the model, `get_version` where btminer does not answer.
    pub when_needed: QuerySet,
    /// Ask API v3 what only it can tell, where the firmware may serve it.
    pub device_info: bool,
}

/// What btminer answers in one joined request.
const FIGURES: QuerySet = QuerySet::of(&[Query::Summary, Query::Pools, Query::Boards]);

impl ReadPlan {
    /// The first look: one connection to a machine that works.
    pub const GLANCE: Self =
        Self { queries: FIGURES, when_needed: QuerySet::of(&[Query::Status, Query::Version]), device_info: false };

    /// What changes while a machine works: two connections.
    pub const REFRESH: Self = Self {
        queries: FIGURES.union(QuerySet::of(&[Query::Errors])),
        when_needed: QuerySet::of(&[Query::Status]),
        device_info: false,
    };

    /// Everything: five to seven connections.
    pub const FULL: Self = Self {
        queries: Self::REFRESH.queries.union(QuerySet::of(&[Query::Version, Query::Info, Query::Psu, Query::Status])),
        when_needed: QuerySet::of(&[Query::DevDetails]),
        device_info: true,
    };

    /// Exactly these.
    pub const fn of(queries: &[Query]) -> Self {
        Self { queries: QuerySet::of(queries), when_needed: QuerySet(0), device_info: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_has_its_own_place() {
        for query in Query::ALL {
            let set = QuerySet::of(&[query]);
            assert_eq!(set.iter().collect::<Vec<_>>(), [query]);
        }
        assert_eq!(QuerySet::from_iter(Query::ALL).iter().count(), Query::ALL.len());
    }

    #[test]
    fn a_full_read_asks_everything_but_for_tokens() {
        let full = ReadPlan::FULL.queries.union(ReadPlan::FULL.when_needed);
        let missing: Vec<_> = Query::ALL.into_iter().filter(|query| !full.contains(*query)).collect();
        assert_eq!(missing, [Query::Token], "asking for a token costs the machine a slot");
    }
}
