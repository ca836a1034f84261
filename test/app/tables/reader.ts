import { expect } from 'vitest';

/**
 * A figure that a table must show, in the printed unit. `slack`: last digits that it may be off, half of one where it
 * is rounded by itself, more where rows are rounded to add up or differences are those of printed figures.
 */
export interface Figure {
  readonly value: number | null;
  readonly slack: number;
  readonly unit: string;
}
type Part = string | Figure;
/** What a cell or a line must hold: text, a figure, or several one after another. */
export type Told = Part | null | number | readonly Part[];
/** `titled`: the line above the table. */
export interface Expected {
  readonly name: string;
  readonly titled?: Told;
  readonly rows: readonly (readonly Told[])[];
}
/** What one block of the text must be: a table, or lines. */
export type Block = Expected | { readonly name: string; readonly lines: readonly Told[] };

export const figure = (value: number | null, unit = '', slack = 0.5): Figure => ({ value, slack, unit });
export const added = (value: number, unit = ''): Figure => figure(value, unit, 1);
export const difference = (value: number | null, unit = ''): Figure => figure(value, unit, 2);

const NUMBER = /[+-]?[\d,]*\d(?:\.\d+)?(?:e[+-]?\d+)?/y;
const ROUNDING = 1e-6;
/** No figure of this project has more digits before its point. */
const MOST_DIGITS = 9;
/** A Chinese character takes two places. */
const WIDE = /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿＀-｠￠-￦]/u;

/** A figure at the start of `text`; what is left of it. */
function takeFigure(text: string, { value, slack, unit }: Figure, where: string): string {
  if (value === null) {
    expect(text.startsWith('-') && !/^-\d/.test(text), `${where}: a dash for what is absent, not "${text}"`).toBe(true);
    return text.slice(1);
  }
  NUMBER.lastIndex = 0;
  const printed = NUMBER.exec(text)?.[0];
  if (printed === undefined) throw new Error(`${where}: "${text}" is no figure (${value})`);
  expect(printed, where).not.toMatch(/^[+-]0(\.0*)?$/);
  const shown = Number(printed.replaceAll(',', ''));
  const [whole, exponent] = printed.split('e');
  const digit = 10 ** (Number(exponent ?? 0) - (whole.split('.')[1]?.length ?? 0));
  expect(whole.split('.')[0].replace(/\D/g, '').length, `${where}: too long a figure`).toBeLessThanOrEqual(MOST_DIGITS);
  if (exponent === undefined)
    expect(whole.replace(/^[+-]/, '').split('.')[0], `${where}: thousands are set apart`).toMatch(
      /^(\d{1,3}(,\d{3})*|\d{1,4})$/,
    );
  expect(Math.abs(shown - value), `${where}: ${printed} for ${value}`).toBeLessThanOrEqual(
    slack * digit * (1 + ROUNDING) + Math.abs(value) * 1e-12,
  );
  const rest = text.slice(printed.length);
  expect(rest.startsWith(unit), `${where}: unit "${unit}" in "${text}"`).toBe(true);
  return rest.slice(unit.length);
}

const parts = (told: Told): readonly Part[] =>
  told === null
    ? [figure(null)]
    : typeof told === 'number'
      ? [figure(told)]
      : typeof told === 'string' || !Array.isArray(told)
        ? [told as Part]
        : (told as readonly Part[]);

/** A cell or line against all that it must hold. */
export function compare(text: string, told: Told, where: string): void {
  let rest = text;
  for (const part of parts(told)) {
    if (typeof part !== 'string') rest = takeFigure(rest, part, where);
    else {
      expect(rest.startsWith(part), `${where}: "${part}" in "${rest}"`).toBe(true);
      rest = rest.slice(part.length);
    }
  }
  expect(rest, where).toBe('');
}

/**
 * Cells of a table of text: apart where every line has two blank places one above another. Fails where a column is not
 * straight.
 */
export function cellsOf(lines: readonly string[]): string[][] {
  const wide = lines.map((line) => [...line].flatMap((char) => (WIDE.test(char) ? [char, ''] : [char])));
  const length = Math.max(...wide.map((line) => line.length));
  const blank = Array.from({ length }, (_, place) => wide.every((line) => (line[place] ?? ' ') === ' '));
  const columns: [number, number][] = [];
  for (let place = 0; place < length; place++) {
    if (blank[place]) continue;
    const last = columns.at(-1);
    // One blank place lies inside a cell, two lie between columns.
    if (last && place - last[1] <= 1) last[1] = place + 1;
    else columns.push([place, place + 1]);
  }
  return wide.map((line) => columns.map(([from, to]) => line.slice(from, to).join('').trim()));
}

const blankColumns = (rows: readonly (readonly Told[])[]): number[] => {
  const most = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: most }, (_, i) => i).filter((i) =>
    rows.every((row) => row[i] === undefined || row[i] === ''),
  );
};

function compareTable(block: readonly string[], { name, titled, rows }: Expected): void {
  if (titled !== undefined) compare(block[0], titled, name);
  const lines = titled === undefined ? block : block.slice(1);
  const cells = cellsOf(lines);
  const none = blankColumns(rows);
  const wanted = rows.map((row) => row.filter((_, i) => !none.includes(i)));
  expect(cells.length, `${name}: rows\n${lines.join('\n')}`).toBe(wanted.length);
  const width = Math.max(...wanted.map((row) => row.length));
  cells.forEach((row, i) => {
    expect(row.length, `${name}: columns of "${lines.join('\n')}"`).toBe(width);
    row.forEach((cell, j) =>
      compare(
        cell,
        wanted[i][j] === undefined ? '' : wanted[i][j],
        `${name}, ${JSON.stringify(wanted[i][0])}, ${typeof wanted[0][j] === 'string' ? (wanted[0][j] as string) : j}`,
      ),
    );
  });
}

/** Every block of a printed answer, in order, against what the document says; nothing is left over. */
export function compareText(text: string, blocks: readonly Block[]): void {
  expect(text).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
  const printed = text.split('\n\n');
  expect(
    printed.map((block) => block.split('\n')[0].slice(0, 60)).length,
    `blocks:\n${printed.map((block) => block.split('\n')[0]).join('\n')}\nfor\n${blocks.map(({ name }) => name).join('\n')}`,
  ).toBe(blocks.length);
  printed.forEach((block, i) => {
    const [lines, told] = [block.split('\n'), blocks[i]];
    if ('rows' in told) compareTable(lines, told);
    else {
      expect(lines.length, `${told.name}: lines of\n${block}`).toBe(told.lines.length);
      lines.forEach((line, n) =>
        compare(line.trim().replace(/ {2,}/g, '  '), told.lines[n], `${told.name}, line ${n + 1}`),
      );
    }
  });
}
