// Passes over whole vectors, two numbers at a time: a vector has room for an even count, and what stands behind its
// last number is 0 or of no account.

/** list = 1 / list. */
export function invert(list: usize, count: i32): void {
  const one = f64x2.splat(1);
  for (const end = list + ((<usize>count) << 3); list < end; list += 16)
    v128.store(list, f64x2.div(one, v128.load(list)));
}

/** to += factor from. */
export function addScaled(to: usize, factor: f64, from: usize, count: i32): void {
  const f = f64x2.splat(factor);
  for (const end = to + ((<usize>count) << 3); to < end; to += 16, from += 16)
    v128.store(to, f64x2.add(v128.load(to), f64x2.mul(f, v128.load(from))));
}

/** to = weight to + (1 - weight) other. */
export function mix(to: usize, weight: f64, other: usize, count: i32): void {
  const w = f64x2.splat(weight),
    rest = f64x2.splat(1 - weight);
  for (const end = to + ((<usize>count) << 3); to < end; to += 16, other += 16) {
    v128.store(to, f64x2.add(f64x2.mul(w, v128.load(to)), f64x2.mul(rest, v128.load(other))));
  }
}

/** Largest absolute value; NaN counts as largest, which the quick comparison would forget. */
export function largest(list: usize, count: i32): f64 {
  let most = f64x2.splat(0),
    next = most,
    odd = most;
  const end = list + ((<usize>count) << 3),
    pairs = list + (((<usize>count) >> 2) << 5);
  for (; list < pairs; list += 32) {
    const a = v128.load(list),
      b = v128.load(list, 16);
    most = f64x2.pmax(most, f64x2.abs(a));
    next = f64x2.pmax(next, f64x2.abs(b));
    odd = v128.or(odd, v128.or(f64x2.ne(a, a), f64x2.ne(b, b)));
  }
  for (; list < end; list += 16) {
    const a = v128.load(list);
    most = f64x2.pmax(most, f64x2.abs(a));
    odd = v128.or(odd, f64x2.ne(a, a));
  }
  if (v128.any_true(odd)) return NaN;
  most = f64x2.pmax(most, next);
  return Math.max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}
