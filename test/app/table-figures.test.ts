import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/cli/session/answer.ts';
import { backcastText } from '../../src/app/cli/tables/backcast-text.ts';
import { calibrateText } from '../../src/app/cli/tables/calibrate-text.ts';
import { decomposeText } from '../../src/app/cli/tables/decompose-text.ts';
import { evidenceText } from '../../src/app/cli/tables/evidence-text.ts';
import { ensembleResultText } from '../../src/app/cli/tables/ensemble-text.ts';
import { headlineText } from '../../src/app/cli/tables/headline-text.ts';
import { packageText } from '../../src/app/cli/tables/package-text.ts';
import { provenanceText } from '../../src/app/cli/tables/provenance-text.ts';
import { runText } from '../../src/app/cli/tables/run-text.ts';
import { sweepText } from '../../src/app/cli/tables/sweep-text.ts';
import { tornadoText } from '../../src/app/cli/tables/tornado-text.ts';
import { predictText } from '../../src/app/cli/tables/predict-text.ts';
import { sampleText } from '../../src/app/cli/tables/sample-text.ts';
import type { SampleResult } from '../../src/study/base/sample-result.ts';
import { buildProgram } from '../../src/app/cli/program.ts';
import { withModel } from '../../src/app/cli/tables/standing-text.ts';
import { LANGS, type Lang } from '../../src/app/cli/text/words.ts';
import { cachedModels } from '../../src/io/files/cached-models.ts';
import { backcast } from '../../src/study/backcast/backcast.ts';
import { yearOnYear } from '../../src/study/backcast/year-on-year.ts';
import type { CalibrationResult } from '../../src/study/calibration/calibration-result.ts';
import type { Row } from '../../src/system/model/model.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { toy, toyDeps } from '../field/toy.ts';
import { distinct, distinctComparison, distinctPackage, distinctRun } from './tables/distinct.ts';
import { diffBlocks, exportBlocks, solveBlocks, validatedScenarioBlocks } from './tables/files.ts';
import {
  backcastBlocks,
  calibrateBlocks,
  decomposeBlocks,
  evidenceBlocks,
  inflowBlocks,
  predictBlocks,
  provenanceBlocks,
  sampleBlocks,
  validatedModelBlocks,
} from './tables/models.ts';
import { compareText, type Block } from './tables/reader.ts';
import {
  comparisonBlocks,
  ensembleResultBlocks,
  packageBlocks,
  runBlocks,
  sweepBlocks,
  tornadoBlocks,
} from './tables/studies.ts';

const TOY = 'scenarios/two-plant-cascade';
const [BASE, SHUTDOWN] = [`${TOY}/base.yaml`, `${TOY}/shutdown.yaml`];
const folder = mkdtempSync(join(tmpdir(), 'spillway-tables-'));
const OWN = join(folder, 'own.yaml');
const NOTED = join(folder, 'noted.json');
const MADE = { source: 'toy', confidence: 'assumed' } as const;

/** Cells of a table of one command. */
interface Shown {
  readonly command: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly blocks: (document: never, lang: Lang) => readonly Block[];
}
const shown = (name: string, args: readonly string[], blocks: Shown['blocks']): Shown => ({
  command: args[0],
  name,
  args,
  blocks,
});
const zoned = (document: never, lang: Lang): readonly Block[] => comparisonBlocks(document, lang, { zones: true });

