import type { Lang } from './words.ts';

/** One 亿千瓦时 is 100 GWh. */
const GWH_PER_YI = 100;

export interface Energy {
  readonly unit: string;
  readonly decimals: number;
  readonly perUnit: number;
}
export const ENERGY: Readonly<Record<Lang, Energy>> = {
  en: { unit: 'GWh', decimals: 1, perUnit: 1 },
  zh: { unit: '亿千瓦时', decimals: 3, perUnit: GWH_PER_YI },
};

/** More decimals where all amounts are small, as on a toy, and as many more as a plant of some kilowatts needs. */
export function energyUnit(lang: Lang, largestGwh: number): Energy {
  const energy = ENERGY[lang];
  if (largestGwh >= 100) return energy;
  const tinier = largestGwh > 0 ? Math.max(0, Math.ceil(-1 - Math.log10(largestGwh))) : 0;
  return { ...energy, decimals: energy.decimals + 2 + Math.min(MOST_MORE_DECIMALS, tinier) };
}
const MOST_MORE_DECIMALS = 6;

/** Decimals of money in millions and of kilotonnes: more where all amounts are small. */
export const amountDecimals = (largest: number): number => (Math.abs(largest) >= 10 ? 1 : 4);

const MINUS = '-';
/** Fixed decimals, thousands apart in English, never "-0.0". */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? MINUS + text : text;
}

export const signed = (value: number, decimals: number): string => {
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

export const orDash = (value: number | null, show: (value: number) => string): string =>
  value === null ? '-' : show(value);
export const percent = (rate: number): string => fixed(100 * rate, 2);
export const small = (value: number): string => (value === 0 ? '0' : value.toExponential(1));
