import { language } from './i18n.ts';

/**
 * Numbers as planners of each language write them: GWh and GW in English, 亿千瓦时 and 万千瓦 in Chinese. Input is GWh, MW or
 * a rate 0-1.
 */
export interface Scale {
  readonly unit: string;
  readonly factor: number;
  readonly digits: number;
}

const ABSENT = '—';

/** One unit and one number of decimals for all energies of a table or chart, chosen from the largest of them (GWh). */
export function energyScale(largestGwh: number): Scale {
  const size = Math.abs(largestGwh);
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3;
  if (language() === 'en')
    return size >= 1 || size === 0
      ? { unit: 'GWh', factor: 1, digits }
      : { unit: 'MWh', factor: 1000, digits: size >= 0.1 ? 1 : 3 };
  if (size >= 1 || size === 0) return { unit: '亿千瓦时', factor: 0.01, digits: Math.min(4, digits + 2) };
  return { unit: '万千瓦时', factor: 100, digits: size >= 0.1 ? 2 : 4 };
}

export const largest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((m, v) => Math.max(m, Math.abs(v ?? 0)), 0);

/** The number alone; a true minus sign, and no "-0". */
export function plain(value: number | null, digits: number, signed = false): string {
  if (value === null || !Number.isFinite(value)) return ABSENT;
  const text = Math.abs(value).toLocaleString(language() === 'zh' ? 'zh-CN' : 'en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const zero = Number(value.toFixed(digits)) === 0;
  return zero ? text : value < 0 ? `−${text}` : signed ? `+${text}` : text;
}

export const energyNumber = (gwh: number | null, scale: Scale, signed = false): string =>
  plain(gwh === null ? null : gwh * scale.factor, scale.digits, signed);
export const energy = (gwh: number | null, scale: Scale, signed = false): string =>
  gwh === null ? ABSENT : `${energyNumber(gwh, scale, signed)} ${scale.unit}`;
/** One energy on its own, in the unit that suits it. */
export const energyAlone = (gwh: number | null, signed = false): string => energy(gwh, energyScale(gwh ?? 0), signed);

export const percent = (rate: number | null, digits = 1): string =>
  rate === null ? ABSENT : `${plain(rate * 100, digits)}%`;

/** Power, from GW: `3.2 GW` (`30 MW` below 0.1 GW) or `320 万千瓦`. */
export const power = (gw: number): string =>
  language() === 'zh'
    ? `${trim(gw * 100)} 万千瓦`
    : gw !== 0 && Math.abs(gw) < 0.1
      ? `${trim(gw * 1000)} MW`
      : `${trim(gw)} GW`;
export const powerNumber = (gw: number): string => (language() === 'zh' ? trim(gw * 100) : trim(gw));
export const gigawatts = (entered: number): number =>
  language() === 'zh' ? Number((entered / 100).toPrecision(12)) : entered;
const trim = (value: number): string => String(Number(value.toPrecision(8)));

/** A small quantity in scientific notation where decimals would hide it: residuals and gaps. */
export function tiny(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return ABSENT;
  if (value === 0) return `0 ${unit}`;
  const size = Math.abs(value);
  const text =
    size >= 0.001 && size < 1e6
      ? value.toLocaleString('en', { maximumSignificantDigits: 3 })
      : value.toExponential(1).replace('e+', 'e');
  return `${text.replaceAll('-', '−')} ${unit}`;
}

/** `2021-06-20…` as `20 June 2021` or `2021年6月20日`; the civil date of Sichuan written in the text. */
export function date(text: string, style: 'long' | 'short' = 'long'): string {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, day));
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB';
  const options: Intl.DateTimeFormatOptions =
    style === 'long' ? { day: 'numeric', month: 'long', year: 'numeric' } : { day: 'numeric', month: 'short' };
  return at.toLocaleDateString(locale, { ...options, timeZone: 'UTC' });
}

/** `2021-06` as `June` or `6月`. */
export function month(key: string): string {
  const [year, number] = key.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1, 1)).toLocaleDateString(language() === 'zh' ? 'zh-CN' : 'en', {
    month: 'short',
    timeZone: 'UTC',
  });
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (language() === 'zh') return minutes > 0 ? `${minutes} 分 ${rest} 秒` : `${rest} 秒`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** `start` plus `days`, as `YYYY-MM-DD`. */
export function dayAfter(start: string, days: number): string {
  return new Date(Date.parse(`${start.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
