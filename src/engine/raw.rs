//! One machine's own words to every question, for support.

use super::{Event, jobs::Shared};
use crate::protocol::{Failure, Query};
use jiff::Timestamp;
use std::{net::SocketAddr, sync::Arc};

/// Asks one question after the other, as the machine can only take one at a time. Where nothing is there, the rest is
/// not waited for.
pub(super) async fn read_raw(shared: Arc<Shared>, address: SocketAddr, queries: Vec<Query>) {
    let mut replies: Vec<(Query, Result<String, Failure>)> = Vec::new();
    let mut nobody = None;
    for query in queries {
        let reply = match &nobody {
            None => shared.miners.raw(address, query).await,
            Some(failure) => Err(Failure::clone(failure)),
        };
        nobody = nobody.or_else(|| reply.as_ref().err().filter(|failure| super::is_silence(failure)).cloned());
        replies.push((query, reply));
    }
    shared.outbox.send(Event::RawReplies { address, at: Timestamp::now(), replies });
}