/** Every command that prints a table, as typed, with what its table must hold. */
const SHOWN: readonly Shown[] = [
  shown('run', ['run', BASE], runBlocks),
  shown('run of rolling plans', ['run', BASE, '--foresight', 'rolling', '--level', 'standard'], runBlocks),
  shown('compare', ['compare', BASE, SHUTDOWN, '--level', 'screen'], comparisonBlocks),
  shown(
    'compare by zone, cause and foresight',
    [
      'compare',
      BASE,
      SHUTDOWN,
      '--foresight',
      'rolling',
      '--level',
      'standard',
      '--zones',
      '--attribute',
      '--sensitivity',
      '--price-of-foresight',
    ],
    zoned,
  ),
  shown(
    'compare by two causes',
    ['compare', BASE, SHUTDOWN, '--level', 'screen', '--attribute', 'sections,storage'],
    comparisonBlocks,
  ),
  shown(
    'compare with draws',
    ['compare', BASE, SHUTDOWN, '--level', 'screen', '--draws', '16', '--draw-size', '--control', '4'],
    comparisonBlocks,
  ),
  shown('ensemble', ['ensemble', BASE, SHUTDOWN, '--draws', '16'], ensembleResultBlocks),
  shown('ensemble of a water year', ['ensemble', BASE, SHUTDOWN, '--water-years', 'normal'], ensembleResultBlocks),
  shown(
    'sweep',
    ['sweep', SHUTDOWN, '--measure', 'shutdown', '--from', '0 MW', '--to', '40 MW', '--steps', '5', '--check-ends'],
    sweepBlocks,
  ),
  shown(
    'sweep of two fields under each rule',
    [
      'sweep',
      SHUTDOWN,
      '--measure',
      'shutdown',
      '--from',
      '0 MW',
      '--to',
      '30 MW',
      '--steps',
      '3',
      '--measure2',
      'shutdown',
      '--field2',
      'start',
      '--from2',
      '2021-06-01',
      '--to2',
      '2021-06-02',
      '--steps2',
      '2',
      '--rules',
    ],
    sweepBlocks,
  ),
  shown('package', ['package', SHUTDOWN, '--with', 'wider-section,lower-minimum,smelter'], packageBlocks),
  shown('tornado', ['tornado', SHUTDOWN, '--level', 'screen'], tornadoBlocks),
  shown('provenance', ['provenance', BASE, SHUTDOWN, '--level', 'screen'], provenanceBlocks),
  shown(
    'provenance with draws',
    ['provenance', BASE, SHUTDOWN, '--level', 'screen', '--draws', '16', '--seed', '2'],
    provenanceBlocks,
  ),
  shown('validate of a model', ['validate', 'models/two-plant-cascade'], validatedModelBlocks),
  shown('validate of the model of the province', ['validate', 'models/sichuan'], validatedModelBlocks),
  shown('validate of a scenario', ['validate', SHUTDOWN], validatedScenarioBlocks),
  shown('diff', ['diff', SHUTDOWN], diffBlocks),
  shown('inflow', ['inflow', OWN], inflowBlocks),
  shown('evidence', ['evidence'], evidenceBlocks),
  shown(
    'evidence as given',
    ['evidence', '--efficiency', '40,55.5,70', '--claim', '5 GW', '--seed', '7'],
    evidenceBlocks,
  ),
  shown('solve', ['solve', 'test/reference-cases/cobre_d03_cascade.json'], solveBlocks),
  shown('solve with a note', ['solve', NOTED], solveBlocks),
  shown('solve of a network', ['solve', 'test/reference-cases/pypsa_baker_lmp_load1_0.json'], solveBlocks),
  shown('export of the program', ['export', BASE, '--format', 'mps', '--out', join(folder, 'x.mps')], exportBlocks),
  shown(
    'export of the series',
    ['export', BASE, '--format', 'csv', '--level', 'screen', '--out', join(folder, 'x.csv')],
    exportBlocks,
  ),
  shown('backcast of years without a run', ['backcast', 'sichuan', '--years', '2016..2018'], backcastBlocks),
];

/**
 * Commands whose own answer takes minutes: the same text from a document made by a smaller real run, or by the stored
 * one.
 */
const STORED = ['backcast', 'decompose', 'calibrate'] as const;
/** No table: a server that prints the table of `compare` once (`start`) or none, and commands that are not built. */
const NO_TABLE_OF_THEIR_OWN = ['serve', 'start', 'report', 'worker'];

