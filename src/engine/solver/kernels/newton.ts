// Passes over the matrix of a barrier form. Its variables come in runs of equally many entries: `runs` holds (entries,
// variables) as 32-bit numbers, so that inner loops have a constant length. `indices` are byte offsets of rows. All
// pointers are byte addresses of 64-bit floats unless said otherwise.

/** out = b + A (theta r). */
export function weightedActivity(
  runs: usize,
  runCount: i32,
  indices: usize,
  values: usize,
  theta: usize,
  r: usize,
  b: usize,
  out: usize,
  rows: i32,
): void {
  memory.copy(out, b, (<usize>rows) << 3);
  for (let run = 0; run < runCount; run++, runs += 8) {
    const entries = load<i32>(runs);
    if (entries === 1) {
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, r += 8, indices += 4, values += 8) {
        const at = out + <usize>load<u32>(indices);
        store<f64>(at, load<f64>(at) + load<f64>(values) * load<f64>(theta) * load<f64>(r));
      }
    } else
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, r += 8) {
        const v = load<f64>(theta) * load<f64>(r);
        for (let e = entries; e > 0; e--, indices += 4, values += 8) {
          const at = out + <usize>load<u32>(indices);
          store<f64>(at, load<f64>(at) + load<f64>(values) * v);
        }
      }
  }
}

/** x = theta (A'y - r) and, in the same pass, out = b - A x. */
export function weightedColumns(
  runs: usize,
  runCount: i32,
  indices: usize,
  values: usize,
  theta: usize,
  r: usize,
  y: usize,
  x: usize,
  b: usize,
  out: usize,
  rows: i32,
): void {
  memory.copy(out, b, (<usize>rows) << 3);
  for (let run = 0; run < runCount; run++, runs += 8) {
    const entries = load<i32>(runs);
    if (entries === 1) {
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, r += 8, x += 8, indices += 4, values += 8) {
        const row = <usize>load<u32>(indices),
          a = load<f64>(values);
        const v = load<f64>(theta) * (a * load<f64>(y + row) - load<f64>(r));
        store<f64>(x, v);
        store<f64>(out + row, load<f64>(out + row) - a * v);
      }
    } else
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, r += 8, x += 8) {
        let sum = -load<f64>(r);
        for (let e: usize = 0; e < <usize>entries; e++)
          sum += load<f64>(values + (e << 3)) * load<f64>(y + <usize>load<u32>(indices + (e << 2)));
        const v = load<f64>(theta) * sum;
        store<f64>(x, v);
        for (let e = entries; e > 0; e--, indices += 4, values += 8) {
          const at = out + <usize>load<u32>(indices);
          store<f64>(at, load<f64>(at) - load<f64>(values) * v);
        }
      }
  }
}

/** costs = cost + Q x - A'y and left = rhs - A x; sums: cost'x, x'Qx, rhs'y. */
export function residuals(
  runs: usize,
  runCount: i32,
  indices: usize,
  values: usize,
  cost: usize,
  quadratic: usize,
  rhs: usize,
  rows: i32,
  x: usize,
  y: usize,
  costs: usize,
  left: usize,
  sums: usize,
): void {
  memory.copy(left, rhs, (<usize>rows) << 3);
  let linear = 0.0,
    square = 0.0,
    dual = 0.0;
  for (let run = 0; run < runCount; run++, runs += 8) {
    const entries = load<i32>(runs);
    for (let k = load<i32>(runs, 4); k > 0; k--, x += 8, cost += 8, quadratic += 8, costs += 8) {
      const v = load<f64>(x);
      let sum = 0.0;
      for (let e = entries; e > 0; e--, indices += 4, values += 8) {
        const row = <usize>load<u32>(indices);
        const a = load<f64>(values);
        sum += a * load<f64>(y + row);
        store<f64>(left + row, load<f64>(left + row) - a * v);
      }
      const curved = load<f64>(quadratic) * v;
      store<f64>(costs, load<f64>(cost) + curved - sum);
      linear += load<f64>(cost) * v;
      square += curved * v;
    }
  }
  for (let i = rows; i > 0; i--, rhs += 8, y += 8) dual += load<f64>(rhs) * load<f64>(y);
  store<f64>(sums, linear);
  store<f64>(sums, square, 8);
  store<f64>(sums, dual, 16);
}

/**
 * Adds A theta A' to the panels of a factor; `places` (byte offsets) has one place for each pair of entries of a
 * variable, in their order.
 */
export function addWeightedProducts(
  runs: usize,
  runCount: i32,
  values: usize,
  theta: usize,
  places: usize,
  panels: usize,
): void {
  for (let run = 0; run < runCount; run++, runs += 8) {
    const entries = (<usize>load<i32>(runs)) << 3;
    if (entries === 8) {
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, values += 8, places += 4) {
        const at = panels + <usize>load<u32>(places),
          a = load<f64>(values);
        store<f64>(at, load<f64>(at) + load<f64>(theta) * a * a);
      }
    } else
      for (let k = load<i32>(runs, 4); k > 0; k--, theta += 8, values += entries) {
        const w = load<f64>(theta);
        for (let p: usize = 0; p < entries; p += 8) {
          const wv = w * load<f64>(values + p);
          for (let q: usize = 0; q <= p; q += 8, places += 4) {
            const at = panels + <usize>load<u32>(places);
            store<f64>(at, load<f64>(at) + wv * load<f64>(values + q));
          }
        }
      }
  }
}

/** panels = 0 with `extra` at the given places (byte offsets). */
export function clearPanels(panels: usize, bytes: usize, diagonal: usize, rows: i32, extra: f64): void {
  memory.fill(panels, 0, bytes);
  for (let i = rows; i > 0; i--, diagonal += 4) store<f64>(panels + <usize>load<u32>(diagonal), extra);
}
