//! Which candidate takes which seat of a form, so that no candidate sits twice and as few seats as can be
//! stay empty (augmenting paths).

/// Seats by candidates: `fits[seat]` are the candidates that may sit there, the dearest first. Gives the
/// candidate of each seat.
pub(super) fn seat(fits: &[&[usize]], candidates: usize) -> Vec<Option<usize>> {
    let mut holds: Vec<Option<usize>> = vec![None; candidates];
    for seat in 0..fits.len() {
        let mut tried = vec![false; candidates];
        place(seat, fits, &mut holds, &mut tried);
    }
    let mut out = vec![None; fits.len()];
    for (candidate, seat) in holds.iter().enumerate() {
        if let Some(seat) = seat {
            out[*seat] = Some(candidate);
        }
    }
    out
}

/// Finds a candidate for a seat, moving others where that helps. The depth is bounded by the seats.
fn place(seat: usize, fits: &[&[usize]], holds: &mut [Option<usize>], tried: &mut [bool]) -> bool {
    // One that is free first: nobody moves without need.
    if let Some(&free) = fits[seat].iter().find(|c| holds[**c].is_none()) {
        holds[free] = Some(seat);
        return true;
    }
    for &candidate in fits[seat] {
        if std::mem::replace(&mut tried[candidate], true) {
            continue;
        }
        let moved = match holds[candidate] {
            None => true,
            Some(other) => place(other, fits, holds, tried),
        };
        if moved {
            holds[candidate] = Some(seat);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::seat;

    #[test]
    fn a_candidate_moves_where_another_seat_needs_it() {
        let fits: [&[usize]; 3] = [&[0, 1, 2], &[0], &[1]];
        assert_eq!(seat(&fits, 3), [Some(2), Some(0), Some(1)]);
    }

    #[test]
    fn a_seat_that_nobody_can_take_stays_empty_and_nobody_sits_twice() {
        let fits: [&[usize]; 3] = [&[0], &[0], &[1]];
        let seated = seat(&fits, 2);
        assert_eq!(seated.iter().flatten().count(), 2);
        assert_eq!(seated[2], Some(1));
    }
}
