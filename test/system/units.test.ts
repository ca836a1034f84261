import { describe, expect, it } from 'vitest';
import { parseQuantity, quantityHint, type Kind } from '../../src/system/schema/units.ts';

describe('quantities as plans write them', () => {
  it.each<[Kind, number, string[]]>([
    [
      'power',
      8000,
      [
        '8 GW',
        '8000MW',
        '800万kW',
        '800 万kW',
        '800万千瓦',
        '800 万 千瓦',
        '８００万千瓦',
        '８００万ｋＷ',
        '800万KW',
        '800万kw',
        '8,000 MW',
        '8 000 MW',
        '8，000 MW',
        '8,000,000 kW',
        '8百万千瓦',
        '0.08亿千瓦',
        '8 吉瓦',
        '8000 兆瓦',
        '800 万㎾',
        '+8e3 MW',
      ],
    ],
    ['power', 30, ['3万kW', '30,000 kW', '30 MW', '3万千瓦', '30000千瓦']],
    ['power', -30, ['-30 MW', '−30 MW', '－30 MW']],
    [
      'energy',
      2_500_000,
      [
        '25亿kWh',
        '25 亿千瓦时',
        '25亿千瓦·时',
        '25亿千瓦小时',
        '25亿度',
        '25亿kW·h',
        '25亿kW h',
        '2.5 TWh',
        '2500 GWh',
        '250,000万kWh',
        '25亿KWH',
        '2.5太瓦时',
      ],
    ],
    [
      'flow',
      1500,
      [
        '1500 m3/s',
        '1500 m³/s',
        '1,500 m^3/s',
        '1500立方米/秒',
        '1500 立方米每秒',
        '1500方/秒',
        '1.296 亿m3/day',
        '129.6 hm3/d',
      ],
    ],
    ['volume', 600, ['600 hm3', '6亿m3', '6亿m³', '6 亿立方米', '6亿方', '60000万立方米', '600 hm³']],
    ['duration', 48, ['48 h', '2 day', '2 d', '2d', '2天', '2 日', '48小时', '2880分钟']],
    ['length', 120, ['120 m', '120米', '0.12 km']],
  ])('%s %d', (kind, value, texts) => {
    expect(texts.map((text) => [text, parseQuantity(text, kind)])).toEqual(texts.map((text) => [text, value]));
  });

  it.each([
    ['30 mw', 'power', 'did you mean "30 MW"?'],
    ['30 mW', 'power', 'did you mean "30 MW"?'],
    ['3万 mw', 'power', 'did you mean "30000 MW"?'],
    ['8 gw', 'power', 'did you mean "8 GW"?'],
    ['25 gwh', 'energy', 'did you mean "25 GWh"?'],
    ['25 mWh', 'energy', 'did you mean "25 MWh"?'],
    ['600 HM3', 'volume', 'did you mean "600 hm3"?'],
  ] as const)('%s is refused with what may be meant', (text, kind, hint) => {
    expect(parseQuantity(text, kind)).toBeNull();
    expect(quantityHint(text, kind)).toContain(hint);
  });

  it('refuses decimal commas, marks that stand wrong, and units of another kind', () => {
    for (const text of [
      '8,5 GW',
      '1.000,5 MW',
      '80,00 MW',
      '8,0000 MW',
      '8 GWh',
      '8 万',
      '800万',
      'kW',
      '8 万万千瓦',
      '八百万千瓦',
      '800-900 MW',
      '8 GW/h',
    ])
      expect([text, parseQuantity(text, 'power')]).toEqual([text, null]);
    expect(quantityHint('much', 'power')).toBe('write a number and a unit, such as 8 GW, 3200 MW or 800 万千瓦');
  });
});
