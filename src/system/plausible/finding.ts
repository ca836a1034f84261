import { problem, type Problem } from '../words/problem.ts';
import type { Range, Span } from '../quantities/quantities.ts';
import { isNoDataCode, likelySlip, type Unit } from '../quantities/slips.ts';

/** A figure that is unlikely, said in both languages: `refused` where it cannot be, else its user is warned. */
export interface Finding {
  readonly refused: boolean;
  readonly code: 'impossible-value' | 'unusual-value' | 'figures-disagree';
  readonly path: string;
  readonly value: number | string;
  readonly limit: string;
  readonly en: string;
  readonly zh: string;
  /** the likely slip */
  readonly slip: string;
  readonly slip_zh: string;
}

/**
 * What a reader is warned of with an answer; `path` names the table, the row and the column, or the field of the
 * scenario.
 */
export interface Warning {
  readonly code: string;
  readonly path: string;
  readonly value: number | string;
  readonly limit: string;
  readonly message_en: string;
  readonly message_zh: string;
}

export const refusedOf = (findings: readonly Finding[]): Problem[] =>
  findings
    .filter(({ refused }) => refused)
    .map(({ code, path, value, limit, en, slip }) =>
      problem(code, path, value, limit, en, `likely slip: ${slip}; correct the figure or its unit`),
    );

export const warningsOf = (findings: readonly Finding[]): Warning[] =>
  together(findings.filter(({ refused }) => !refused)).map(
    ({ code, path, value, limit, en, zh, slip, slip_zh: slipZh }) => ({
      code,
      path,
      value,
      limit,
      message_en: `${path}: ${en}; likely slip: ${slip}`,
      message_zh: `${path}：${zh}；可能的错误：${slipZh}`,
    }),
  );

/** So many cells of one column may be slips; more have one cause, and the first speaks for all. */
const MOST_APART = 5;

function together(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const key = `${one.code} ${one.path.replace(/\/.*\./, '/').replace(/\[\d+\]/g, '')} ${one.slip}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((group) => (group.length <= MOST_APART ? group : [spokenFor(group)]));
}

/** Every row stays named, up to so many. */
const ROWS_NAMED = 40;
function spokenFor([first, ...others]: readonly Finding[]): Finding {
  const rows = others
    .slice(0, ROWS_NAMED)
    .map(({ path }) => path.replace(/^[a-z_]+\.csv\//, ''))
    .join(', ');
  const more = others.length > ROWS_NAMED ? ', …' : '';
  return {
    ...first,
    en: `${first.en} (the first of ${others.length + 1}; also ${rows}${more})`,
    zh: `${first.zh}（同类共 ${others.length + 1} 处，另有 ${rows}${more}）`,
  };
}

export const shown = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : value > 0 ? '∞' : '-∞';
const spanText = ([low, high]: Span, unit: string, to = ' to '): string =>
  (high === Infinity
    ? `>= ${shown(low)}`
    : low === -Infinity
      ? `<= ${shown(high)}`
      : `${shown(low)}${to}${shown(high)}`) + (unit === '1' || unit === '' ? '' : ` ${unit}`);

const spanInChinese = (span: Span, unit: string): string => spanText(span, unit, ' 至 ');

const inside = (value: number, [low, high]: Span): boolean => value >= low && value <= high;

/** Whether there is nothing to say of a figure by itself: asked first, since nearly all are so. */
export const isUsual = (value: number, { usual, zero = false }: Range): boolean =>
  (value === 0 && zero) || (inside(value, usual) && !isNoDataCode(value));

/** What is unlikely about one figure by itself. */
export function ownFinding(path: string, value: number, range: Range): Finding | null {
  if (isUsual(value, range)) return null;
  const { unit, possible, usual, why } = range;
  const refused = !inside(value, possible);
  const span = refused ? possible : usual;
  const [limit, limitZh] = [spanText(span, unit), spanInChinese(span, unit)];
  const written = `${shown(value)}${unit === '1' || unit === '' ? '' : ` ${unit}`}`;
  const { en, zh } = likelySlip(value, usual, unit);
  return {
    refused,
    code: refused ? 'impossible-value' : 'unusual-value',
    path,
    value,
    limit,
    slip: en,
    slip_zh: zh,
    en: refused
      ? `${written} cannot be (possible: ${limit}; ${why})`
      : isNoDataCode(value)
        ? `${written} is how files write that there is no value (usual: ${limit}; ${why})`
        : `${written} is unusual (usual: ${limit}; ${why})`,
    zh: refused
      ? `${written} 不可能（可能范围 ${limitZh}）`
      : isNoDataCode(value)
        ? `${written} 常用作缺测标记（常见范围 ${limitZh}）`
        : `${written} 不常见（常见范围 ${limitZh}）`,
  };
}

/**
 * Two figures that must agree: `value` should be `other` times a number in `usual` (and, where that is stated, in
 * `possible`).
 */
export interface Relation {
  readonly path: string;
  readonly value: number;
  readonly unit: Unit;
  readonly other: number;
  readonly what: string;
  readonly what_zh: string;
  readonly usual: Span;
  readonly possible?: Span;
  readonly zero?: boolean;
}

export function relationFinding({
  path,
  value,
  unit,
  other,
  what,
  what_zh: whatZh,
  usual,
  possible,
  zero = true,
}: Relation): Finding | null {
  if (!Number.isFinite(value) || !Number.isFinite(other) || !(other > 0) || (value === 0 && zero)) return null;
  const scaled = ([low, high]: Span): Span => [low * other, high * other];
  // A hair of tolerance: figures that agree are often rounded.
  if (inside(value / other, [usual[0] * (1 - 1e-6), usual[1] * (1 + 1e-6)])) return null;
  const refused = possible !== undefined && !inside(value / other, possible);
  const span = scaled(refused ? possible : usual);
  const [limit, limitZh] = [spanText(span, unit), spanInChinese(span, unit)];
  const { en, zh } = likelySlip(value, scaled(usual), unit);
  const written = `${shown(value)}${unit === '1' || unit === '' ? '' : ` ${unit}`}`;
  return {
    refused,
    code: 'figures-disagree',
    path,
    value,
    limit,
    slip: en,
    slip_zh: zh,
    en: `${written} does not agree with ${what}, ${shown(other)} (${refused ? 'possible' : 'usual'}: ${limit})`,
    zh: `${written} 与${whatZh} ${shown(other)} 不符（${refused ? '可能范围' : '常见范围'} ${limitZh}）`,
  };
}

/**
 * A month or a day between two others: seldom over so many times the larger of them or under that part of the smaller.
 * Where one figure is wrong, its neighbours are not told.
 */
export function betweenFinding({
  before,
  after,
  times,
  ...relation
}: Omit<Relation, 'other' | 'usual' | 'what' | 'what_zh'> & {
  readonly before: number;
  readonly after: number;
  readonly times: number;
  readonly what: string;
  readonly what_zh: string;
}): Finding | null {
  const [low, high] = [Math.min(before, after), Math.max(before, after)];
  return relation.value >= low
    ? relationFinding({ ...relation, other: high, usual: [low / high / times, times] })
    : relationFinding({ ...relation, other: low, usual: [1 / times, (times * high) / low] });
}

export const found = (...findings: readonly (Finding | null)[]): Finding[] => findings.filter((one) => one !== null);
