/** A way in which a figure gets its unit or its magnitude wrong: what was written times `mend` is what was meant. */
export interface Slip {
  readonly mend: number;
  readonly en: string;
  readonly zh: string;
}

const slip = (mend: number, en: string, zh: string): Slip => ({ mend, en, zh });

/** 1 m³/s over a day is 0.0864 hm³. */
const HM3_PER_DAY = 0.0864;

/** The slips that are seen with each unit, the likelier first. */
export const SLIPS = {
  MW: [
    slip(1e-3, 'kW written for MW (times 1,000)', '把千瓦写成兆瓦（大 1000 倍）'),
    slip(1e3, 'GW written for MW (a thousandth)', '把吉瓦写成兆瓦（小 1000 倍）'),
    slip(10, '万kW written for MW (a tenth)', '把万千瓦写成兆瓦（小 10 倍）'),
    slip(1e-6, 'W written for MW (times 1,000,000)', '把瓦写成兆瓦（大 100 万倍）'),
  ],
  GWh: [
    slip(1e-3, 'MWh written for GWh (times 1,000)', '把兆瓦时写成吉瓦时（大 1000 倍）'),
    slip(100, '亿kWh written for GWh (a hundredth)', '把亿千瓦时写成吉瓦时（小 100 倍）'),
    slip(0.01, '万kWh written for GWh (times 100)', '把万千瓦时写成吉瓦时（大 100 倍）'),
    slip(1e3, 'TWh written for GWh (a thousandth)', '把太瓦时写成吉瓦时（小 1000 倍）'),
    slip(1e-6, 'kWh written for GWh (times 1,000,000)', '把千瓦时写成吉瓦时（大 100 万倍）'),
  ],
  MWh: [
    slip(1e3, 'GWh meant where MWh is written (a thousandth)', '把吉瓦时写成兆瓦时（小 1000 倍）'),
    slip(1e-3, 'kWh meant where MWh is written (times 1,000)', '把千瓦时写成兆瓦时（大 1000 倍）'),
  ],
  'm3/s': [
    slip(1 / HM3_PER_DAY, 'hm3/day written for m3/s (times 0.0864)', '把百万立方米/日写成立方米/秒（乘了 0.0864）'),
    slip(HM3_PER_DAY, 'm3/s converted as if it were hm3/day (divided by 0.0864)', '多作了一次换算（除了 0.0864）'),
    slip(1e-3, 'litres/s written for m3/s (times 1,000)', '把升/秒写成立方米/秒（大 1000 倍）'),
    slip(1e3, 'thousands of m3/s written for m3/s', '把千立方米/秒写成立方米/秒'),
  ],
  hm3: [
    slip(1e-6, 'm3 written for hm3 (times 1,000,000)', '把立方米写成百万立方米（大 100 万倍）'),
    slip(100, '亿m3 written for hm3 (a hundredth)', '把亿立方米写成百万立方米（小 100 倍）'),
    slip(0.01, '万m3 written for hm3 (times 100)', '把万立方米写成百万立方米（大 100 倍）'),
    slip(1e-3, 'thousands of m3 written for hm3 (times 1,000)', '把千立方米写成百万立方米（大 1000 倍）'),
    slip(1e3, 'km3 written for hm3 (a thousandth)', '把立方千米写成百万立方米（小 1000 倍）'),
  ],
  m: [
    slip(0.01, 'cm written for m (times 100)', '把厘米写成米（大 100 倍）'),
    slip(1e-3, 'mm written for m (times 1,000)', '把毫米写成米（大 1000 倍）'),
    slip(0.3048, 'feet written for m', '把英尺写成米'),
    slip(1e3, 'km written for m (a thousandth)', '把千米写成米（小 1000 倍）'),
  ],
  '1': [
    slip(0.01, 'percent written for a fraction (85 for 0.85)', '把百分数写成小数（0.85 写成 85）'),
    slip(100, 'divided by 100 once too often', '多除了一次 100'),
  ],
  'MW per m3/s': [
    slip(1e-3, 'kW per m3/s written for MW per m3/s (times 1,000)', '把千瓦/(m³/s) 写成兆瓦/(m³/s)（大 1000 倍）'),
    slip(1e3, 'GW per m3/s written for MW per m3/s', '把吉瓦/(m³/s) 写成兆瓦/(m³/s)'),
  ],
  'yuan/MWh': [
    slip(1e3, 'yuan/kWh written for yuan/MWh (a thousandth)', '把元/千瓦时写成元/兆瓦时（小 1000 倍）'),
    slip(10, 'fen/kWh written for yuan/MWh (a tenth)', '把分/千瓦时写成元/兆瓦时（小 10 倍）'),
    slip(1e-3, 'yuan/GWh written for yuan/MWh (times 1,000)', '把元/吉瓦时写成元/兆瓦时（大 1000 倍）'),
  ],
  'yuan/kWh': [
    slip(1e-3, 'yuan/MWh written for yuan/kWh (times 1,000)', '把元/兆瓦时写成元/千瓦时（大 1000 倍）'),
    slip(0.01, 'fen/kWh written for yuan/kWh (times 100)', '把分/千瓦时写成元/千瓦时（大 100 倍）'),
  ],
  't/MWh': [
    slip(1e-3, 'kg/MWh or g/kWh written for t/MWh (times 1,000)', '把千克/兆瓦时写成吨/兆瓦时（大 1000 倍）'),
    slip(1e3, 't/kWh written for t/MWh', '把吨/千瓦时写成吨/兆瓦时'),
  ],
  h: [
    slip(1 / 60, 'minutes written for hours (times 60)', '把分钟写成小时（大 60 倍）'),
    slip(24, 'days written for hours', '把天写成小时'),
    slip(1 / 3600, 'seconds written for hours (times 3,600)', '把秒写成小时（大 3600 倍）'),
  ],
  'EH/s': [
    slip(1e-3, 'PH/s written for EH/s (times 1,000)', '把 PH/s 写成 EH/s（大 1000 倍）'),
    slip(1e-6, 'TH/s written for EH/s', '把 TH/s 写成 EH/s'),
  ],
  'J/TH': [
    slip(1e3, 'J/GH or kJ/TH written for J/TH (a thousandth)', '把 J/GH 写成 J/TH（小 1000 倍）'),
    slip(1e-3, 'mJ/TH written for J/TH', '把 mJ/TH 写成 J/TH'),
  ],
  '%': [slip(100, 'a fraction written for percent (0.85 for 85)', '把小数写成百分数（85 写成 0.85）')],
  year: [],
  '': [],
} as const satisfies Readonly<Record<string, readonly Slip[]>>;
export type Unit = keyof typeof SLIPS;

