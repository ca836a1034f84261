// Passes over one side of the bounds, two at a time: a side has an even number of them. Its vectors follow each other
// at a distance of `bytes`: slack, dual, bound, residual, target, 1 / slack. `step` and `previous` point to the slacks
// of a direction; its duals follow at the same distance.

function pair(at: usize, bytes: usize, which: usize): v128 {
  return v128.load(at + bytes * which);
}

function sumOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

function mostOf(pair: v128): f64 {
  return Math.max(f64x2.extract_lane(pair, 0), f64x2.extract_lane(pair, 1));
}

/** Adds dual / slack to the diagonal of every variable. */
export function addCurvature(side: usize, bytes: usize, curvature: usize): void {
  const one = f64x2.splat(1);
  for (const end = side + bytes; side < end; side += 16, curvature += 16) {
    const inverse = f64x2.div(one, v128.load(side));
    v128.store(side + 5 * bytes, inverse);
    v128.store(curvature, f64x2.add(v128.load(curvature), f64x2.mul(pair(side, bytes, 1), inverse)));
  }
}

function aim(side: usize, bytes: usize, sign: v128, wanted: v128, reduced: usize): void {
  v128.store(side + 4 * bytes, wanted);
  const moved = f64x2.mul(
    f64x2.add(wanted, f64x2.mul(pair(side, bytes, 1), pair(side, bytes, 3))),
    pair(side, bytes, 5),
  );
  v128.store(reduced, f64x2.sub(v128.load(reduced), f64x2.mul(sign, moved)));
}

/** Asks for products of 0, to first order. */
export function aimAtZero(side: usize, bytes: usize, sign: f64, reduced: usize): void {
  const s = f64x2.splat(sign);
  for (const end = side + bytes; side < end; side += 16, reduced += 16) {
    aim(side, bytes, s, f64x2.neg(f64x2.mul(v128.load(side), pair(side, bytes, 1))), reduced);
  }
}

/** Asks for products of `centre`, less the second-order term of the previous direction. */
export function aimBeyond(side: usize, bytes: usize, sign: f64, previous: usize, centre: f64, reduced: usize): void {
  const s = f64x2.splat(sign),
    c = f64x2.splat(centre);
  for (const end = side + bytes; side < end; side += 16, previous += 16, reduced += 16) {
    const first = f64x2.sub(c, f64x2.mul(v128.load(side), pair(side, bytes, 1)));
    aim(side, bytes, s, f64x2.sub(first, f64x2.mul(v128.load(previous), pair(previous, bytes, 1))), reduced);
  }
}

/**
 * Pulls products that the previous direction would take out of [least, most] at the given lengths back to its edge, by
 * at most `most`.
 */
export function aimWithin(
  side: usize,
  bytes: usize,
  sign: f64,
  previous: usize,
  least: f64,
  most: f64,
  primalLength: f64,
  dualLength: f64,
  reduced: usize,
): void {
  const s = f64x2.splat(sign),
    low = f64x2.splat(least),
    high = f64x2.splat(most),
    lowest = f64x2.splat(-most);
  const ofSlack = f64x2.splat(primalLength),
    ofDual = f64x2.splat(dualLength);
  for (const end = side + bytes; side < end; side += 16, previous += 16, reduced += 16) {
    const g = v128.load(side),
      z = pair(side, bytes, 1),
      dg = v128.load(previous),
      dz = pair(previous, bytes, 1);
    const product = f64x2.mul(f64x2.add(g, f64x2.mul(ofSlack, dg)), f64x2.add(z, f64x2.mul(ofDual, dz)));
    const within = f64x2.min(f64x2.max(product, low), high);
    const pull = f64x2.max(f64x2.sub(within, product), lowest);
    aim(side, bytes, s, f64x2.add(f64x2.add(f64x2.mul(g, dz), f64x2.mul(z, dg)), pull), reduced);
  }
}

/**
 * Completes a direction of x by those of slacks and duals. Raises two numbers at `reach`: the largest relative falls of
 * a slack and of a dual.
 */
