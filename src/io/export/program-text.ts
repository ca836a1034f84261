import type { LinearProgram } from '../../engine/solver/program/linear-program.ts';

/**
 * The program as free-format MPS. A constant term is the cost of a column `constant` fixed at 1: readers disagree on
 * the sign of a right-hand side of the objective row (HiGHS and CLP subtract it, GLPK adds it). Two-sided rows use
 * RANGES. The word FREE after the name tells CLP, which otherwise guesses, that the format is free. Numbers are written
 * with the fewest digits that give back the same double. Only linear programs can be written.
 */
export function programToMps(program: LinearProgram, name: string): string {
  refuseQuadratic(program);
  const rows = uniqueNames(program.rows, program.rowName, 'r', ['COST']);
  const columns = uniqueNames(program.columns, program.columnName, 'x', ['constant']);
  const out = [`NAME ${legal(name) || 'program'} FREE`, 'ROWS', ' N COST'];
  for (let i = 0; i < program.rows; i++) out.push(` ${rowType(program, i)} ${rows[i]}`);
  out.push('COLUMNS');
  for (let j = 0; j < program.columns; j++) mpsColumn(program, j, columns[j], rows, out);
  if (program.constant !== 0) out.push(` constant COST ${program.constant}`);
  out.push('RHS');
  for (let i = 0; i < program.rows; i++) {
    const side = rightSide(program, i);
    if (side !== 0) out.push(` RHS ${rows[i]} ${side}`);
  }
  mpsRanges(program, rows, out);
  out.push('BOUNDS');
  if (program.constant !== 0) out.push(' FX BND constant 1');
  for (let j = 0; j < program.columns; j++) mpsBounds(program.columnLower[j], program.columnUpper[j], columns[j], out);
  out.push('ENDATA', '');
  return out.join('\n');
}

function mpsColumn(program: LinearProgram, j: number, column: string, rows: readonly string[], out: string[]): void {
  const first = out.length;
  if (program.cost[j] !== 0) out.push(` ${column} COST ${program.cost[j]}`);
  for (let e = program.starts[j]; e < program.starts[j + 1]; e++)
    out.push(` ${column} ${rows[program.indices[e]]} ${program.values[e]}`);
  // A column that stands nowhere must still be declared.
  if (out.length === first) out.push(` ${column} COST 0`);
}

/** E for equal sides, N for none, G where only the lower is finite, otherwise L (with a range where both are). */
function rowType(program: LinearProgram, i: number): 'E' | 'N' | 'G' | 'L' {
  const [lower, upper] = [program.rowLower[i], program.rowUpper[i]];
  if (lower === upper) return 'E';
  if (upper !== Infinity) return 'L';
  return lower === -Infinity ? 'N' : 'G';
}

function rightSide(program: LinearProgram, i: number): number {
  const type = rowType(program, i);
  return type === 'N' ? 0 : type === 'G' ? program.rowLower[i] : program.rowUpper[i];
}

function mpsRanges(program: LinearProgram, rows: readonly string[], out: string[]): void {
  const ranged = rows.flatMap((row, i) =>
    rowType(program, i) === 'L' && program.rowLower[i] !== -Infinity
      ? [` RNG ${row} ${program.rowUpper[i] - program.rowLower[i]}`]
      : [],
  );
  if (ranged.length > 0) out.push('RANGES', ...ranged);
}

function mpsBounds(lower: number, upper: number, column: string, out: string[]): void {
  if (lower === upper) out.push(` FX BND ${column} ${lower}`);
  else if (lower === -Infinity && upper === Infinity) out.push(` FR BND ${column}`);
  else {
    if (lower === -Infinity) out.push(` MI BND ${column}`);
    else if (lower !== 0) out.push(` LO BND ${column} ${lower}`);
    if (upper !== Infinity) out.push(` UP BND ${column} ${upper}`);
    // Some readers take a first upper bound of 0 or less as "lower bound minus infinity": the zero is then said
    // outright.
    if (lower === 0 && upper <= 0) out.push(` LO BND ${column} 0`);
  }
}

/**
 * The program as CPLEX LP text, for reading and for comparing formulations line by line. A two-sided row is written as
 * two rows, `_low` and `_high`; squares stand in brackets after the linear cost, all together over 2.
 */
