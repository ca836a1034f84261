import type { MathJsInstance } from 'mathjs';
import { createMath } from './mathjs.ts';

/** Kinds of quantity that a text may state, each with the unit in which the program keeps it. */
export const KINDS = {
  power: 'MW', energy: 'MWh', flow: 'm3/s', volume: 'hm3', duration: 'h', length: 'm',
} as const;
export type Kind = keyof typeof KINDS;

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
  instance.createUnit('yifang', { definition: '1e8 m^3', aliases: ['亿立方米', '亿方'] });
  instance.createUnit('wankw', { definition: '1e4 kW', aliases: ['万千瓦'] });
  instance.createUnit('qianwa', { definition: '1 kW', aliases: ['千瓦'] });
  instance.createUnit('zhaowa', { definition: '1 MW', aliases: ['兆瓦'] });
  instance.createUnit('yikwh', { definition: '1e8 kW h', aliases: ['亿千瓦时', '亿度'] });
  instance.createUnit('wankwh', { definition: '1e4 kW h', aliases: ['万千瓦时', '万度'] });
  instance.createUnit('dukwh', { definition: '1 kW h', aliases: ['千瓦时', '度电'] });
  instance.createUnit('lifangmi', { definition: '1 m^3', aliases: ['立方米'] });
  instance.createUnit('xiaoshi', { definition: '1 h', aliases: ['小时'] });
  return instance;
}

const TARGET: Record<Kind, string> = {
  power: 'MW', energy: 'MW h', flow: 'm^3/s', volume: 'hm3', duration: 'h', length: 'm',
};
const EXAMPLES: Record<Kind, string> = {
  power: '8 GW, 3200 MW or 800 万千瓦', energy: '2.5 TWh or 25 亿千瓦时', flow: '1500 m3/s', volume: '600 hm3 or 6 亿立方米',
  duration: '5 h or 2 day', length: '120 m',
};
/** Longest quantity that is read, and how it is written: each character has one place, so that reading never goes back over the text. */
const LONGEST = 100;
const QUANTITY = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z一-龥][A-Za-z0-9一-龥^*/ ]*)$/;

export const examplesOf = (kind: Kind): string => EXAMPLES[kind];

/**
 * The value of a text such as `8 GW` or `25 亿千瓦时` in the internal unit of its kind (MW, MWh, m3/s, hm3, h, m), or null when the text
 * is not a finite number with a known unit of that kind, or is longer than 100 characters. Only "number unit" is read; no expression is evaluated.
 */
export function parseQuantity(text: string, kind: Kind): number | null {
  const m = text.length > LONGEST ? null : QUANTITY.exec(text.trim());
  if (!m) return null;
  try {
    const unit = m[2].replace(/\bm3\b/g, 'm^3').replace(/\b([kMGT]?W)h\b/g, '$1 h');
    const value = math.unit(Number(m[1]), unit).toNumber(TARGET[kind]);
    // Unit conversion rounds in the last bits; eight significant decimals more than any input has are kept.
    return Number.isFinite(value) ? Number(value.toPrecision(14)) : null;
  } catch {
    return null;
  }
}

/** Power as planners write it: `8 GW`, `350 MW`. */
export const formatPower = (mw: number): string => (Math.abs(mw) >= 1000 ? `${round(mw / 1000)} GW` : `${round(mw)} MW`);
const round = (v: number): number => Number(v.toFixed(6));
