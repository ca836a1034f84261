/**
 * C -= A B' on row-major blocks: C[i][j] -= sum over p < depth of a[aAt + i*aStride + p] * b[bAt + j*bStride + p].
 * 3 x 3 tiles: nine sums and six operands are what the sixteen vector registers of x64 hold.
 */
export function subtractProducts(
  c: Float64Array, cAt: number, cStride: number,
  a: Float64Array, aAt: number, aStride: number, rows: number,
  b: Float64Array, bAt: number, bStride: number, columns: number, depth: number,
): void {
  let i = 0;
  for (; i + 3 <= rows; i += 3) {
    const a0 = aAt + i * aStride;
    const c0 = cAt + i * cStride;
    let j = 0;
    for (; j + 3 <= columns; j += 3) tile3(c, c0 + j, cStride, a, a0, aStride, b, bAt + j * bStride, bStride, depth);
    for (; j < columns; j++) tile3x1(c, c0 + j, cStride, a, a0, aStride, b, bAt + j * bStride, depth);
  }
  for (; i < rows; i++) rowByRows(c, cAt + i * cStride, a, aAt + i * aStride, b, bAt, bStride, columns, depth);
}

/** Numbers of B worth keeping in the first-level cache (24 kB). */
const CACHED_NUMBERS = 3000;

/** As `subtractProducts` with B = A and only the lower triangle of C wanted (entries just above it may be changed too). */
export function subtractLowerProducts(c: Float64Array, cAt: number, cStride: number, a: Float64Array, aAt: number, aStride: number, rows: number, depth: number): void {
  const whole = rows - (rows % 3);
  const chunk = 3 * Math.max(1, Math.floor(CACHED_NUMBERS / depth / 3));
  for (let from = 0; from < whole; from += chunk) {
    for (let i = from; i < whole; i += 3) {
      const a0 = aAt + i * aStride;
      const c0 = cAt + i * cStride;
      const end = Math.min(i + 1, from + chunk);
      for (let j = from; j < end; j += 3) tile3(c, c0 + j, cStride, a, a0, aStride, a, aAt + j * aStride, aStride, depth);
    }
  }
  for (let i = whole; i < rows; i++) rowByRows(c, cAt + i * cStride, a, aAt + i * aStride, a, aAt, aStride, i + 1, depth);
}

function tile3(
  c: Float64Array, c0: number, cStride: number, a: Float64Array, a0: number, aStride: number,
  b: Float64Array, b0: number, bStride: number, depth: number,
): void {
  let s00 = 0, s01 = 0, s02 = 0, s10 = 0, s11 = 0, s12 = 0, s20 = 0, s21 = 0, s22 = 0;
  let a1 = a0 + aStride, a2 = a1 + aStride, b1 = b0 + bStride, b2 = b1 + bStride;
  for (const end = a0 + depth; a0 < end; a0++, a1++, a2++, b0++, b1++, b2++) {
    const x0 = a[a0], x1 = a[a1], x2 = a[a2];
    const y0 = b[b0], y1 = b[b1], y2 = b[b2];
    s00 += x0 * y0; s01 += x0 * y1; s02 += x0 * y2;
    s10 += x1 * y0; s11 += x1 * y1; s12 += x1 * y2;
    s20 += x2 * y0; s21 += x2 * y1; s22 += x2 * y2;
  }
  c[c0] -= s00; c[c0 + 1] -= s01; c[c0 + 2] -= s02;
  c0 += cStride;
  c[c0] -= s10; c[c0 + 1] -= s11; c[c0 + 2] -= s12;
  c0 += cStride;
  c[c0] -= s20; c[c0 + 1] -= s21; c[c0 + 2] -= s22;
}

function tile3x1(c: Float64Array, c0: number, cStride: number, a: Float64Array, a0: number, aStride: number, b: Float64Array, b0: number, depth: number): void {
  let s0 = 0, s1 = 0, s2 = 0;
  let a1 = a0 + aStride, a2 = a1 + aStride;
  for (const end = a0 + depth; a0 < end; a0++, a1++, a2++, b0++) {
    const y = b[b0];
    s0 += a[a0] * y; s1 += a[a1] * y; s2 += a[a2] * y;
  }
  c[c0] -= s0;
  c[c0 + cStride] -= s1;
  c[c0 + 2 * cStride] -= s2;
}

function rowByRows(c: Float64Array, c0: number, a: Float64Array, a0: number, b: Float64Array, b0: number, bStride: number, columns: number, depth: number): void {
  for (let j = 0; j < columns; j++, b0 += bStride) {
    let sum = 0;
    for (let p = 0; p < depth; p++) sum += a[a0 + p] * b[b0 + p];
    c[c0 + j] -= sum;
  }
}
