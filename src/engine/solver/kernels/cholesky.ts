// Multifrontal Cholesky factorisation and the solves with its factor, two numbers at a time. `table` holds 32-bit
// numbers: the count of supernodes and the addresses of what the fields below say. A panel lies column by column, each
// column with room for an even number of rows; left-over blocks lie row by row, each row with room for a multiple of
// four, only their lower triangle being of account.

import { scaleColumn, subtractColumn, subtractFromColumns, subtractSquare } from './elimination';

/** Entries of 32 bits, indexed by supernode; starts of panels and blocks and `rows` are byte offsets. */
const FIRST: usize = 4,
  ROW_START: usize = 8,
  ROWS: usize = 12,
  PANEL_START: usize = 16,
  UPDATE_START: usize = 20;
const CHILD_START: usize = 24,
  CHILDREN: usize = 28,
  PLACE_START: usize = 32,
  PLACES: usize = 36;
/** Numbers of 64 bits. */
const PANELS: usize = 40,
  UPDATES: usize = 44,
  WORK: usize = 48;

/** A pivot this large makes the row vanish from every solution: that is how dependent rows are dropped. */
const DROPPED_RECIPROCAL = 1e-64;
const PIVOT_TOLERANCE = 1e-14;
const LEAST_PIVOT = 1e-200;
const BLOCK: usize = 4;

function field(table: usize, which: usize): usize {
  return <usize>load<u32>(table + which);
}

function at32(list: usize, k: usize): usize {
  return <usize>load<u32>(list + (k << 2));
}

/**
 * Factorises the lower triangle written into the panels; a finished diagonal holds reciprocals. Returns how many
 * dependent rows were dropped.
 */
export function factorise(table: usize): i32 {
  const count = field(table, 0),
    first = field(table, FIRST),
    rowStart = field(table, ROW_START);
  const panels = field(table, PANELS),
    panelStart = field(table, PANEL_START);
  const updates = field(table, UPDATES),
    updateStart = field(table, UPDATE_START);
  const childStart = field(table, CHILD_START),
    work = field(table, WORK);
  let dropped = 0;
  for (let s: usize = 0; s < count; s++) {
    const width = at32(first, s + 1) - at32(first, s);
    const front = at32(rowStart, s + 1) - at32(rowStart, s);
    const panel = panels + at32(panelStart, s),
      update = updates + at32(updateStart, s);
    const stride = ((front + 1) & ~1) << 3,
      left = front - width,
      line = ((left + 3) & ~3) << 3;
    const childless = at32(childStart, s) === at32(childStart, s + 1);
    for (let k: usize = 0; k < width; k++) store<f64>(work + (k << 3), load<f64>(panel + k * (stride + 8)));
    if (!childless) {
      memory.fill(update, 0, line * left);
      addChildren(table, s, panel, width, stride, update, line);
    }
    dropped += factorPanel(panel, width, front, stride, work);
    if (left > 0) subtractSquare(update, line, panel + (width << 3), stride, left, width, childless);
  }
  return dropped;
}

/** Adds the left-over blocks of the children to the panel and the left-over block of their parent. */
function addChildren(
  table: usize,
  s: usize,
  panel: usize,
  width: usize,
  stride: usize,
  update: usize,
  line: usize,
): void {
  const placeStart = field(table, PLACE_START),
    updateStart = field(table, UPDATE_START);
  const end = at32(field(table, CHILD_START), s + 1),
    children = field(table, CHILDREN);
  for (let c = at32(field(table, CHILD_START), s); c < end; c++) {
    const child = at32(children, c);
    const from = at32(placeStart, child),
      size = at32(placeStart, child + 1) - from;
    const places = field(table, PLACES) + (from << 2);
    addChild(field(table, UPDATES) + at32(updateStart, child), places, size, panel, width, stride, update, line);
  }
}

function addChild(
  source: usize,
  places: usize,
  size: usize,
  panel: usize,
  width: usize,
  stride: usize,
  update: usize,
  line: usize,
): void {
  const step = ((size + 3) & ~3) << 3;
  let inPanel: usize = 0;
  while (inPanel < size && at32(places, inPanel) < width) inPanel++;
  for (let i: usize = 0; i < size; i++, source += step) {
    const row = at32(places, i);
    const split = i < inPanel ? i + 1 : inPanel;
    const panelRow = panel + (row << 3);
    for (let j: usize = 0; j < split; j++) add(panelRow + at32(places, j) * stride, source + (j << 3));
    const updateRow = update + (row - width) * line - (width << 3);
    for (let j: usize = split; j <= i; j++) add(updateRow + (at32(places, j) << 3), source + (j << 3));
  }
}

function add(to: usize, from: usize): void {
  store<f64>(to, load<f64>(to) + load<f64>(from));
}