const before = process.env.SPILLWAY_DATA;
beforeAll(() => {
  process.env.SPILLWAY_DATA = folder;
  writeFileSync(
    OWN,
    `schema: spillway/scenario@1\nid: own\nextends: ${join(process.cwd(), BASE)}\nwindow: { start: "2021-06-01", end: "2021-06-05" }\ninflow:\n  - { station: upper, file: own.csv }\n`,
  );
  // A line that carries nothing is noted; a load of seven digits is set apart by thousands.
  writeFileSync(
    NOTED,
    JSON.stringify({
      schema: 'dispatch-case/1',
      id: 'noted',
      time: { n: 2 },
      kvl: true,
      zones: [
        { id: 'a', load: 1_234_567 },
        { id: 'b', load: [20, 22.5] },
      ],
      thermal: [
        { id: 'ga', zone: 'a', p_max: 2_000_000, cost: 1 },
        { id: 'gb', zone: 'b', p_max: 30, cost: 2 },
      ],
      lines: [{ id: 'idle', from: 'a', to: 'b', x: 0.1, cap_fwd: 0, cap_rev: 0 }],
    }),
  );
  writeFileSync(
    join(folder, 'own.csv'),
    'date,flow_m3s\n2021-06-01,90.26\n2021-06-02,80\n2021-06-03,70\n2021-06-04,1100\n',
  );
});
afterAll(() => {
  if (before === undefined) delete process.env.SPILLWAY_DATA;
  else process.env.SPILLWAY_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

async function answerOf(args: readonly string[], lang: Lang): Promise<Answer> {
  const answer = await buildProgram({ json: false, signal: new AbortController().signal, listen: () => undefined }).run(
    [...args, '--lang', lang],
  );
  if (!answer) throw new Error('no answer');
  return answer;
}

/** The document as a reader of `--json` gets it. */
const asJson = <T>(document: T): T => JSON.parse(JSON.stringify(document)) as T;
/** The document with the names that the toy's tables give to its zones and sections, as its readers see them. */
const NAMES = {
  en: { mountain: 'Mountain', city: 'City', valley: 'Valley section' },
  zh: { mountain: '山区', city: '城市', valley: '山谷断面' },
} as const;
function called<T>(document: T, lang: Lang): T {
  const text = JSON.stringify(document).replace(
    /"(zone|section|input)":"(section_limit:)?(mountain|city|valley)"/g,
    (_, field: string, kind: string | undefined, id: keyof (typeof NAMES)['en']) =>
      `"${field}":"${kind ?? ''}${NAMES[lang][id]}"`,
  );
  return JSON.parse(text) as T;
}
/** The bars of a tornado, drawn beside its table, are no cells. */
const withoutBars = (text: string): string => text.replace(/ +[#|][#| ]*$/gm, '');

it('every command has its table checked here', () => {
  const source = readdirSync('src/app/cli')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/app/cli/${file}`, 'utf8'))
    .join('\n');
  const commands = [...source.matchAll(/\.command\('([^' ]+)/g)].map(([, name]) => name);
  const notBuilt = [...readFileSync('src/app/cli/commands/not-built.ts', 'utf8').matchAll(/\{\s*name: '([^']+)'/g)].map(
    ([, name]) => name,
  );
  // One more is made in a loop, for those that are not built.
  expect(commands).toHaveLength([...source.matchAll(/\.command\(/g)].length - 1);
  expect([...commands, ...notBuilt].sort()).toEqual(
    [...new Set([...SHOWN.map(({ command }) => command), ...STORED, ...NO_TABLE_OF_THEIR_OWN])].sort(),
  );
  expect(readFileSync('src/app/cli/commands/start.ts', 'utf8')).toContain(
    'withModel(headlineText(result, flags.lang), result, flags.lang)',
  );
});

describe.each(SHOWN.map((one) => [one.name, one] as const))('the table of %s', (_, { args, blocks }) => {
  it.each(LANGS)(
    'in %s holds the very figures of its document',
    async (lang) => {
      const { document, text, exitCode } = await answerOf(args, lang);
      expect(exitCode).toBe(0);
      compareText(withoutBars(text), blocks(called(asJson(document), lang) as never, lang));
    },
    120_000,
  );
});

/**
 * Documents of the toy hold many zeros and equal figures; with a figure of its own in every field no column or row can
 * stand for another.
 */
const DISTINCT: readonly (readonly [
  name: string,
  args: readonly string[],
  text: (document: never, lang: Lang) => string,
  blocks: Shown['blocks'],
  distinguish: (document: never) => object,
])[] = [
  ['run', ['run', BASE], runText, runBlocks, distinctRun],
  [
    'compare',
    [
      'compare',
      BASE,
      SHUTDOWN,
      '--foresight',
      'rolling',
      '--level',
      'standard',
      '--attribute',
      '--sensitivity',
      '--price-of-foresight',
    ],
    (document, lang) => headlineText(document, lang, { zones: true }),
    zoned,
    distinctComparison,
  ],
  [
    'ensemble',
    ['compare', BASE, SHUTDOWN, '--level', 'screen', '--draws', '16', '--draw-size', '--control', '4'],
    headlineText,
    comparisonBlocks,
    distinctComparison,
  ],
  [
    'ensemble of water years',
    ['ensemble', BASE, SHUTDOWN, '--water-years', 'normal'],
    ensembleResultText,
    ensembleResultBlocks,
    distinct,
  ],
  [
    'sweep',
    ['sweep', SHUTDOWN, '--measure', 'shutdown', '--from', '0 MW', '--to', '40 MW', '--steps', '5', '--check-ends'],
    sweepText,
    sweepBlocks,
    distinct,
  ],
  [
    'package',
    ['package', SHUTDOWN, '--with', 'wider-section,lower-minimum,smelter'],
    packageText,
    packageBlocks,
    distinctPackage,
  ],
  ['tornado', ['tornado', SHUTDOWN, '--level', 'screen'], tornadoText, tornadoBlocks, distinct],
  ['evidence', ['evidence'], evidenceText, evidenceBlocks, distinct],
  [
    'provenance',
    ['provenance', BASE, SHUTDOWN, '--level', 'screen', '--draws', '16'],
    provenanceText,
    provenanceBlocks,
    distinct,
  ],
];

describe.each(DISTINCT)(
  'the table of %s with a figure of its own in every field',
  (_, args, text, blocks, distinguish) => {
    it.each(LANGS)(
      'in %s takes each from its field',
      async (lang) => {
        const document = distinguish(asJson((await answerOf(args, lang)).document) as never) as never;
        compareText(withoutBars(withModel(text(document, lang), document, lang)), blocks(document, lang));
      },
      120_000,
    );
  },
);

describe.each(LANGS)('tables of long studies in %s', (lang) => {
  it('backcast, of a year with figures of every kind', async () => {
    const june = {
      ...(await toy('base')),
      id: 'toy-june',
      window: { start: '2021-06-01T00:00+08:00', end: '2021-07-01T00:00+08:00' },
    };
    const series = (
      quantity: Row<'reported_series'>['quantity'],
      name: string,
      more: Partial<Row<'reported_series'>>,
    ): Row<'reported_series'> => ({
      quantity,
      series: name,
      covers: 'none',
      comparable: 'yes',
      basis_en: `basis of ${name}`,
      basis_zh: '口径',
      ...MADE,
      ...more,
    });
    const reported = (
      period: string,
      name: string,
      quantity: string,
      value: number,
      unit = 'GWh',
    ): Row<'reported'> => ({ period, series: name, quantity, unit, value, ...MADE });
    const deps = await toyDeps((tables) => ({
      backcast_years: [{ year: 2021, scenario: june.id, ...MADE }],
      reported_series: [
        series('curtailment', 'statistic', { covers: 'statistic', fitted_years: '2021' }),
        series('curtailment', 'other', {}),
        series('hydro_generation', 'wide', { covers: 'all-hydro', comparable: 'no' }),
        series('export', 'east', { covers: 'exports', members: tables.exports[0].id }),
        series('consumption', 'load', { covers: 'grid-load' }),
        series('peak_load', 'load', { covers: 'grid-load' }),
      ],
      reported: [
        reported('2021-06', 'statistic', 'curtailment', 20),
        reported('2021', 'statistic', 'curtailment', 50),
        reported('2018', 'other', 'curtailment', 7),
        reported('2021-06', 'wide', 'hydro_generation', 100),
        reported('2021-06', 'load', 'consumption', 72),
        reported('2021', 'load', 'peak_load', 1234, 'MW'),
        reported('2021-06', 'east', 'export', 10),
      ],
      outside_season: [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12].map((month) => ({
        series: 'statistic',
        year: 2021,
        month,
        low_gwh: 0,
        central_gwh: 1,
        high_gwh: 4,
        ...MADE,
      })),
      balance_terms: [2020, 2021].map((year) => ({
        year,
        month: 6,
        hydro_is_fact: year === 2020 ? ('yes' as const) : ('no' as const),
        tibet_gwh: 0,
        direct_gwh: 3,
        losses_gwh: 2,
        ...MADE,
      })),
    }));
    const result = await backcast(
      deps,
      { model: 'two-plant-cascade', years: [2018, 2021], scenarios: [{ year: 2021, scenario: june }] },
      {},
      {},
    );
    expect(result.rows.some((row) => row.error !== null) && result.rows.some((row) => row.assumed_gwh !== null)).toBe(
      true,
    );
    expect(result.balance).toMatchObject([{ month: '2021-06', published_gwh: null, residual_gwh: null }]);
    compareText(withModel(backcastText(result, lang), result, lang), backcastBlocks(asJson(result), lang));
  });

  it('decompose, of three years', async () => {
    const year = async (at: number, growth: number) => ({
      year: at,
      scenario: await toy('base', {
        id: `toy-${at}`,
        measures: growth === 1 ? [] : [{ id: 'm', type: 'growth', factor: growth }],
      }),
    });
    const result = await yearOnYear(
      await toyDeps(),
      { model: 'two-plant-cascade', years: await Promise.all([year(2019, 1), year(2020, 1.2), year(2021, 0.9)]) },
      {},
    );
    expect(result.changes.every((change) => change.change_gwh !== 0)).toBe(true);
    compareText(withModel(decomposeText(result, lang), result, lang), decomposeBlocks(asJson(result), lang));
  });

  it('calibrate, of the fit that is stored', () => {
    const stored = JSON.parse(readFileSync('models/sichuan/fit.json', 'utf8')) as CalibrationResult;
    // The stored fit may hold no structures: then one is made of its own values.
    const { headline, fit } = stored;
    const made = {
      variant: 'made',
      name: { en: 'Made', zh: '示例' },
      facts_misfit: 12.5,
      misfit: 14.25,
      values: {},
      largest_residuals: fit!.facts.slice(0, 3).map(({ fact, residual }) => ({ fact, residual: residual ?? 0 })),
      headline: headline!.fitted,
    };
    const structures = stored.structures ?? { variants: [made], delta_gwh: { low: 1.5, fitted: 2.5, high: 3.5 } };
    const result = { ...stored, structures, timing_ms: { startup: 0, load: 0, total: 1_234_567 } };
    expect(
      result.fit !== null &&
        result.inferred !== null &&
        result.by_size.length > 0 &&
        result.headline !== null &&
        result.structures !== null,
    ).toBe(true);
    compareText(calibrateText(result, [], 0, lang), calibrateBlocks(result, lang));
    compareText(
      calibrateText({ ...result, headline: null, structures: null, by_size: [] }, [], 0, lang),
      calibrateBlocks({ ...result, headline: null, structures: null, by_size: [] }, lang),
    );
  });

  it('calibrate --sample, of the draws that are stored', () => {
    const result = JSON.parse(readFileSync('models/sichuan/sample_2021.json', 'utf8')) as SampleResult;
    compareText(sampleText(result, [], lang), sampleBlocks(result, lang));
  });

  it('predict, of the prediction that is stored', async () => {
    expect(orThrow(await cachedModels('models').model('sichuan')).id).toBe('sichuan');
    const result = JSON.parse(readFileSync('models/sichuan/prediction_2021.json', 'utf8')) as Parameters<
      typeof predictText
    >[0];
    compareText(predictText(result, [], lang), predictBlocks(result, lang));
    compareText(
      predictText({ ...result, published_figures: 3 }, [], lang),
      predictBlocks({ ...result, published_figures: 3 }, lang),
    );
  });
});
