//! A second start brings the window that is open to the front.
//!
//! Whoever has the window ([`Summons`]) listens on this computer and writes in the data folder where, with a sign that
//! other programs can't know; whoever finds the folder taken reads that and [`call`]s. Always true: a caller believes
//! only who answers with the sign, strangers on the port change nothing, and nobody waits longer than a moment.

use crate::store::{Folder, StoreError, replace};
use eframe::egui::{Context, UserAttentionType, ViewportCommand, ViewportId};
use std::{
    fs,
    hash::{BuildHasher as _, Hasher as _, RandomState},
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a sign is, in bytes.
const SIGN: usize = 16;

/// Listens for later starts as long as the program runs.
#[derive(Debug)]
pub struct Summons {
    windows: Sender<Context>,
    file: PathBuf,
}

impl Summons {
    /// Begins to listen, and says in the folder where. The caller has the folder's lock.
    ///
    /// # Errors
    /// There is no port, no thread or no writing: a second start then says that the window is open, and no more.
    pub fn listen(folder: &Folder) -> Result<Self, StoreError> {
        let file = file(folder);
        let failed = |error: io::Error| StoreError { path: file.clone(), reason: error.into() };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        // Keyed by the operating system at random.
        let sign = format!("{:0SIGN$x}", RandomState::new().build_hasher().finish());
        let (windows, newest) = channel();
        let told = format!("{port} {sign}");
        thread::Builder::new()
            .name("summons".to_owned())
            .spawn(move || answer(&listener, sign.as_bytes(), &newest))
            .map_err(failed)?;
        replace(&file, |out| out.write_all(told.as_bytes()).map_err(failed))?;
        Ok(Self { windows, file })
    }

    /// The window to bring to the front from now on.
    pub fn show(&self, window: Context) {
        // Without the thread nobody is called.
        drop(self.windows.send(window));
    }
}

impl Drop for Summons {
    fn drop(&mut self) {
        // Left behind, it would cost the next caller a moment.
        drop(fs::remove_file(&self.file));
    }
}

/// Brings the window of whoever has the folder to the front; false where nobody answered.
pub fn call(folder: &Folder) -> bool {
    let told = fs::read_to_string(file(folder)).ok();
    let Some((port, sign)) = told.as_deref().and_then(|told| told.split_once(' ')) else { return false };
    let Ok(port) = port.parse::<u16>() else { return false };
    ask(SocketAddr::from((Ipv4Addr::LOCALHOST, port)), sign.as_bytes()).unwrap_or(false)
}

fn ask(address: SocketAddr, sign: &[u8]) -> io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(sign)?;
    let mut answered = [0; SIGN];
    stream.read_exact(&mut answered)?;
    Ok(answered == sign)
}

/// Answers callers one after another, as long as there may be a window.
fn answer(listener: &TcpListener, sign: &[u8], windows: &Receiver<Context>) {
    let mut window = None;
    for caller in listener.incoming() {
        window = windows.try_iter().last().or(window);
        let Ok(mut caller) = caller else { continue };
        match (is_ours(&mut caller, sign), &window) {
            (Ok(true), Some(window)) => raise(window),
            // It is not open yet, and comes to the front when it is.
            (Ok(true), None) => {}
            (Ok(false) | Err(_), _) => continue,
        }
        if let Err(error) = caller.write_all(sign) {
            tracing::debug!("a second start did not wait: {error}");
        }
    }
}

/// Whether the caller has read the sign in our folder.
fn is_ours(caller: &mut TcpStream, sign: &[u8]) -> io::Result<bool> {
    caller.set_read_timeout(Some(PATIENCE))?;
    caller.set_write_timeout(Some(PATIENCE))?;
    let mut said = [0; SIGN];
    caller.read_exact(&mut said)?;
    Ok(said == sign)
}

/// To the front, and where a desktop lets no window push itself there, its entry in the task bar asks for a look.
fn raise(window: &Context) {
    let commands = [
        ViewportCommand::Minimized(false),
        ViewportCommand::RequestUserAttention(UserAttentionType::Informational),
        ViewportCommand::Focus,
    ];
    for command in commands {
        window.send_viewport_cmd_to(ViewportId::ROOT, command);
    }
}

fn file(folder: &Folder) -> PathBuf {
    folder.path().join("window.call")
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::RawInput;
    use std::{sync::mpsc, time::Instant};

    /// What the window is asked to do in its next frame.
    fn commands(window: &Context) -> Vec<ViewportCommand> {
        let mut output = window.run_ui(RawInput::default(), |_| {});
        output.textures_delta.clear();
        output.viewport_output[&ViewportId::ROOT].commands.clone()
    }

    #[test]
    fn a_second_start_brings_the_newest_window_to_the_front() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        assert!(!call(&folder), "nobody is there");
        let summons = Summons::listen(&folder).unwrap();
        assert!(call(&folder), "it is on its way to open");
        let (lost, window) = (Context::default(), Context::default());
        summons.show(lost.clone());
        summons.show(window.clone());
        let (woken, wakes) = mpsc::channel();
        window.set_request_repaint_callback(move |_| woken.send(()).unwrap());
        assert!(call(&folder));
        wakes.recv_timeout(Duration::from_secs(20)).expect("it draws, though nobody moved the mouse");
        assert!(commands(&window).contains(&ViewportCommand::Focus));
        assert!(!commands(&lost).contains(&ViewportCommand::Focus), "its renderer had failed");
        drop(summons);
        assert!(!call(&folder), "it is closed");
    }

    #[test]
    fn strangers_change_nothing_and_get_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let summons = Summons::listen(&folder).unwrap();
        let window = Context::default();
        summons.show(window.clone());
        let told = fs::read_to_string(file(&folder)).unwrap();
        let (port, _) = told.split_once(' ').unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap()));
        assert!(ask(address, b"0123456789abcdef").is_err(), "it hangs up");
        assert!(!commands(&window).contains(&ViewportCommand::Focus));
        let silent = TcpStream::connect(address).unwrap();
        let began = Instant::now();
        while !call(&folder) {
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "who says nothing keeps others waiting for a moment only"
            );
        }
        drop(silent);
    }

    #[test]
    fn another_program_on_the_port_is_not_believed() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path());
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        fs::write(file(&folder), format!("{} 0123456789abcdef", other.local_addr().unwrap().port())).unwrap();
        let answers = thread::Builder::new()
            .name("another program".to_owned())
            .spawn(move || other.accept().unwrap().0.write_all(b"HTTP/1.1 400 Bad").unwrap())
            .unwrap();
        assert!(!call(&folder));
        answers.join().unwrap();
        for nonsense in ["", "no port", "99999 0123456789abcdef", "x"] {
            fs::write(file(&folder), nonsense).unwrap();
            assert!(!call(&folder), "{nonsense}");
        }
    }
}
