import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { checkModel } from '../../../src/system/reading/check-model.ts';
import { TABLES, type Model, type TableName, type Tables } from '../../../src/system/model/model.ts';
import { COLUMN_QUANTITIES } from '../../../src/system/plausible/columns.ts';
import { modelFindings } from '../../../src/system/plausible/model-findings.ts';
import { quantityOfCell } from '../../../src/system/plausible/own-ranges.ts';
import { ownFinding, relationFinding } from '../../../src/system/plausible/finding.ts';
import { QUANTITIES } from '../../../src/system/quantities/quantities.ts';
import { FIELD_QUANTITIES } from '../../../src/system/plausible/scenario-fields.ts';
import { scenarioFields } from '../../../src/system/plausible/scenario-values.ts';
import { isNoDataCode, likelySlip, SLIPS } from '../../../src/system/quantities/slips.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { bareSchema } from '../../../src/system/schema/schema-walk.ts';

const NAMES = Object.keys(TABLES) as TableName[];
type Row = Readonly<Record<string, unknown>>;
const stated = { source: 'test', confidence: 'assumed' as const };

let sichuan: Model;
beforeAll(async () => {
  const model = orThrow(await loadModelFolder('models/sichuan'));
  // Tables that the shipped model leaves out.
  sichuan = {
    ...model,
    tables: {
      ...model.tables,
      regulation_classes: [
        {
          regulation: 'daily',
          usable_storage_h: 6,
          dead_level_factor: 0.95,
          storage_start_share: 0.5,
          storage_end_share: 0.5,
          min_release_share: 0.1,
          ...stated,
        },
      ],
      rule_curves: [
        ['01-01', 0.8],
        ['06-01', 0.3],
        ['10-01', 0.9],
      ].map(([day, share]) => ({ station: 'lianghekou', day: String(day), storage_share: Number(share), ...stated })),
      minimum_release: Array.from({ length: 12 }, (_, m) => ({
        station: 'lianghekou',
        month: m + 1,
        min_release_m3s: 90,
        ...stated,
      })),
    },
  };
});

describe('nothing that holds a number is left out', () => {
  test.each(NAMES)('every column of numbers of %s has a quantity', (table) => {
    const numbers = Object.entries(TABLES[table].shape)
      .filter(([, schema]) => bareSchema(schema) instanceof z.ZodNumber)
      .map(([column]) => column);
    expect(Object.keys(COLUMN_QUANTITIES[table] ?? {}).sort()).toEqual(numbers.sort());
  });

  test('every figure of a scenario has a quantity', () => {
    expect([...scenarioFields()].sort()).toEqual(Object.keys(FIELD_QUANTITIES).sort());
    expect(scenarioFields().length).toBeGreaterThan(30);
  });

  test('ranges are in order, the usual one inside the possible one, each with a reason', () => {
    for (const [name, { possible, usual, why }] of Object.entries(QUANTITIES)) {
      expect([possible[0] <= usual[0], usual[0] <= usual[1], usual[1] <= possible[1], why.length > 15], name).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  });
});

test('the likely slip is the one that makes the figure usual', () => {
  // 74,400 GWh / 1,000 = 74.4; 1.09 * 100 = 109 (亿kWh); 8.64 / 0.0864 = 100; 85 / 100 = 0.85; 17,570 / 100 = 175.7
  expect(likelySlip(74_400, [50, 110], 'GWh').en).toContain('MWh written for GWh');
  expect(likelySlip(1.09, [50, 110], 'GWh').en).toContain('亿kWh');
  expect(likelySlip(8.64, [50, 200], 'm3/s').en).toContain('hm3/day');
  expect(likelySlip(85, [0, 1], '1').en).toContain('percent');
  expect(likelySlip(17_570, [2, 1300], 'm').en).toContain('cm');
  expect([99999, 9999, -9999, -999, 9999.9, -99.9].every(isNoDataCode)).toBe(true);
  expect([99, 999, 0, -5, 9998, 1999].some(isNoDataCode)).toBe(false);
});

/**
 * What hides: a tenth or ten times what is meant is within what plants and lines of one system are, and a share divided
 * by 100 within what shares are.
 */
const hides = (mend: number, unit: string): boolean => mend === 10 || (unit === '1' && mend === 100);

/** The middle cell of a column with every slip of its unit made in it, one at a time, and with codes for no data. */
function wrongCells(table: TableName, column: string): readonly (readonly [what: string, was: Row, now: Row])[] {
  const rows = (sichuan.tables[table] as readonly object[] as readonly Row[])
    .filter((row) => typeof row[column] === 'number' && row[column] > 0)
    .sort((a, b) => Number(a[column]) - Number(b[column]));
  const was = rows[Math.floor(rows.length / 2)];
  const range = was && quantityOfCell(table, column, was);
  if (!range) return [];
  const value = Number(was[column]);
  const slips = SLIPS[range.unit]
    .filter(({ mend }) => !hides(mend, range.unit))
    .map(({ mend, en }) => [en, value / mend] as const);
  return [...slips, ...[99_999, 9_999, -9_999, -999].map((code) => [`${code}`, code] as const)].map(
    ([what, wrong]) => [what, was, { ...was, [column]: wrong }] as const,
  );
}

/**
 * Counts, and what no figure of the model is beside: the year of a row is not judged by its neighbours; what a balance
 * leaves over may be next to nothing.
 */
const UNJUDGED = new Set(['load_shape.relative_load', 'load_corrections.energy_gwh']);

test.each(NAMES.filter((table) => COLUMN_QUANTITIES[table] !== undefined))(
  '%s: a slip of unit, or a code for no data, in any column is refused or told',
  (table) => {
    const silent = Object.keys(COLUMN_QUANTITIES[table] ?? {})
      .filter((column) => !UNJUDGED.has(`${table}.${column}`))
      .flatMap((column) =>
        wrongCells(table, column)
          .filter(([, was, now]) => {
            const schema = TABLES[table];
            if (
              !schema.safeParse(Object.fromEntries(Object.entries(now).filter(([name]) => name in schema.shape)))
                .success
            )
              return false;
            const tables = {
              ...sichuan.tables,
              [table]: (sichuan.tables[table] as readonly object[]).map((row) => (row === was ? now : row)),
            } as unknown as Tables;
            return modelFindings(tables).length === 0 && checkModel({ ...sichuan, tables }).length === 0;
          })
          .map(([what, was]) => `${table}.${column} ${String(was[column])}: ${what}`),
      );
    expect(silent).toEqual([]);
  },
);

test('ranges are said in the language of their sentence', () => {
  const findings = [
    ownFinding('a', 70_000, QUANTITIES.local_flow),
    ownFinding('a', 900_000, QUANTITIES.local_flow),
    ownFinding('a', -9999, QUANTITIES.flow),
    relationFinding({
      path: 'a',
      value: 900,
      unit: 'MW',
      other: 40,
      what: 'the median',
      what_zh: '中位数',
      usual: [0.001, 3],
    }),
  ];
  expect(findings.map((one) => /（(.*)）/.exec(one!.zh)?.[1])).toEqual([
    '常见范围 -60000 至 60000 m3/s',
    '可能范围 -300000 至 300000 m3/s',
    '可能范围 0 至 300000 m3/s',
    '常见范围 0.04 至 120 MW',
  ]);
  expect(findings[3]!.en).toContain('usual: 0.04 to 120 MW');
});
