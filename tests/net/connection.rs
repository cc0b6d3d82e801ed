//! One connection to one machine, over real sockets: how a reply ends, and how patience does.

use crate::scripted::{Scripted, Step, say};
use rackhand::{
    net::{
        Timeouts,
        connection::{REPLY_LIMIT, exchange, exchange_framed},
    },
    protocol::{Failure, failure::Phase, v3},
};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const REQUEST: &[u8] = br#"{"cmd":"summary"}"#;
const REPLY: &str = r#"{"STATUS":"S","Msg":{"text":"a } in a string","n":[{},{}]}}"#;
/// Far beyond what any of these replies takes, so that a test that needs it fails.
const LONG: Duration = Duration::from_mins(1);

fn patient() -> Timeouts {
    Timeouts { connect: LONG, first_byte: LONG, reply: LONG }
}

/// What `script` gives a client that waits as long as it takes.
async fn reply_to(script: Vec<Step>) -> Result<Vec<u8>, Failure> {
    let machine = Scripted::start([127, 22, 1, 1], move |_| script.clone()).await;
    let timeouts = patient();
    let reply = exchange(machine.address, REQUEST, &timeouts);
    tokio::time::timeout(LONG / 4, reply).await.expect("the reply's end was not seen")
}

#[tokio::test]
async fn sends_the_request_as_it_is() {
    let machine = Scripted::start([127, 22, 1, 1], |_| say(REPLY)).await;
    exchange(machine.address, REQUEST, &patient()).await.unwrap();
    assert_eq!(machine.requests(), [String::from_utf8_lossy(REQUEST)]);
}

#[tokio::test]
async fn a_reply_in_single_bytes_is_put_together() {
    let pieces = REPLY.bytes().map(|byte| Step::Send(vec![byte])).collect();
    assert_eq!(reply_to(pieces).await.unwrap(), REPLY.as_bytes());
}

#[tokio::test]
async fn a_machine_that_does_not_close_is_not_waited_for() {
    let start = Instant::now();
    let reply = reply_to(vec![Step::Send(REPLY.into()), Step::Hold]).await;
    assert_eq!(reply.unwrap(), REPLY.as_bytes());
    assert!(start.elapsed() < LONG / 20, "{:?}", start.elapsed());
}

#[tokio::test]
async fn what_follows_the_reply_does_no_harm() {
    for tail in ["\0\0\0\0", "\n", "{\"more\":1}", "\u{7f}ELF"] {
        let reply = reply_to(say(format!("{REPLY}{tail}"))).await.unwrap();
        assert!(reply.starts_with(REPLY.as_bytes()), "{tail:?}");
    }
}

#[tokio::test]
async fn text_without_an_object_ends_with_the_connection() {
    let text = "Socket connect failed: Connection refused\n";
    assert_eq!(reply_to(say(text)).await.unwrap(), text.as_bytes());
}

#[tokio::test]
async fn a_reply_that_was_cut_off_is_kept_for_the_decoder() {
    assert_eq!(reply_to(say(&REPLY[..30])).await.unwrap(), &REPLY.as_bytes()[..30]);
}

#[tokio::test]
async fn closing_without_a_word_is_a_failure() {
    assert_eq!(reply_to(vec![]).await, Err(Failure::Closed { received: 0 }));
}

#[tokio::test]
async fn a_reset_is_a_failure_before_the_reply_and_none_after_it() {
    assert_eq!(reply_to(vec![Step::Reset]).await, Err(Failure::Closed { received: 0 }));
    let after = reply_to(vec![Step::Send(REPLY.into()), Step::Wait(Duration::from_millis(10)), Step::Reset]).await;
    assert_eq!(after.unwrap(), REPLY.as_bytes());
}

#[tokio::test]
async fn a_reset_in_the_middle_says_how_much_had_come() {
    // The pause lets the client take the bytes: a reset throws away what it has not read.
    let script = vec![Step::Send(REPLY[..30].into()), Step::Wait(Duration::from_millis(100)), Step::Reset];
    assert_eq!(reply_to(script).await, Err(Failure::Closed { received: 30 }));
}

#[tokio::test]
async fn a_reply_beyond_the_cap_is_dropped() {
    let giant = format!("{{\"a\":\"{}\"}}", "x".repeat(2 * REPLY_LIMIT));
    assert_eq!(reply_to(say(giant)).await, Err(Failure::TooLong { limit: REPLY_LIMIT as u32 }));
}

