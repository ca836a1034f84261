import { compact } from './compact-name.ts';

/** Volumes by what they are in m3, as a reader would multiply. */
const VOLUMES: readonly (readonly [form: string, m3: string])[] = [
  ['(?:百万|10\\^?6)(?:m\\^?3|立方米?|方)|hm\\^?3|mcm', '10^6'],
  ['(?:万|10\\^?4)(?:m\\^?3|立方米?|方)', '10^4'],
  ['(?:亿|10\\^?8)(?:m\\^?3|立方米?|方)', '10^8'],
  ['(?:千|10\\^?3)(?:m\\^?3|立方米?|方)', '10^3'],
  ['(?:10\\^?9)m\\^?3|km\\^?3|bcm', '10^9'],
  ['m\\^?3|立方米?', '1'],
  ['acre-?f(?:ee)?t|ac-?ft', '1233.48'],
  ['ft\\^?3', '0.0283168'],
];
const SECONDS: readonly (readonly [form: string, seconds: string])[] = [
  ['d|day|days|日|天', '86400'],
  ['h|hr|hour|小?时', '3600'],
  ['min|minute|分钟?', '60'],
  ['s|sec|second|秒', '1'],
];
const PER = '(?:_?per_?|[/每_])?';
const either = (parts: readonly (readonly [form: string, value: string])[]): string =>
  parts.map(([form]) => form).join('|');
const VOLUME = `(?:${either(VOLUMES)})(?:${PER}(?:${either(SECONDS)}|month|月|year|年|a)(?:-1)?)?`;
const DEPTH = `[mc]m(?:${PER}(?:${either(SECONDS)})(?:-1)?)?`;
const RATE = `m?l${PER}(?:${either(SECONDS)})(?:-1)?`;
const NAMED = 'k?cfs|cusecs?|mgd';
/** Units that are none of m3/s at the end of a name; those with a Chinese sign need no mark before. */
export const OTHER_TAIL = new RegExp(
  `(?:[/_,:-](${VOLUME}|${DEPTH}|${RATE})|[/_,:-]?(${NAMED}|(?:(?:[千万亿]|百万)(?:m\\^?3|立方米?|方)|立方米)` +
    `(?:${PER}(?:${either(SECONDS)}|月|年))?))$`,
);
const OTHER = new RegExp(`^(?:${VOLUME}|${DEPTH}|${RATE}|${NAMED})$`);
/** What a volume or a depth is in m3. */
const SIZES = [...VOLUMES, ['l', '10^-3'], ['mm', 'the area in km2 x 10^3'], ['cm', 'the area in km2 x 10^4']] as const;
const FACTORS: Readonly<Record<string, string>> = {
  cfs: '0.0283168',
  cusec: '0.0283168',
  cusecs: '0.0283168',
  kcfs: '28.3168',
  mgd: '0.0438126',
};

/** Whether a unit is one of volume, depth or another flow. */
export const isOtherUnit = (unit: string): boolean => OTHER.test(compact(unit));

/**
 * By what daily values in such a unit are multiplied to be m3/s, as text; null where that is not known. A volume or a
 * depth without a time is that of the day of its row.
 */
export function factorToFlow(written: string): string | null {
  const unit = compact(written);
  if (Object.hasOwn(FACTORS, unit)) return FACTORS[unit];
  for (const [form, size] of SIZES) {
    const rest = new RegExp(`^(?:${form})(.*)$`).exec(unit)?.[1];
    const seconds = rest === undefined ? null : secondsOf(rest);
    if (seconds !== null) return seconds === '1' ? size : `${size}/${seconds}`;
  }
  return null;
}

/** The seconds over which a volume counts: those of a day where nothing stands behind its unit. */
const secondsOf = (behind: string): string | null =>
  behind === ''
    ? '86400'
    : (SECONDS.find(([form]) => new RegExp(`^${PER}(?:${form})(?:-1)?$`).test(behind))?.[1] ?? null);
