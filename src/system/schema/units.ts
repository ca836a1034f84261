import type { MathJsInstance } from 'mathjs';
import { createMath } from '../mathjs.ts';
import { takeApart } from '../written/quantity-text.ts';

/** Kinds of quantity that a text may state, each with the unit in which the program keeps it. */
export const KINDS = {
  power: 'MW',
  energy: 'MWh',
  flow: 'm3/s',
  volume: 'hm3',
  duration: 'h',
  length: 'm',
} as const;
export type Kind = keyof typeof KINDS;

/** Chinese names of units, and the short one of a day. */
const CHINESE: readonly (readonly [name: string, definition: string, aliases: readonly string[]])[] = [
  ['wa', '1 W', ['瓦', '瓦特']],
  ['qianwa', '1 kW', ['千瓦']],
  ['zhaowa', '1 MW', ['兆瓦']],
  ['jiwa', '1 GW', ['吉瓦']],
  ['washi', '1 W h', ['瓦时']],
  ['dukwh', '1 kW h', ['千瓦时', '千瓦小时', '度', '度电']],
  ['zhaowashi', '1 MW h', ['兆瓦时']],
  ['jiwashi', '1 GW h', ['吉瓦时']],
  ['taiwashi', '1 TW h', ['太瓦时']],
  ['lifangmi', '1 m^3', ['立方米', '立方', '方']],
  ['miao', '1 s', ['秒']],
  ['fenzhong', '1 minute', ['分钟']],
  ['xiaoshi', '1 h', ['小时']],
  ['tian', '1 day', ['天', '日', 'd']],
  ['michang', '1 m', ['米']],
];

const math = withUnits();

function withUnits(): MathJsInstance {
  const instance = createMath();
  const chinese = /[一-龥]/;
  const parse = instance.parse as unknown as { isAlpha: (c: string, p: string, n: string) => boolean };
  const unit = instance.Unit as unknown as { isValidAlpha: (c: string) => boolean };
  const parseAlpha = parse.isAlpha;
  const unitAlpha = unit.isValidAlpha;
  parse.isAlpha = (c, p, n) => parseAlpha(c, p, n) || chinese.test(c);
  unit.isValidAlpha = (c) => unitAlpha(c) || chinese.test(c);
  // `Mm^3` is a cubic megametre to mathjs: the water engineer's million cubic metres gets its own name.
  instance.createUnit('hm3', '1e6 m^3');
  // 万 and 亿 are taken with the number (`quantity-text.ts`).
  for (const [name, definition, aliases] of CHINESE) instance.createUnit(name, { definition, aliases: [...aliases] });
  return instance;
}

const TARGET: Record<Kind, string> = {
  power: 'MW',
  energy: 'MW h',
  flow: 'm^3/s',
  volume: 'hm3',
  duration: 'h',
  length: 'm',
};
const EXAMPLES: Record<Kind, string> = {
  power: '8 GW, 3200 MW or 800 万千瓦',
  energy: '2.5 TWh or 25 亿千瓦时',
  flow: '1500 m3/s',
  volume: '600 hm3 or 6 亿立方米',
  duration: '5 h or 2 d',
  length: '120 m',
};
export const examplesOf = (kind: Kind): string => EXAMPLES[kind];

/**
 * The value of a text such as `8 GW`, `800万kW` or `25 亿千瓦时` in the internal unit of its kind (MW, MWh, m3/s, hm3, h,
 * m), or null when the text is not a finite number with a known unit of that kind, or is longer than 100 characters.
 * Only "number unit" is read; no expression is evaluated.
 */
export function parseQuantity(text: string, kind: Kind): number | null {
  const quantity = takeApart(text);
  if (quantity === null || SMALL_PREFIX.test(quantity.unit)) return null;
  try {
    const value = math.unit(quantity.value, quantity.unit).toNumber(TARGET[kind]);
    // Unit conversion rounds in the last bits; eight significant decimals more than any input has are kept.
    return Number.isFinite(value) ? Number(value.toPrecision(14)) : null;
  } catch {
    return null;
  }
}

/** Milliwatts are a slip for megawatts, always. */
const SMALL_PREFIX = /^m(?:W|Wh|W h)$/;
const USUAL: Record<Kind, readonly string[]> = {
  power: ['MW', 'GW', 'TW', 'W'],
  energy: ['MWh', 'GWh', 'TWh', 'Wh'],
  flow: ['m3/s'],
  volume: ['hm3', 'm3'],
  duration: ['h', 'day'],
  length: ['m', 'km'],
};

/**
 * What to write instead of a text that is no quantity of a kind: with the unit that was meant, where but the size of
 * its letters is wrong.
 */
export function quantityHint(text: string, kind: Kind): string {
  const example = `write a number and a unit, such as ${EXAMPLES[kind]}`;
  const quantity = takeApart(text);
  const unit =
    quantity &&
    USUAL[kind].find((one) => one.toLowerCase() === quantity.unit.replace('^3', '3').replaceAll(' ', '').toLowerCase());
  return unit
    ? `did you mean "${quantity.value} ${unit}"? small and large letters differ: m is a thousandth, M a million; ` +
        `otherwise: ${example}`
    : example;
}
