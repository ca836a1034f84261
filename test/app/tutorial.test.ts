import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';

/** What a reader does who follows docs/tutorial.md: saves its files, then runs its commands from top to bottom. */
const TUTORIAL = readFileSync('docs/tutorial.md', 'utf8');
const PROGRAM = resolve('dist/app/cli/main.js');
const COMMAND = /^npm run -s spillway -- (.*)$/gm;
const FILE = /`([\w-]+\.(?:yaml|csv))`:\n\n```(?:yaml|csv)\n([\s\S]*?)```/g;

interface Ran {
  readonly code: number;
  readonly table: string;
  readonly document: Record<string, never>;
}
const ran = new Map<string, Ran>();
let folder: string;

/** Words apart by blanks, those in quotation marks kept together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

async function spillway(words: readonly string[]): Promise<{ code: number; stdout: string }> {
  const env = { ...process.env, SPILLWAY_DATA: join(folder, 'data') };
  return promisify(execFile)(process.execPath, [PROGRAM, ...words], { cwd: folder, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => error,
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-tutorial-'));
  for (const name of ['models', 'scenarios'])
    cpSync(`${name}/two-plant-cascade`, join(folder, name, 'two-plant-cascade'), { recursive: true });
  for (const [, name, text] of TUTORIAL.matchAll(FILE))
    writeFileSync(join(folder, 'scenarios/two-plant-cascade', name), text);
  for (const [, line] of TUTORIAL.matchAll(COMMAND)) {
    const words = wordsOf(line);
    const table = await spillway(words);
    const { stdout } = words.includes('--json') ? table : await spillway([...words, '--json']);
    ran.set(line, { code: table.code, table: table.stdout, document: JSON.parse(stdout) as Record<string, never> });
  }
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: readonly string[]): Ran => {
  const found = [...ran].find(([line]) => parts.every((part) => line.includes(part)));
  if (!found) throw new Error(`no command of the tutorial has ${parts.join(' and ')}`);
  return found[1];
};
const compared = (counterfactual: string, ...more: string[]): ComparisonResult =>
  at('compare', `/${counterfactual}.yaml`, ...more).document as unknown as ComparisonResult;

/** The figures of a sentence: `#` stands for one, and a blank for any white space. */
function figures(sentence: string): string[] {
  const pattern = sentence
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('#', '(\\d[\\d.]*\\d|\\d)')
    .replaceAll(' ', '\\s+');
  const found = new RegExp(pattern).exec(TUTORIAL);
  if (!found) throw new Error(`the tutorial does not say: ${sentence}`);
  return found.slice(1);
}
/** What the sentence says is what the program says, to the digits that the sentence has. */
function says(sentence: string, values: readonly number[]): void {
  const said = figures(sentence);
  expect(
    values.map((value, i) => value.toFixed(said[i].split('.')[1]?.length ?? 0)),
    sentence,
  ).toEqual(said);
}
const small = ({ outside_statistic_gwh: { grid_small_hydro } }: ComparisonResult): number[] => [
  grid_small_hydro.reference,
  grid_small_hydro.counterfactual,
];
const both = ({ curtailed_gwh: { reference, counterfactual } }: ComparisonResult): number[] => [
  reference,
  counterfactual,
];
const allSpill = (c: ComparisonResult): number => c.curtailed_gwh.delta + c.outside_statistic_gwh.delta;

