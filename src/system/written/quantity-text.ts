import { plainText } from './plain-text.ts';

/** A quantity as a number, with 万 and 亿 in it, and the name of its unit. */
export interface QuantityText {
  readonly value: number;
  readonly unit: string;
}

/**
 * Longest quantity that is read, and how it is written: each character has one place, so that reading never goes back
 * over the text.
 */
const LONGEST = 100;
const QUANTITY =
  /^([+-]?(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(万亿|千万|百万|万|亿)?\s*([A-Za-z一-龥][A-Za-z0-9一-龥^*/ ]*)$/;
const TIMES: Readonly<Record<string, number>> = { 万亿: 1e12, 亿: 1e8, 千万: 1e7, 百万: 1e6, 万: 1e4 };

/** Takes `8 GW`, `800万kW`, `２５亿千瓦时`, `30,000 kW` or `1500 m³/s` apart; null for a text of any other form. */
export function takeApart(text: string): QuantityText | null {
  const m = text.length > LONGEST ? null : QUANTITY.exec(plainText(text).replace(/[·∙⋅•]/g, ' '));
  if (!m) return null;
  const value = Number(m[1].replace(/[, ]/g, '')) * (m[2] === undefined ? 1 : TIMES[m[2]]);
  return {
    value,
    unit: m[3]
      .replaceAll('每', '/')
      .replace(/瓦 (小?时)/, '瓦$1')
      .replace(/\bm3\b/g, 'm^3')
      .replace(/\b([kKMGT])([wW])([hH]?)\b/g, watts),
  };
}

/**
 * Plans write KW and kwh: no other prefix is meant. Of the others the large letter counts: mW is a thousandth of a
 * watt.
 */
function watts(written: string, prefix: string, watt: string, hour: string): string {
  if (watt === 'w' && prefix !== 'k' && prefix !== 'K') return written;
  return `${prefix === 'K' ? 'k' : prefix}W${hour === '' ? '' : ' h'}`;
}
