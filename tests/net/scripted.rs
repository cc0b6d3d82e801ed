//! Machines that do exactly what a test says: a TCP listener on loopback that answers every request with steps.

use std::{
    collections::VecDeque,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// One thing that a machine does after a request. After the last one it closes.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Sends these bytes, as a segment of their own.
    Send(Vec<u8>),
    /// Sends a byte every 10 ms for ever.
    Trickle,
    /// Says nothing until the other side closes.
    Hold,
    /// Resets the connection.
    Reset,
    /// Takes so many bytes, which [`Scripted::taken`] gives.
    Take(usize),
    /// Reads another request on the same connection, and goes on with what the script says to it.
    Again,
    /// Waits. Only where the passing of time is what is tested.
    Wait(Duration),
}

/// Sends a text and closes.
pub(crate) fn say(text: impl Into<String>) -> Vec<Step> {
    vec![Step::Send(text.into().into_bytes())]
}

type Script = Arc<dyn Fn(&str) -> Vec<Step> + Send + Sync>;

/// A machine that lives as long as this value.
#[derive(Debug)]
pub(crate) struct Scripted {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Seen {
    requests: Mutex<Vec<String>>,
    taken: Mutex<Vec<u8>>,
    open: AtomicUsize,
    most_open: AtomicUsize,
}

impl Scripted {
    /// Listens on `ip`, on a port of its own, and answers requests by `script`.
    pub(crate) async fn start(ip: [u8; 4], script: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::start_at((Ipv4Addr::from(ip), 0).into(), script).await
    }

    /// Listens on `address`.
    pub(crate) async fn start_at(
        address: SocketAddr,
        script: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let script: Script = Arc::new(script);
        let serving = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&serving)));
            }
        });
        Self { address, seen, task }
    }

    /// Every request so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// Every byte that was taken by [`Step::Take`].
    pub(crate) fn taken(&self) -> Vec<u8> {
        self.seen.taken.lock().unwrap().clone()
    }

    /// The most connections that were open at one time.
    pub(crate) fn most_open(&self) -> usize {
        self.seen.most_open.load(Ordering::SeqCst)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, script: Script, seen: Arc<Seen>) {
    let open = seen.open.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_open.fetch_max(open, Ordering::SeqCst);
    // A client that closes early is not this machine's trouble.
    let _ended = follow(&mut stream, &script, &seen).await;
    seen.open.fetch_sub(1, Ordering::SeqCst);
}

async fn follow(stream: &mut TcpStream, script: &Script, seen: &Seen) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut steps = VecDeque::from([Step::Again]);
    while let Some(step) = steps.pop_front() {
        match step {
            Step::Send(bytes) => stream.write_all(&bytes).await?,
            Step::Trickle => loop {
                stream.write_all(b" ").await?;
                tokio::time::sleep(Duration::from_millis(10)).await;
            },
            Step::Hold => while stream.read(&mut [0; 64]).await? > 0 {},
            Step::Reset => return stream.set_zero_linger(),
            Step::Take(count) => {
                let mut bytes = Vec::new();
                (&mut *stream).take(count as u64).read_to_end(&mut bytes).await?;
                seen.taken.lock().unwrap().extend(bytes);
            }
            Step::Again => {
                let mut request = [0; 4096];
                let count = stream.read(&mut request).await?;
                let request = String::from_utf8_lossy(&request[..count]).into_owned();
                seen.requests.lock().unwrap().push(request.clone());
                steps = script(&request).into();
            }
            Step::Wait(time) => tokio::time::sleep(time).await,
        }
    }
    Ok(())
}