/**
 * Factorises the first `width` columns, blocks of columns at a time; `original` is the diagonal before any elimination.
 */
function factorPanel(panel: usize, width: usize, front: usize, stride: usize, original: usize): i32 {
  let dropped = 0;
  for (let block: usize = 0; block < width; block += BLOCK) {
    const end = min(width, block + BLOCK);
    if (block > 0)
      for (let c = block; c < end; c += 2) subtractFromColumns(panel, stride, front, c, min(2, end - c), block);
    for (let c = block; c < end; c++) {
      const column = panel + c * stride;
      const before = load<f64>(original + (c << 3));
      for (let p = block; p < c; p++) subtractColumn(column, panel + p * stride, c, front);
      const pivot = load<f64>(column + (c << 3));
      const sound = pivot > PIVOT_TOLERANCE * Math.abs(before) && pivot > LEAST_PIVOT;
      const reciprocal = sound ? 1 / Math.sqrt(pivot) : DROPPED_RECIPROCAL;
      if (!sound) dropped++;
      scaleColumn(column, c, front, reciprocal);
      store<f64>(column + (c << 3), reciprocal);
    }
  }
  return dropped;
}

/** Solves L L' x = b in place, b in the order of elimination. */
export function solveFactored(table: usize, b: usize): void {
  const count = field(table, 0),
    first = field(table, FIRST),
    rowStart = field(table, ROW_START),
    rows = field(table, ROWS);
  const panels = field(table, PANELS),
    panelStart = field(table, PANEL_START),
    work = field(table, WORK);
  for (let s: usize = 0; s < count; s++) {
    const width = at32(first, s + 1) - at32(first, s),
      front = at32(rowStart, s + 1) - at32(rowStart, s);
    forward(b, b + (at32(first, s) << 3), panels + at32(panelStart, s), width, front, rows + (at32(rowStart, s) << 2));
  }
  for (let s: usize = count; s > 0;) {
    s--;
    const width = at32(first, s + 1) - at32(first, s),
      front = at32(rowStart, s + 1) - at32(rowStart, s);
    backward(
      b,
      b + (at32(first, s) << 3),
      panels + at32(panelStart, s),
      width,
      front,
      rows + (at32(rowStart, s) << 2),
      work,
    );
  }
}

function forward(b: usize, own: usize, panel: usize, width: usize, front: usize, rows: usize): void {
  const stride = ((front + 1) & ~1) << 3;
  for (let c: usize = 0, column = panel; c < width; c++, column += stride) {
    const x = load<f64>(own + (c << 3)) * load<f64>(column + (c << 3));
    store<f64>(own + (c << 3), x);
    for (let i = c + 1; i < width; i++)
      store<f64>(own + (i << 3), load<f64>(own + (i << 3)) - load<f64>(column + (i << 3)) * x);
  }
  let r = width;
  for (; r + 2 <= front; r += 2) {
    let sum = f64x2.splat(0);
    for (let c: usize = 0, from = panel + (r << 3); c < width; c++, from += stride)
      sum = f64x2.add(sum, f64x2.mul(v128.load(from), v128.load64_splat(own + (c << 3))));
    takeOff(b + at32(rows, r), f64x2.extract_lane(sum, 0));
    takeOff(b + at32(rows, r + 1), f64x2.extract_lane(sum, 1));
  }
  if (r === front) return;
  let sum = 0.0;
  for (let c: usize = 0, from = panel + (r << 3); c < width; c++, from += stride)
    sum += load<f64>(from) * load<f64>(own + (c << 3));
  takeOff(b + at32(rows, r), sum);
}

function takeOff(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) - value);
}

function backward(b: usize, own: usize, panel: usize, width: usize, front: usize, rows: usize, work: usize): void {
  const stride = ((front + 1) & ~1) << 3;
  const left = front - width;
  for (let r: usize = 0; r < left; r++) store<f64>(work + (r << 3), load<f64>(b + at32(rows, width + r)));
  for (let c = width; c > 0;) {
    c--;
    const column = panel + c * stride,
      below = column + (width << 3);
    let pair = f64x2.splat(0);
    let r: usize = 0;
    for (; r + 2 <= left; r += 2)
      pair = f64x2.add(pair, f64x2.mul(v128.load(below + (r << 3)), v128.load(work + (r << 3))));
    let sum = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
    if (r < left) sum += load<f64>(below + (r << 3)) * load<f64>(work + (r << 3));
    for (let i = c + 1; i < width; i++) sum += load<f64>(column + (i << 3)) * load<f64>(own + (i << 3));
    store<f64>(own + (c << 3), (load<f64>(own + (c << 3)) - sum) * load<f64>(column + (c << 3)));
  }
}
