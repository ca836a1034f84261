import { describe, expect, test } from 'vitest';
import { EXCEPTIONS } from '../../tools/no-province-exceptions.js';
import { breaches, judged } from '../../tools/no-province.js';

const inEngine = (text: string): string[] => found('src/engine/dispatch/made-up.ts', text);
const found = (path: string, text: string): string[] =>
  breaches(path, text).map(({ rule, line }: { rule: string; line: number }) => `${rule} ${line}`);

describe('the gate against provinces, years and prices', () => {
  test('names of places in literals, templates and names are found; comments may cite sources', () => {
    expect(inEngine("export const a = 'the Dadu main stem';")).toEqual(['place 1']);
    expect(inEngine('export const say = (x: string) => `四川 ${x}`;')).toEqual(['place 1']);
    expect(inEngine('export const ertanStorage = 1;')).toEqual(['place 1']);
    expect(inEngine("export const STATISTIC = 'nea';")).toEqual(['place 1']);
    expect(inEngine('/** As the NEA counts it in Sichuan, 2021. */\nexport const a = 1;')).toEqual([]);
    expect(inEngine("export const linear = 'a linear knee, nearest';")).toEqual([]);
  });

  test('years are found as text and as numbers', () => {
    expect(inEngine("export const until = '2021-06-02';")).toEqual(['year 1']);
    expect(found('src/system/made-up.ts', 'export const first = 2019;')).toEqual(['year 1']);
    expect(found('src/system/made-up.ts', 'export const most = 20_210;\nexport const text = "12021";')).toEqual([]);
  });

  test('figures in yuan are found by their name, by the unit beside them and in words', () => {
    const inSystem = (text: string): string[] => found('src/system/made-up.ts', text);
    expect(inSystem('const COAL_YUAN_PER_MWH = 300;')).toEqual(['yuan 1']);
    expect(inSystem('const row = { unserved_yuan_per_mwh: z.number().default(10000) };')).toEqual(['yuan 1']);
    expect(inSystem("const P = 'yuan/MWh';\nconst price = kind(P, 300);")).toEqual(['yuan 2']);
    expect(inSystem("const hint = 'write 300 yuan/MWh';")).toEqual(['yuan 1']);
    expect(inSystem('const row = { unserved_yuan_per_mwh: above0 };')).toEqual([]);
  });

  test('numbers are 0, 1, 2 or constants that say their unit, in the rooms where a case becomes numbers', () => {
    expect(inEngine('export const f = (x: number) => -1 * x + 2 * x * 0;')).toEqual([]);
    expect(inEngine('export const f = (x: number) => 0.85 * x;')).toEqual(['number 1']);
    expect(inEngine('/** Kept in reserve, MW. */\nconst RESERVE = 300;')).toEqual([]);
    expect(inEngine('/** Kept in reserve. */\nconst RESERVE = 300;')).toEqual(['number 2']);
    expect(inEngine('/** Kept in reserve, MW. */\nlet RESERVE = 300;')).toEqual(['number 2']);
    expect(inEngine('export function f() {\n  /** MW */\n  const RESERVE = 300;\n  return RESERVE;\n}')).toEqual([
      'number 3',
    ]);
    expect(found('src/engine/solver/made-up.ts', 'export const f = (x: number) => 0.85 * x;')).toEqual([]);
  });

  test('exceptions let no more through than they say, and fall with what they except', () => {
    const one = { path: 'src/engine/a.ts', rule: 'place', line: 3, text: "'nea'" };
    expect(judged([one], [])).toEqual(["src/engine/a.ts:3 place: 'nea'"]);
    expect(judged([one], [['src/engine/a.ts', 'place', 1, 'a reason']])).toEqual([]);
    expect(judged([one, one], [['src/engine/a.ts', 'place', 1, 'a reason']])).toHaveLength(2);
    expect(judged([one], [['src/engine/a.ts', 'year', 1, 'a reason']])).toHaveLength(2);
    expect(judged([], [['src/engine/a.ts', 'place', 1, 'a reason']])[0]).toContain('lower the number');
    expect(judged([one], [['src/engine/a.ts', 'place', 1, '']])[0]).toContain('needs its reason');
    expect(EXCEPTIONS.every(([, , count, reason]) => Number(count) > 0 && String(reason).length > 5)).toBe(true);
  });
});