export function programToLp(program: LinearProgram): string {
  const rows = uniqueNames(program.rows, program.rowName, 'r', ['cost']);
  const columns = uniqueNames(program.columns, program.columnName, 'x', ['constant']);
  const terms: string[][] = rows.map(() => []);
  for (let j = 0; j < program.columns; j++) {
    for (let e = program.starts[j]; e < program.starts[j + 1]; e++)
      terms[program.indices[e]].push(term(program.values[e], columns[j]));
  }
  const objective = Array.from(program.cost, (c, j) => (c === 0 ? '' : term(c, columns[j]))).filter((t) => t !== '');
  if (program.constant !== 0 || objective.length === 0) objective.push(term(program.constant, 'constant'));
  const out = ['Minimize', ` cost: ${wrapped(objective)}`, ...lpSquares(program, columns), 'Subject To'];
  rows.forEach((row, i) =>
    lpRow(
      row,
      wrapped(terms[i].length > 0 ? terms[i] : ['+ 0 constant']),
      program.rowLower[i],
      program.rowUpper[i],
      out,
    ),
  );
  out.push('Bounds');
  if (out.some((line) => line.includes(' constant'))) out.push(' constant = 1');
  columns.forEach((column, j) => out.push(lpBound(column, program.columnLower[j], program.columnUpper[j])));
  out.push('End', '');
  return out.join('\n');
}

function lpSquares({ quadratic }: LinearProgram, columns: readonly string[]): string[] {
  const squares = Array.from(quadratic ?? [], (weight, j) => (weight === 0 ? '' : term(weight, `${columns[j]} ^2`)));
  const written = squares.filter((t) => t !== '');
  return written.length === 0 ? [] : [`   + [ ${wrapped(written)} ] / 2`];
}

function lpRow(row: string, left: string, lower: number, upper: number, out: string[]): void {
  if (lower === upper) out.push(` ${row}: ${left} = ${lower}`);
  else if (upper === Infinity && lower !== -Infinity) out.push(` ${row}: ${left} >= ${lower}`);
  else if (lower === -Infinity && upper !== Infinity) out.push(` ${row}: ${left} <= ${upper}`);
  else if (lower !== -Infinity) out.push(` ${row}_low: ${left} >= ${lower}`, ` ${row}_high: ${left} <= ${upper}`);
}

function lpBound(column: string, lower: number, upper: number): string {
  if (lower === upper) return ` ${column} = ${lower}`;
  if (lower === -Infinity && upper === Infinity) return ` ${column} free`;
  const low = lower === -Infinity ? '-inf' : String(lower);
  return upper === Infinity ? ` ${column} >= ${low}` : ` ${low} <= ${column} <= ${upper}`;
}

const term = (value: number, column: string): string => `${value < 0 ? '-' : '+'} ${Math.abs(value)} ${column}`;
/** Readers limit the length of a line: a long sum goes on over several. */
function wrapped(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < terms.length; at += 8) lines.push(terms.slice(at, at + 8).join(' '));
  return lines.join('\n   ');
}

/**
 * Names made of letters, digits and underscores, none starting with a digit or with e (LP text would read a number),
 * each used once.
 */
function uniqueNames(
  count: number,
  nameOf: (index: number) => string,
  prefix: string,
  taken: readonly string[],
): string[] {
  const used = new Set(taken);
  return Array.from({ length: count }, (_, index) => {
    const plain = legal(nameOf(index)).slice(0, 200);
    let name =
      plain === '' || /^[0-9eE_]/.test(plain) || RESERVED.has(plain.toLowerCase()) ? `${prefix}_${plain}` : plain;
    if (used.has(name)) name = `${name}_${prefix}${index}`;
    while (used.has(name)) name += '_';
    used.add(name);
    return name;
  });
}
const legal = (text: string): string => text.replace(/[^A-Za-z0-9_]/g, '_');
const RESERVED = new Set([
  'free',
  'inf',
  'infinity',
  'nan',
  'st',
  'min',
  'max',
  'minimize',
  'maximize',
  'bounds',
  'bound',
  'general',
  'generals',
  'gen',
  'binary',
  'binaries',
  'bin',
  'integer',
  'integers',
  'sec',
  'sos',
]);

function refuseQuadratic(program: LinearProgram): void {
  if (program.quadratic?.some((weight) => weight !== 0))
    throw new RangeError('only a linear program can be written as MPS text; this one has a quadratic term');
}
