/** What may stand between the cells of a table, as spreadsheets and people write it. */
export const SEPARATORS = [',', ';', '\t', '，', '；', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export const SEPARATOR_NAMES: Readonly<Record<Separator, readonly [en: string, zh: string]>> = {
  ',': ['commas', '逗号'],
  ';': ['semicolons', '分号'],
  '\t': ['tabs', '制表符'],
  '，': ['full-width commas', '全角逗号'],
  '；': ['full-width semicolons', '全角分号'],
  '|': ['bars', '竖线'],
};

/** Lines in which a head is looked for. */
const LOOKED_AT = 40;
const LONGEST_LINE = 20_000;
const DECLARED = /^sep=([,;\t|，；])$/i;

/** The separator that the first line declares to spreadsheets, `sep=;`. */
export const declaredSeparator = (text: string): Separator | null =>
  (DECLARED.exec(text.slice(0, 8).split(/\r\n|\n|\r/)[0])?.[1] ?? null) as Separator | null;

/** The separator by which a line becomes a head that is known; else the one that parts most lines alike. */
export function findSeparator(text: string, isHead: (cells: readonly string[]) => boolean): Separator {
  const lines = text
    .slice(0, LOOKED_AT * LONGEST_LINE)
    .split(/\r\n|\n|\r/, LOOKED_AT)
    .filter((line) => line.trim() !== '')
    .map((line) => line.slice(0, LONGEST_LINE));
  const known = SEPARATORS.find((separator) => lines.some((line) => isHead(cellsOf(line, separator))));
  return known ?? [...SEPARATORS].sort((a, b) => parted(lines, b) - parted(lines, a))[0];
}

/** Quotes need no care here: heads seldom have any, and a wrong guess is found when the table is read. */
const cellsOf = (line: string, separator: Separator): string[] =>
  line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
const parted = (lines: readonly string[], separator: Separator): number =>
  lines.filter((line) => line.includes(separator)).length;
