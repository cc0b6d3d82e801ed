//! Finding the end of a reply while it streams in.
//!
//! Machines send one JSON object without a length or terminator and close. Waiting for the close alone would make
//! every read as slow as the slowest close, so the connection pushes what comes into a [`ReplyScanner`] and stops at
//! the end of the first object. Only braces and quotes count, which holds for every malformed reply that is known:
//! their brackets and commas may be wrong, their braces and quotes are not.

/// Braces deeper than this are no reply: the scanner gives up there, and so do the parsers.
pub const DEPTH_LIMIT: u16 = 127;

/// An incremental scanner for the end of the first JSON object. Any bytes, in pieces of any size.
#[derive(Clone, Debug, Default)]
pub struct ReplyScanner {
    /// Bytes taken so far.
    taken: usize,
    depth: u16,
    in_string: bool,
    escaped: bool,
    end: Option<usize>,
}

impl ReplyScanner {
    /// A scanner at the start of a reply.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes. Returns how many bytes from the start of the reply the first object takes, once it is
    /// complete; the answer stays the same for whatever follows. A reply that nests too deep ends where it does so.
    pub fn push(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.end.is_none() {
            self.end = bytes.iter().position(|byte| self.closes(*byte)).map(|at| self.taken + at + 1);
        }
        self.taken += bytes.len();
        self.end
    }

    /// Takes one byte: is it the last of the object?
    fn closes(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'{' => {
                self.depth += 1;
                return self.depth > DEPTH_LIMIT;
            }
            b'"' => self.in_string = self.depth > 0,
            b'}' if self.depth > 0 => {
                self.depth -= 1;
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// The first complete object in `text`, or `None` where none is complete.
pub fn first_object(text: &str) -> Option<&str> {
    let start = text.find('{')?;
    let rest = &text[start..];
    ReplyScanner::new().push(rest.as_bytes()).and_then(|end| rest.get(..end))
}