const NO_DATA: Slip = {
  mend: NaN,
  en: 'a no-data code (such as 99999 or -9999) read as a figure',
  zh: '把缺测代码（如 99999、-9999）当作数据',
};
const MAGNITUDE: Slip = {
  mend: NaN,
  en: 'a misplaced decimal point, or a cell of another row or column',
  zh: '小数点错位，或错行错列',
};

/**
 * Codes that stand for "not measured" in files of gauges and meters: 999, 9999, 99999, with a sign or nines behind the
 * point.
 */
export const isNoDataCode = (value: number): boolean =>
  Math.abs(value) >= 99 && /^-?9{4,8}(\.9+)?$|^-9{2,3}(\.9+)?$/.test(String(value));

/**
 * What was most likely done wrong where `value` stands and `usual` was expected: the first slip of its unit that,
 * mended, gives a usual figure.
 */
export function likelySlip(value: number, [low, high]: readonly [number, number], unit: Unit): Slip {
  if (isNoDataCode(value)) return NO_DATA;
  const mended = (SLIPS[unit] as readonly Slip[]).find(({ mend }) => value * mend >= low && value * mend <= high);
  return mended ?? MAGNITUDE;
}

const ALL: readonly Slip[] = [...Object.values(SLIPS).flat(), NO_DATA, MAGNITUDE];
/** The Chinese for a slip that stands in an English sentence; null where none does. */
export const slipInChinese = (sentence: string): string | null =>
  ALL.find(({ en }) => sentence.includes(en))?.zh ?? null;