export function follow(side: usize, bytes: usize, sign: f64, stepX: usize, step: usize, reach: usize): void {
  const s = f64x2.splat(sign);
  let slackFall = f64x2.splat(0),
    dualFall = f64x2.splat(0);
  for (const end = side + bytes; side < end; side += 16, stepX += 16, step += 16) {
    const z = pair(side, bytes, 1),
      inverse = pair(side, bytes, 5);
    const dg = f64x2.sub(f64x2.mul(s, v128.load(stepX)), pair(side, bytes, 3));
    const dz = f64x2.mul(f64x2.sub(pair(side, bytes, 4), f64x2.mul(z, dg)), inverse);
    v128.store(step, dg);
    v128.store(step + bytes, dz);
    slackFall = f64x2.pmin(slackFall, f64x2.mul(dg, inverse));
    dualFall = f64x2.pmin(dualFall, f64x2.div(dz, z));
  }
  raise(reach, slackFall);
  raise(reach + 8, dualFall);
}

function raise(at: usize, fall: v128): void {
  store<f64>(at, Math.max(load<f64>(at), mostOf(f64x2.neg(fall))));
}

/**
 * As `follow` for four blends of the previous direction and the last one: `weights` are those of the last one; raises
 * four numbers for slacks, then four for duals.
 */
export function blendReach(
  side: usize,
  bytes: usize,
  step: usize,
  previous: usize,
  weights: usize,
  reach: usize,
): void {
  const w0 = v128.load64_splat(weights),
    w1 = v128.load64_splat(weights, 8),
    w2 = v128.load64_splat(weights, 16),
    w3 = v128.load64_splat(weights, 24);
  for (let which: usize = 0; which < 2; which++, step += bytes, previous += bytes, reach += 32) {
    let fall0 = f64x2.splat(0),
      fall1 = f64x2.splat(0),
      fall2 = f64x2.splat(0),
      fall3 = f64x2.splat(0);
    const one = f64x2.splat(1);
    for (let k: usize = 0; k < bytes; k += 16) {
      const inverse = which === 0 ? v128.load(side + 5 * bytes + k) : f64x2.div(one, v128.load(side + bytes + k));
      const from = f64x2.mul(v128.load(previous + k), inverse);
      const more = f64x2.sub(f64x2.mul(v128.load(step + k), inverse), from);
      fall0 = f64x2.pmin(fall0, f64x2.add(from, f64x2.mul(w0, more)));
      fall1 = f64x2.pmin(fall1, f64x2.add(from, f64x2.mul(w1, more)));
      fall2 = f64x2.pmin(fall2, f64x2.add(from, f64x2.mul(w2, more)));
      fall3 = f64x2.pmin(fall3, f64x2.add(from, f64x2.mul(w3, more)));
    }
    raise(reach, fall0);
    raise(reach + 8, fall1);
    raise(reach + 16, fall2);
    raise(reach + 24, fall3);
  }
}

/** Sum of the products of slacks and duals after steps of a direction. */
export function productAfter(side: usize, bytes: usize, step: usize, primalLength: f64, dualLength: f64): f64 {
  const ofSlack = f64x2.splat(primalLength),
    ofDual = f64x2.splat(dualLength);
  let sum = f64x2.splat(0);
  for (const end = side + bytes; side < end; side += 16, step += 16) {
    const slack = f64x2.add(v128.load(side), f64x2.mul(ofSlack, v128.load(step)));
    sum = f64x2.add(sum, f64x2.mul(slack, f64x2.add(pair(side, bytes, 1), f64x2.mul(ofDual, pair(step, bytes, 1)))));
  }
  return sumOf(sum);
}

/**
 * Refreshes the residuals slack - sign (x - bound) and takes the duals off the reduced costs; sums: slack dual, sign
 * dual bound, largest residual.
 */
export function measureSide(side: usize, bytes: usize, sign: f64, x: usize, reduced: usize, sums: usize): void {
  const s = f64x2.splat(sign);
  let product = f64x2.splat(0),
    dualObjective = f64x2.splat(0),
    most = f64x2.splat(0);
  for (const end = side + bytes; side < end; side += 16, x += 16, reduced += 16) {
    const slack = v128.load(side),
      dual = pair(side, bytes, 1),
      bound = pair(side, bytes, 2);
    const signed = f64x2.mul(s, dual);
    const residual = f64x2.sub(slack, f64x2.mul(s, f64x2.sub(v128.load(x), bound)));
    v128.store(side + 3 * bytes, residual);
    v128.store(reduced, f64x2.sub(v128.load(reduced), signed));
    product = f64x2.add(product, f64x2.mul(slack, dual));
    dualObjective = f64x2.add(dualObjective, f64x2.mul(signed, bound));
    most = f64x2.max(most, f64x2.abs(residual));
  }
  store<f64>(sums, sumOf(product));
  store<f64>(sums, sumOf(dualObjective), 8);
  store<f64>(sums, mostOf(most), 16);
}