#[tokio::test]
async fn a_long_reply_within_the_cap_is_whole() {
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(REPLY_LIMIT - 100));
    assert_eq!(reply_to(say(long.clone())).await.unwrap().len(), long.len());
}

#[tokio::test]
async fn silence_ends_at_the_first_byte() {
    let machine = Scripted::start([127, 22, 1, 1], |_| vec![Step::Hold]).await;
    let timeouts = Timeouts { first_byte: Duration::from_millis(80), ..patient() };
    let result = exchange(machine.address, REQUEST, &timeouts).await;
    assert_eq!(result, Err(Failure::TimedOut { phase: Phase::FirstByte }));
}

#[tokio::test]
async fn a_trickle_ends_with_the_whole_reply() {
    let machine = Scripted::start([127, 22, 1, 1], |_| vec![Step::Send(b"{".into()), Step::Trickle]).await;
    let timeouts = Timeouts { reply: Duration::from_millis(200), ..patient() };
    let start = Instant::now();
    let result = exchange(machine.address, REQUEST, &timeouts).await;
    assert_eq!(result, Err(Failure::TimedOut { phase: Phase::Reply }));
    assert!(start.elapsed() >= timeouts.reply);
}

#[tokio::test]
async fn a_closed_port_refuses() {
    let closed = TcpListener::bind("127.22.1.2:0").await.unwrap().local_addr().unwrap();
    assert_eq!(exchange(closed, REQUEST, &patient()).await, Err(Failure::Refused));
}

/// A listener whose queue is full drops the packets that ask for more, as a firewall does.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_address_that_drops_everything_costs_its_patience_only() {
    let full = full_listener();
    let timeouts = Timeouts { connect: Duration::from_millis(80), ..patient() };
    let result = exchange(full.address, REQUEST, &timeouts).await;
    assert_eq!(result, Err(Failure::TimedOut { phase: Phase::Connect }));
}

#[cfg(target_os = "linux")]
struct Full {
    address: std::net::SocketAddr,
    _held: Vec<socket2::Socket>,
}

#[cfg(target_os = "linux")]
fn full_listener() -> Full {
    use socket2::{Domain, Socket, Type};
    let socket = || Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let listener = socket();
    listener.bind(&std::net::SocketAddr::from(([127, 22, 1, 3], 0)).into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut held = vec![listener];
    // One more than the queue takes; the rest stay half open, which fills the other queue.
    for _ in 0..3 {
        let client = socket();
        client.set_nonblocking(true).unwrap();
        let _in_progress = client.connect(&address);
        held.push(client);
    }
    Full { address: address.as_socket().unwrap(), _held: held }
}

#[tokio::test]
async fn a_framed_message_is_taken_out_of_its_frame() {
    let message = br#"{"code":0,"msg":{}}"#;
    // A heartbeat comes first, and the message in pieces.
    let bytes = [v3::frame(b""), v3::frame(message)].concat();
    let pieces: Vec<Step> = bytes.chunks(5).map(|piece| Step::Send(piece.to_vec())).chain([Step::Hold]).collect();
    let machine = Scripted::start([127, 22, 1, 4], move |_| pieces.clone()).await;
    let reply = exchange_framed(machine.address, &v3::device_info_request(), &patient()).await;
    assert_eq!(reply.unwrap(), message);
}

#[tokio::test]
async fn a_frame_of_another_protocol_is_refused_without_reading_on() {
    let machine = Scripted::start([127, 22, 1, 4], |_| say("HTTP/1.1 400 Bad Request\r\n\r\n")).await;
    let reply = exchange_framed(machine.address, &v3::device_info_request(), &patient()).await;
    assert!(matches!(reply, Err(Failure::TooLong { .. })), "{reply:?}");
}

#[tokio::test]
async fn a_frame_that_ends_too_early_is_a_failure() {
    let half = v3::frame(REPLY.as_bytes())[..20].to_vec();
    let machine = Scripted::start([127, 22, 1, 4], move |_| vec![Step::Send(half.clone())]).await;
    let reply = exchange_framed(machine.address, &v3::device_info_request(), &patient()).await;
    assert_eq!(reply, Err(Failure::Closed { received: 20 }));
}