describe('the tutorial, as written', () => {
  test('every command ends well but for the pair of which one world has its own water', () => {
    expect(ran.size).toBeGreaterThanOrEqual(14);
    const failed = [...ran].filter(([, { code }]) => code !== 0);
    expect(failed.map(([line, { code }]) => [line, code])).toEqual([
      ['compare scenarios/two-plant-cascade/own-water.yaml scenarios/two-plant-cascade/shutdown.yaml', 2],
    ]);
    const { problems } = failed[0][1].document as unknown as { problems: { code: string; message: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(['different-inflow']);
    expect(problems[0].message).toMatch(/"two-plant-cascade-own-water".*"two-plant-cascade-shutdown"/);
  });

  test("the figures of the pair are the program's", () => {
    const c = compared('shutdown');
    says('The table says: removed # GWh.', [c.removed_energy_gwh]);
    says('Curtailed in the statistic are # GWh with the factory and # GWh without it.', both(c));
    says('Small hydro, outside the statistic, spills # and # GWh.', small(c));
    says('Statistic and small hydro together rise by # GWh, a factor of #:', [
      allSpill(c),
      c.average_curtailment_factor.all_spill!,
    ]);
    says('# MW find no buyer, all hours: over two days 48 × 48 h = # GWh.', [
      48,
      c.curtailed_gwh.reference + c.outside_statistic_gwh.reference,
    ]);
    const { table } = at('compare', '/shutdown.yaml');
    for (const figure of [
      ...figures('Curtailed in the statistic are # GWh with the factory and # GWh without it.'),
      ...figures('Small hydro, outside the statistic, spills # and # GWh.'),
    ])
      expect(table).toContain(` ${figure} `);
    expect(c.disposition.residual_gwh).toBeCloseTo(0, 9);
  });

  test('the causes are those on paper', () => {
    const { causes } = compared('shutdown', '--attribute');
    says('so 20 MW are 20 × 160/168 × 48 h = # GWh.', [causes!.reference.sections_gwh!]);
    says('saves 1 MWh in each of its 48 h, # MWh in the statistic', [causes!.checks[0].curtailed_less_mwh_per_mw]);
    const mw = (gwh: number | null): number => (gwh! * 1000 * 168) / 160 / 48;
    says('| mean | **#** | **#** |', [mw(causes!.reference.sections_gwh), mw(causes!.reference.intraday_gwh)]);
    says('48 - 20 - 10 = # MW are surplus', [mw(causes!.reference.surplus_gwh)]);
    says("and surplus #: all of the factory's 30 MW", [mw(causes!.counterfactual.surplus_gwh)]);
    says('the section would take # and intra-day #: the answer', [
      mw(causes!.sequential.reference.sections_gwh),
      mw(causes!.sequential.reference.intraday_gwh),
    ]);
  });

  test('only the size of the factory moves the difference, and counter-measures recover what is said', () => {
    const { rows } = at('tornado').document as unknown as {
      rows: {
        input: string;
        swing_gwh: number;
        low: { all_spill_delta_gwh: number };
        high: { all_spill_delta_gwh: number };
      }[];
    };
    const mw = (gwh: number): number => (gwh * 1000) / 48;
    expect(rows.filter(({ swing_gwh }) => swing_gwh > 1e-3).map(({ input }) => input)).toEqual(['size']);
    says('#, 30 or # MW gone are 20, 30 or 40 MW more spilled', [
      mw(rows[0].low.all_spill_delta_gwh),
      mw(rows[0].high.all_spill_delta_gwh),
    ]);
    const { measures, combinations } = at('package').document as unknown as {
      measures: Record<'alone' | 'share', { recovered_gwh: { all_spill: number } }>[];
      combinations: { recovered_gwh: { all_spill: number } }[];
    };
    const recovered = (which: 'alone' | 'share') =>
      measures.map((one) => Math.abs(mw(one[which].recovered_gwh.all_spill)));
    says('Alone they recover #, # and # MW; the first two together #.', [
      ...recovered('alone'),
      mw(combinations[2].recovered_gwh.all_spill),
    ]);
    says('Their shares of the package are #, # and # MW.', recovered('share'));
  });

  test('changes of a scenario change what they say', () => {
    says('Removed and spilled are # GWh now.', [allSpill(compared('small-shutdown'))]);
    expect(compared('small-shutdown').removed_energy_gwh).toBeCloseTo(0.48, 9);
    says('10 MW are gone for one day of the two: # GWh.', [compared('later-shutdown').removed_energy_gwh]);
    expect(at('diff').table).toContain('measures[shutdown]');
    const sweep = at('sweep', '--to "30 MW"').document as unknown as SweepResult;
    expect(sweep.ranges).toHaveLength(1);
    expect((at('sweep', '--field start').document as unknown as SweepResult).points).toHaveLength(3);
  });

  test("own water runs, and its figures are the program's", () => {
    const c = compared('own-water-shutdown');
    says('curtailed in the statistic # and # GWh, small hydro # and #, a factor of #.', [
      ...both(c),
      ...small(c),
      c.average_curtailment_factor.all_spill!,
    ]);
    const [kept, removed] = (['reference', 'counterfactual'] as const).map(
      (world) => 1000 * (c.curtailed_gwh[world] + c.outside_statistic_gwh[world]),
    );
    says('So 3 × 48 - 5 = # MWh, and 33 × 48 - 5 = # MWh.', [kept, removed]);
    says(
      '`inflow` sets the values beside the climatology, # beside # m3/s',
      figures('`inflow` sets the values beside the climatology, # beside # m3/s').map((figure) =>
        at('inflow').table.includes(` ${figure} `) ? Number(figure) : NaN,
      ),
    );
  });
});
