//! The course of a scan by example.

use super::*;

const MS: Duration = Duration::from_millis(1);

fn course(text: &str, in_flight: usize) -> Course {
    Course::new(RangeSet::parse(text).unwrap(), &ScanOptions::default(), in_flight)
}

fn knocks(course: &mut Course) -> Vec<usize> {
    std::iter::from_fn(|| match course.next_job(true)? {
        Job::Knock { index, .. } => Some(index),
        Job::Details { .. } => panic!("nothing was found"),
    })
    .collect()
}

#[test]
fn knocks_at_every_address_once() {
    let mut course = course("10.1.2.1-9", 4);
    assert_eq!(knocks(&mut course), (0..9).collect::<Vec<_>>());
    (0..9).for_each(|_| course.knocked());
    assert!(course.next_job(true).is_none());
    assert_eq!(course.total(), 9);
}

#[test]
fn looks_again_at_the_silent_where_the_network_is_slow() {
    let mut course = course("10.1.2.1-9, 10.1.3.1-9", 4);
    knocks(&mut course);
    let slow = course.address(0).unwrap();
    course.pace.connected(slow, 300 * MS, 400 * MS);
    (0..17).for_each(|_| course.knocked());
    for index in [3, 5, 12] {
        course.was_silent(index);
    }
    assert!(course.next_job(true).is_none(), "a knock of the first pass is still out");
    course.knocked();
    assert_eq!(knocks(&mut course), [3, 5], "12 is in another network, which was not slow");
    assert_eq!(course.total(), 18 + 2);
    assert_eq!(course.patience(), 1500 * MS);
    (0..2).for_each(|_| course.knocked());
    assert!(course.next_job(true).is_none(), "there is no third look");
}

#[test]
fn details_take_their_share_and_the_rest_when_nothing_else_is_left() {
    let mut course = course("10.1.2.1-9", 8);
    let address = course.address(0).unwrap();
    for _ in 0..6 {
        course.want_details(address, Box::default());
    }
    let kinds: Vec<bool> =
        std::iter::from_fn(|| course.next_job(true)).map(|job| matches!(job, Job::Details { .. })).collect();
    let expected: Vec<bool> = [true; 2].into_iter().chain([false; 9]).chain([true; 4]).collect();
    assert_eq!(kinds, expected);
}

#[test]
fn many_waiting_details_go_first() {
    let mut course = course("10.1.2.1-99", 4);
    let address = course.address(0).unwrap();
    for _ in 0..12 {
        course.want_details(address, Box::default());
    }
    let first =
        std::iter::from_fn(|| course.next_job(true)).take_while(|job| matches!(job, Job::Details { .. })).count();
    assert_eq!(first, 12 - 4 * DETAILS_WAITING, "until no more than the bound wait");
}

#[test]
fn wants_of_sockets_are_tried_again_a_bounded_number_of_times() {
    let mut course = course("10.1.2.1", 1);
    let mut tries = 0;
    while let Some(Job::Knock { index, tries: before, .. }) = course.next_job(true) {
        course.knocked();
        tries += 1;
        if !course.try_again(index, before) {
            break;
        }
    }
    assert_eq!(tries, usize::from(TRIES) + 1);
    assert!(course.next_job(true).is_none());
}
