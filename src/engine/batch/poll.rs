//! Looking again and again until something shows: gently, for as long as patience lasts, and no longer than the batch.

use super::Remark;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

/// The longest pause between two looks.
const LONGEST: Duration = Duration::from_secs(5);

/// What a last look may take after the batch was cancelled.
const LAST_LOOK: Duration = Duration::from_millis(300);

/// How one look went.
#[derive(Debug)]
pub(super) enum Look<T> {
    /// It shows.
    Found(T),
    /// Not yet, with what was seen instead.
    NotYet(Remark),
    /// This machine never shows it.
    NotShown,
}

/// How all looks together went.
#[derive(Debug)]
pub(super) enum Looked<T> {
    /// It showed.
    Found(T),
    /// This machine never shows it.
    NotShown,
    /// It did not show in time; with what was seen last.
    Late(Remark),
    /// The batch was cancelled before it showed.
    Cancelled,
}

/// How long it is looked for, and how soon first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub(super) whole: Duration,
    pub(super) first: Duration,
}

/// Looks until it shows. After a cancel there is one quick look where there was none yet, so that what is done at once
/// is not called unknown.
pub(super) async fn look_until<T, F>(
    patience: Patience,
    stop: &CancellationToken,
    mut look: impl FnMut() -> F,
) -> Looked<T>
where
    F: Future<Output = Look<T>>,
{
    let deadline = Instant::now() + patience.whole;
    let mut pause = patience.first;
    let mut has_looked = false;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let is_stopped = tokio::select! {
            biased;
            () = stop.cancelled() => true,
            () = sleep(pause.min(left)) => false,
        };
        let seen = match (is_stopped, has_looked) {
            (true, true) => None,
            (true, false) => timeout(LAST_LOOK, look()).await.ok(),
            (false, _) => tokio::select! {
                biased;
                seen = look() => Some(seen),
                () = stop.cancelled() => None,
            },
        };
        has_looked = true;
        match seen {
            Some(Look::Found(found)) => return Looked::Found(found),
            Some(Look::NotShown) => return Looked::NotShown,
            None => return Looked::Cancelled,
            Some(Look::NotYet(_)) if is_stopped => return Looked::Cancelled,
            Some(Look::NotYet(seen)) if Instant::now() >= deadline => return Looked::Late(seen),
            Some(Look::NotYet(_)) => {}
        }
        pause = (pause * 2).min(LONGEST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience { whole: Duration::from_millis(60), first: Duration::from_millis(5) };

    #[tokio::test]
    async fn it_looks_until_it_shows_or_patience_ends() {
        let stop = CancellationToken::new();
        let mut looks = 0;
        let found = look_until(PATIENCE, &stop, || {
            looks += 1;
            let seen = if looks == 3 { Look::Found(looks) } else { Look::NotYet(Remark::Nothing) };
            async { seen }
        });
        assert!(matches!(found.await, Looked::Found(3)));
        let late = look_until(PATIENCE, &stop, || async { Look::<()>::NotYet("still off".into()) }).await;
        assert!(matches!(late, Looked::Late(seen) if seen == "still off".into()));
    }

    #[tokio::test]
    async fn a_cancel_leaves_one_quick_look() {
        let stop = CancellationToken::new();
        stop.cancel();
        assert!(matches!(look_until(PATIENCE, &stop, || async { Look::Found(()) }).await, Looked::Found(())));
        let never = std::future::pending::<Look<()>>;
        assert!(matches!(look_until(PATIENCE, &stop, never).await, Looked::Cancelled));
    }
}
