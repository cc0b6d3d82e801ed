//! Pieces to a tree: `or` of rows of terms, `not` before a term, brackets.

use super::{
    FilterError, FilterErrorKind as Kind,
    lexer::{self, Piece},
    test::Test,
};
use crate::fleet::{Context, Machine};
use memchr::memmem::Finder;
use std::{iter::Peekable, ops::Range, vec::IntoIter};

/// Brackets and `not`s inside each other; more are a mistake or an attack.
const MAX_DEPTH: usize = 32;

/// A filter as a tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Words(Box<Finder<'static>>),
    Test(Test),
}

impl Default for Node {
    /// What everything passes.
    fn default() -> Self {
        Self::And(Vec::new())
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::And(a), Self::And(b)) | (Self::Or(a), Self::Or(b)) => a == b,
            (Self::Not(a), Self::Not(b)) => a == b,
            (Self::Words(a), Self::Words(b)) => a.needle() == b.needle(),
            (Self::Test(a), Self::Test(b)) => a == b,
            _ => false,
        }
    }
}

impl Node {
    pub(super) fn matches(&self, machine: &Machine, shown: &[u8], context: &Context<'_>) -> bool {
        match self {
            Self::And(nodes) => nodes.iter().all(|node| node.matches(machine, shown, context)),
            Self::Or(nodes) => nodes.iter().any(|node| node.matches(machine, shown, context)),
            Self::Not(node) => !node.matches(machine, shown, context),
            Self::Words(words) => words.find(shown).is_some(),
            Self::Test(test) => test.matches(machine, context),
        }
    }

    /// Whether this node or one below it is such.
    pub(super) fn any(&self, is: &impl Fn(&Self) -> bool) -> bool {
        let below = match self {
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().any(|node| node.any(is)),
            Self::Not(node) => node.any(is),
            Self::Words(_) | Self::Test(_) => false,
        };
        below || is(self)
    }
}

pub(super) fn parse(text: &str) -> Result<Node, FilterError> {
    let pieces = lexer::pieces(text)?;
    if pieces.is_empty() {
        return Ok(Node::default());
    }
    let mut parser = Parser { pieces: pieces.into_iter().peekable(), end: text.len(), depth: 0 };
    let node = parser.alternatives()?;
    match parser.pieces.next() {
        Some((_, span)) => Err(FilterError { span, kind: Kind::StrayBracket }),
        None => Ok(node),
    }
}

struct Parser {
    pieces: Peekable<IntoIter<(Piece, Range<usize>)>>,
    end: usize,
    depth: usize,
}

impl Parser {
    fn alternatives(&mut self) -> Result<Node, FilterError> {
        let mut nodes = vec![self.row()?];
        while self.pieces.next_if(|(piece, _)| *piece == Piece::Or).is_some() {
            nodes.push(self.row()?);
        }
        Ok(one_or(nodes, Node::Or))
    }

    fn row(&mut self) -> Result<Node, FilterError> {
        let mut nodes = vec![self.term()?];
        loop {
            let and = self.pieces.next_if(|(piece, _)| *piece == Piece::And).is_some();
            match self.pieces.peek() {
                Some((Piece::Or | Piece::Close, _)) | None if !and => return Ok(one_or(nodes, Node::And)),
                _ => nodes.push(self.term()?),
            }
        }
    }

    fn term(&mut self) -> Result<Node, FilterError> {
        let Some((piece, span)) = self.pieces.next() else { return Err(self.missing()) };
        match piece {
            Piece::Words(words) => Ok(Node::Words(Box::new(Finder::new(words.to_lowercase().as_bytes()).into_owned()))),
            Piece::Field { column, op, value, value_span } => {
                Test::new(column, op, &value).map(Node::Test).map_err(|kind| FilterError { span: value_span, kind })
            }
            Piece::Not => self.deeper(&span, |parser| Ok(Node::Not(Box::new(parser.term()?)))),
            Piece::Open => self.deeper(&span, |parser| {
                let node = parser.alternatives()?;
                match parser.pieces.next() {
                    Some((Piece::Close, _)) => Ok(node),
                    _ => Err(FilterError { span: span.clone(), kind: Kind::OpenBracket }),
                }
            }),
            Piece::And | Piece::Or | Piece::Close => Err(FilterError { span, kind: Kind::MissingTerm }),
        }
    }

    fn deeper(
        &mut self,
        span: &Range<usize>,
        inside: impl FnOnce(&mut Self) -> Result<Node, FilterError>,
    ) -> Result<Node, FilterError> {
        if self.depth == MAX_DEPTH {
            return Err(FilterError { span: span.clone(), kind: Kind::TooDeep });
        }
        self.depth += 1;
        let node = inside(self);
        self.depth -= 1;
        node
    }

    fn missing(&self) -> FilterError {
        FilterError { span: self.end..self.end, kind: Kind::MissingTerm }
    }
}

fn one_or(mut nodes: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Node {
    match (nodes.len(), nodes.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            nodes.extend(last);
            many(nodes)
        }
    }
}
