//! Whether an address is taken: a knock at the ports of the API, and nothing is said.
//!
//! Plans of addresses ask this before machines are moved. Always true: no byte is sent, each connection holds a permit of
//! the budget, and an answer comes within the patience for connecting twice.

use super::{Budget, connection::Connection};
use crate::protocol::{Failure, v3};
use std::{net::SocketAddr, time::Duration};

/// How long a knock waits: machines on a local network answer within some milliseconds.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Whether something is at `address`: it accepts or refuses a connection to the port, or to the one of API v3.
pub async fn is_taken(address: SocketAddr, budget: &Budget) -> bool {
    let other = SocketAddr::new(address.ip(), v3::PORT);
    // One after another: a laptop with few sockets has the same answer, only later.
    knock(address, budget).await || (other != address && knock(other, budget).await)
}

async fn knock(address: SocketAddr, budget: &Budget) -> bool {
    let _permit = budget.acquire().await;
    match Connection::open(address, PATIENCE).await {
        Ok(connection) => {
            connection.abandon();
            true
        }
        Err(failure) => is_answer(address, &failure),
    }
}

/// A refusal comes from whoever has the address. On loopback that is this computer itself, whatever the number.
fn is_answer(address: SocketAddr, failure: &Failure) -> bool {
    *failure == Failure::Refused && !address.ip().is_loopback()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::failure::Phase;
    use std::net::TcpListener;

    #[test]
    fn a_refusal_is_an_answer_but_not_from_this_computer() {
        let far = SocketAddr::from(([10, 1, 2, 3], 4028));
        assert!(is_answer(far, &Failure::Refused));
        assert!(!is_answer(far, &Failure::TimedOut { phase: Phase::Connect }));
        assert!(!is_answer(SocketAddr::from(([127, 1, 2, 3], 4028)), &Failure::Refused));
    }

    #[tokio::test]
    async fn who_accepts_is_there() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let budget = Budget::new(1);
        assert!(is_taken(address, &budget).await, "also with one socket");
        drop(listener);
        assert!(!is_taken(address, &budget).await);
        assert_eq!(budget.available(), 1, "permits come back");
    }
}
