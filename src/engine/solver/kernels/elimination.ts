// What eliminated columns take off the rest of their panel and off the left-over block beside it, two numbers at a
// time; how both lie in memory stands in cholesky.ts.

/**
 * Takes earlier columns (0 .. depth) times their entries in rows c and c + 1 off columns c and, if there are two, c +
 * 1. Starts at an even row.
 */
export function subtractFromColumns(
  panel: usize,
  stride: usize,
  front: usize,
  c: usize,
  columns: usize,
  depth: usize,
): void {
  const column = panel + c * stride,
    next = columns > 1 ? column + stride : column;
  const factor = c << 3,
    nextFactor = columns > 1 ? factor + 8 : factor;
  let i: usize = (c & ~1) << 3;
  const end = ((front + 1) & ~1) << 3;
  for (; i + 32 <= end; i += 32) {
    let a0 = v128.load(column + i),
      a1 = v128.load(column + i, 16),
      b0 = v128.load(next + i),
      b1 = v128.load(next + i, 16);
    for (let p: usize = 0, from = panel; p < depth; p++, from += stride) {
      const x0 = v128.load(from + i),
        x1 = v128.load(from + i, 16);
      const f = v128.load64_splat(from + factor),
        g = v128.load64_splat(from + nextFactor);
      a0 = f64x2.sub(a0, f64x2.mul(x0, f));
      a1 = f64x2.sub(a1, f64x2.mul(x1, f));
      b0 = f64x2.sub(b0, f64x2.mul(x0, g));
      b1 = f64x2.sub(b1, f64x2.mul(x1, g));
    }
    v128.store(column + i, a0);
    v128.store(column + i, a1, 16);
    v128.store(next + i, b0);
    v128.store(next + i, b1, 16);
  }
  for (; i < end; i += 16) {
    let a = v128.load(column + i),
      b = v128.load(next + i);
    for (let p: usize = 0, from = panel; p < depth; p++, from += stride) {
      const x = v128.load(from + i);
      a = f64x2.sub(a, f64x2.mul(x, v128.load64_splat(from + factor)));
      b = f64x2.sub(b, f64x2.mul(x, v128.load64_splat(from + nextFactor)));
    }
    v128.store(column + i, a);
    v128.store(next + i, b);
  }
}

export function subtractColumn(column: usize, other: usize, c: usize, front: usize): void {
  const f = v128.load64_splat(other + (c << 3));
  const end = ((front + 1) & ~1) << 3;
  for (let i: usize = (c & ~1) << 3; i < end; i += 16)
    v128.store(column + i, f64x2.sub(v128.load(column + i), f64x2.mul(f, v128.load(other + i))));
}

export function scaleColumn(column: usize, c: usize, front: usize, by: f64): void {
  const f = f64x2.splat(by);
  const end = ((front + 1) & ~1) << 3;
  for (let i: usize = (c & ~1) << 3; i < end; i += 16) v128.store(column + i, f64x2.mul(v128.load(column + i), f));
}

/**
 * Lower triangle of update -= B B', B being the rows of a panel below its diagonal block; `fresh` if the block held
 * nothing.
 */
export function subtractSquare(
  update: usize,
  line: usize,
  below: usize,
  stride: usize,
  left: usize,
  width: usize,
  fresh: boolean,
): void {
  let i: usize = 0;
  for (; i + 2 <= left; i += 2, update += 2 * line) {
    for (let j: usize = 0; j <= i + 1; j += 4)
      subtractTile(update + (j << 3), line, below + (j << 3), below + (i << 3), stride, width, fresh);
  }
  if (i === left) return;
  for (let j: usize = 0; j <= i; j += 4)
    subtractStrip(update + (j << 3), below + (j << 3), below + (i << 3), stride, width, fresh);
}

function subtractTile(
  to: usize,
  line: usize,
  from: usize,
  rows: usize,
  stride: usize,
  width: usize,
  fresh: boolean,
): void {
  let a0 = f64x2.splat(0),
    a1 = a0,
    b0 = a0,
    b1 = a0;
  for (let p: usize = 0; p < width; p++, from += stride, rows += stride) {
    const x0 = v128.load(from),
      x1 = v128.load(from, 16);
    const f = v128.load64_splat(rows),
      g = v128.load64_splat(rows, 8);
    a0 = f64x2.sub(a0, f64x2.mul(x0, f));
    a1 = f64x2.sub(a1, f64x2.mul(x1, f));
    b0 = f64x2.sub(b0, f64x2.mul(x0, g));
    b1 = f64x2.sub(b1, f64x2.mul(x1, g));
  }
  if (!fresh) {
    a0 = f64x2.add(a0, v128.load(to));
    a1 = f64x2.add(a1, v128.load(to, 16));
    b0 = f64x2.add(b0, v128.load(to + line));
    b1 = f64x2.add(b1, v128.load(to + line, 16));
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
  v128.store(to + line, b0);
  v128.store(to + line, b1, 16);
}

function subtractStrip(to: usize, from: usize, row: usize, stride: usize, width: usize, fresh: boolean): void {
  let a0 = f64x2.splat(0),
    a1 = a0;
  for (let p: usize = 0; p < width; p++, from += stride, row += stride) {
    const f = v128.load64_splat(row);
    a0 = f64x2.sub(a0, f64x2.mul(v128.load(from), f));
    a1 = f64x2.sub(a1, f64x2.mul(v128.load(from, 16), f));
  }
  if (!fresh) {
    a0 = f64x2.add(a0, v128.load(to));
    a1 = f64x2.add(a1, v128.load(to, 16));
  }
  v128.store(to, a0);
  v128.store(to, a1, 16);
}
