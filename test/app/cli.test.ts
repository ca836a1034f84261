import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { BackcastResult } from '../../src/study/backcast/backcast-result.ts';
import type { TornadoResult } from '../../src/study/tornado/tornado-result.ts';
import type { ComparisonResult } from '../../src/study/comparison/comparison-answer.ts';
import type { ProblemsDocument } from '../../src/study/base/results.ts';
import type { SweepResult } from '../../src/study/sweep/sweep-result.ts';

const folder = mkdtempSync(join(tmpdir(), 'spillway-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spillway = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/app/cli/main.js', ...args], {
    encoding: 'utf8',
    env: { ...process.env, SPILLWAY_DATA: join(folder, 'data') },
  });
  return { status, stdout, stderr };
};
const toy = 'scenarios/two-plant-cascade/base.yaml';
const shutdown = 'scenarios/two-plant-cascade/shutdown.yaml';
const refused = (...args: string[]): ProblemsDocument['problems'] => {
  const { status, stdout, stderr } = spillway(...args, '--json');
  expect([status, stderr]).toEqual([2, '']);
  const document = JSON.parse(stdout) as ProblemsDocument;
  expect(document.schema).toBe('spillway/problems@1');
  return document.problems;
};

describe('spillway', () => {
  it('compares, and gives the stored answer again', () => {
    const [first, again] = [1, 2].map(() => {
      const { status, stdout } = spillway('compare', toy, shutdown, '--json');
      expect(status).toBe(0);
      const { timing_ms, ...rest } = JSON.parse(stdout) as ComparisonResult;
      expect(timing_ms.startup).toBeGreaterThan(0);
      return rest;
    });
    expect(again).toEqual(first);
    const fresh = spillway('compare', toy, shutdown, '--no-cache', '--json', '--out', join(folder, 'comparison.json'));
    expect(JSON.parse(readFileSync(join(folder, 'comparison.json'), 'utf8'))).toEqual(JSON.parse(fresh.stdout));
    expect({ ...(JSON.parse(fresh.stdout) as ComparisonResult), timing_ms: undefined }).toEqual({
      ...first,
      timing_ms: undefined,
    });
  });

  it('runs under flags of the whole process, such as more memory', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=3000',
        'dist/app/cli/main.js',
        'compare',
        toy,
        shutdown,
        '--level',
        'screen',
        '--no-cache',
      ],
      { encoding: 'utf8', env: { ...process.env, SPILLWAY_DATA: join(folder, 'data') } },
    );
    expect([status, stdout.length > 0]).toEqual([0, true]);
  });

  it('prints the headline table in English and Chinese', () => {
    expect(spillway('compare', toy, shutdown).stdout).toMatch(/Removed energy +GWh +1\.4/);
    expect(spillway('compare', toy, shutdown, '--lang', 'zh').stdout).toContain('亿千瓦时');
  });

  it('tells what not knowing the water costs', () => {
    const rolling = [toy, shutdown, '--foresight', 'rolling', '--level', 'screen', '--price-of-foresight'];
    expect(spillway('compare', ...rolling).stdout).toMatch(
      /Had water and removal been known[^]*Curtailed, in the statistic[^]*Price of foresight +million yuan +0\.0/,
    );
    expect(spillway('compare', ...rolling, '--lang', 'zh').stdout).toContain('若来水与负荷退出均已知');
    expect(refused('compare', toy, shutdown, '--price-of-foresight')[0].code).toBe('price-needs-rolling');
  });

  it('draws what is uncertain, says how sure the difference is, and refuses options that do not fit', () => {
    const { status, stdout } = spillway(
      'compare',
      toy,
      shutdown,
      '--level',
      'screen',
      '--draws',
      '6',
      '--seed',
      '3',
      '--json',
    );
    expect(status).toBe(0);
    const { ensemble } = JSON.parse(stdout) as ComparisonResult;
    expect(ensemble).toMatchObject({ draws: 6, seed: 3 });
    expect(ensemble!.delta_gwh.ci95_low).toBeLessThanOrEqual(ensemble!.delta_gwh.ci95_high!);
    expect(
      spillway('compare', toy, shutdown, '--level', 'screen', '--draws', '6', '--seed', '3', '--lang', 'zh'),
    ).toMatchObject({ status: 0, stdout: expect.stringContaining('各次抽样的差值') as string });
    expect(spillway('ensemble', toy, shutdown, '--water-years', 'normal').stdout).toMatch(
      /water years: 1[^]*\nnormal +1\.440 +2\.194 +3\.566 +\+1\.371 /,
    );
    expect(refused('ensemble', toy, shutdown).map(({ code, path }) => [code, path])).toEqual([
      ['missing-option', '--draws'],
    ]);
    expect(
      refused('ensemble', toy, shutdown, '--water-years', 'normal', '--draws', '4').map(({ code, path }) => [
        code,
        path,
      ]),
    ).toEqual([['years-not-drawn', '--draws']]);
    expect(refused('ensemble', toy, shutdown, '--water-years', 'nrmal').map(({ code, path }) => [code, path])).toEqual([
      ['unknown-water-year', '--water-years'],
    ]);
    expect(
      refused('compare', toy, shutdown, '--draws', '1', '--seed', 'x', '--stop-width', '0').map((found) => found.path),
    ).toEqual(['--draws', '--seed', '--stop-width']);
    expect(refused('compare', toy, shutdown, '--draw-size')[0].code).toBe('missing-option');
    expect(refused('compare', toy, shutdown, '--places', 'base')[0].code).toBe('missing-option');
    expect(refused('compare', toy, shutdown, '--draws', '4', '--places', 'atlantis')[0].code).toBe('unknown-place');
    expect(refused('compare', toy, shutdown, '--draws', '4', '--places', 'base').map((found) => found.path)).toEqual([
      '--places',
    ]);
    expect(
      spillway('compare', toy, shutdown, '--level', 'screen', '--draws', '4', '--places', 'base,shutdown').stdout,
    ).toMatch(/Share of the spread[^]*size +not drawn[^]*place of the load +-/);
  });

  it('sweeps the size of a measure', () => {
    const { status, stdout } = spillway(
      'sweep',
      shutdown,
      '--measure',
      'shutdown',
      '--from',
      '0 GW',
      '--to',
      '30 MW',
      '--steps',
      '3',
      '--json',
    );
    expect(status).toBe(0);
    const { points } = JSON.parse(stdout) as SweepResult;
    expect(points.map((point) => point.size_gw)).toEqual([0, 0.015, 0.03]);
    expect([points[0].curtailed_delta_gwh, points[0].marginal_curtailment_factor.statistic]).toEqual([0, null]);
  });

  it('sweeps a date over two axes and under each export rule, and names options in problems', () => {
    const axes = [
      '--measure',
      'shutdown',
      '--field',
      'start',
      '--from',
      '2021-06-01',
      '--to',
      '2021-06-02',
      '--steps',
      '2',
      '--measure2',
      'shutdown',
      '--field2',
      'persistence',
      '--from2',
      '0.5',
      '--to2',
      '1',
      '--steps2',
      '2',
      '--rules',
      '--level',
      'screen',
    ];
    const { status, stdout } = spillway('sweep', shutdown, ...axes, '--json');
    expect(status).toBe(0);
    const { points, rules, ranges } = JSON.parse(stdout) as SweepResult;
    expect(points.map((point) => [point.value, point.value2])).toEqual(
      [0.5, 1].flatMap((share) => ['01', '02'].map((day) => [`2021-06-${day}T00:00+08:00`, share])),
    );
    expect([rules?.length, ranges.length]).toEqual([3, 2]);
    expect(
      refused('sweep', shutdown, ...axes, '--field', 'load', '--from2', 'x').map((found) => [found.code, found.path]),
    ).toEqual([
      ['field-not-numeric', '--field'],
      ['axis-value', '--from2'],
    ]);
  });

  it('names a cause that is none', () => {
    expect(
      refused('compare', toy, shutdown, '--attribute', 'sections,weather').map(({ code, path, value }) => [
        code,
        path,
        value,
      ]),
    ).toEqual([['unknown-cause', '--attribute', 'weather']]);
  });

  it('ranks the assumptions, with bars, and names variants that are none', () => {
    const { status, stdout } = spillway('tornado', shutdown, '--json');
    expect(status).toBe(0);
    const { rows, base } = JSON.parse(stdout) as TornadoResult;
    expect([rows[0].input, rows[0].low.value, rows[0].high.value]).toEqual(['size', 20, 40]);
    expect(rows[0].swing_gwh).toBeCloseTo((base.delta_gwh * 20) / 30, 4);
    expect(spillway('tornado', shutdown).stdout).toMatch(/^size of the load +20 MW +40 MW .*#+\|#+$/m);
    expect(refused('tornado', shutdown, '--variants', 'bsae,nothing').map(({ code, path }) => [code, path])).toEqual([
      ['unknown-variant', '--variants'],
      ['unknown-variant', '--variants'],
    ]);
    expect(refused('tornado', toy).map(({ code }) => code)).toEqual(['no-reference']);
  });

  it('tells what counter-measures recover', () => {
    const { status, stdout } = spillway('package', shutdown, '--with', 'wider-section,lower-minimum', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'spillway/package@1',
      combinations: [{ with: ['two-plant-cascade-wider-section'] }, {}, {}],
    });
    expect(spillway('package', shutdown, '--with', 'wider-section,lower-minimum', '--lang', 'zh').stdout).toContain(
      '挽回电量',
    );
    expect(refused('package', shutdown, '--with', 'wider-sectoin,nothing').map((found) => found.path)).toEqual([
      '--with',
      '--with',
    ]);
    expect(refused('package', shutdown, '--with', 'smelter,smelter')[0]).toMatchObject({
      code: 'repeated',
      path: '--with',
    });
  });

  it('exports the program and the hourly series', () => {
    const file = join(folder, 'program.mps');
    expect(spillway('export', toy, '--format', 'mps', '--out', file).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^NAME .* FREE\nROWS\n/);
    const lines = spillway('export', toy, '--format', 'csv').stdout.trimEnd().split('\r\n');
    expect([lines.length, lines[0].startsWith('time,'), lines[1].startsWith('2021-06-01T00:00+08:00,')]).toEqual([
      49,
      true,
      true,
    ]);
  });

  it('exports a folder for PyPSA, into an empty one only', () => {
    const out = join(folder, 'network');
    const { status, stdout } = spillway('export', toy, '--format', 'pypsa', '--out', out, '--json');
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { schema: 'spillway/export@1', format: 'pypsa', folder: out },
    ]);
    expect(readFileSync(join(out, 'snapshots.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(49);
    expect(refused('export', toy, '--format', 'pypsa', '--out', out)[0]).toMatchObject({
      code: 'unwritable-folder',
      path: '--out',
    });
    expect(refused('export', toy, '--format', 'pypsa')[0]).toMatchObject({ code: 'missing-out', path: '--out' });
  });

  it('sets a model beside published out-turns', () => {
    const { status, stdout } = spillway('backcast', 'models/sichuan', '--years', '2016..2017', '--json');
    expect(status).toBe(0);
    const { rows, runs, bases } = JSON.parse(stdout) as BackcastResult;
    expect(runs).toEqual([]);
    const keys = new Set(rows.map((row) => `${row.period} ${row.series} ${row.quantity}`));
    for (const year of [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019])
      expect(keys).toContain(`${year} state-grid-peak-regulation curtailment`);
    for (const year of [2020, 2021])
      for (const part of ['', 'H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'])
        expect(keys).toContain(`${year}${part} nea-sichuan-main-basins curtailment`);
    expect(rows.find((row) => row.period === '2016')).toMatchObject({ model: null, error: null });
    expect(rows.filter((row) => row.fitted && row.period.startsWith('2021'))).toEqual([]);
    expect(
      rows.every((row) => bases.some((base) => base.series === row.series && base.quantity === row.quantity)),
    ).toBe(true);
    expect(spillway('backcast', 'sichuan', '--years', '2016..2017', '--lang', 'zh').stdout).toContain('弃水电量');
    expect(
      refused('backcast', 'models/sichuan', '--years', '1990,2050').map((found) => [found.code, found.path]),
    ).toEqual([
      ['year-outside-model', '--years'],
      ['year-outside-model', '--years'],
    ]);
    expect(
      refused('backcast', 'models/sichuan', '--years', 'soon', '--level', 'best').map((found) => found.path),
    ).toEqual(['--years', '--level']);
    expect(refused('backcast', 'atlantis')[0].code).toBe('unknown-model');
    expect(refused('backcast', 'models/two-plant-cascade')[0].code).toBe('no-years');
  });

  it('tells what the fall of the hash rate says about the size of the load', () => {
    const { status, stdout } = spillway('evidence', '--hash-rate', '51.5', '--claim', '8 GW', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'spillway/evidence@1',
      upper_bound: true,
      estimates: [{ role: 'given' }, { role: 'headline' }, { role: 'beside' }],
    });
    expect(spillway('evidence', 'models/sichuan', '--lang', 'zh').stdout).toContain('不代表地点');
    expect(
      refused('evidence', '--hash-rate', 'x', '--efficiency', '60,45', '--share', '2').map((found) => found.path),
    ).toEqual(['--hash-rate', '--efficiency', '--share']);
  });

  it('has nothing to calibrate in a model without free numbers', () => {
    expect(refused('calibrate', 'models/two-plant-cascade').map((found) => [found.code, found.path])).toEqual([
      ['nothing-to-fit', 'calibration.csv'],
      ['nothing-to-fit', 'calibration_facts.csv'],
    ]);
    expect(refused('calibrate', 'atlantis')[0].code).toBe('unknown-model');
  });

  it('leaves out only facts that the fit uses, and stores nothing then', () => {
    const [found] = refused('calibrate', 'models/sichuan', '--leave-out', 'nea-2020-q33');
    expect([found.code, found.path, found.value]).toEqual(['unknown-fact', '--leave-out', 'nea-2020-q33']);
    expect([found.limit, found.hint]).toEqual([
      expect.stringContaining('nea-2020-q3'),
      expect.stringContaining('nea-2020-q3'),
    ]);
    for (const other of ['--write', '--variants', '--infer'])
      expect(refused('calibrate', 'models/sichuan', '--leave-out', 'nea-2020-q3', other)[0].code).toBe('usage');
  });

  it('refuses a wrong command line with a problems document', () => {
    expect(refused('run', toy, '--nope')[0].code).toBe('unknown-option');
    expect(refused('nope')[0].code).toBe('unknown-command');
    expect(refused('run')[0].code).toBe('missing-argument');
    expect(refused('run', toy, '--from', 'soon', '--level', 'best').map((found) => found.path)).toEqual([
      '--from',
      '--level',
    ]);
    expect(refused('export', toy, '--format', 'gif')[0].code).toBe('unknown-format');
    expect(refused('serve', '--port', 'x')[0].code).toBe('port');
    expect(refused('compare', 'nowhere.yaml', 'nothing.yaml').map((found) => found.file)).toEqual([
      'nowhere.yaml',
      'nothing.yaml',
    ]);
  });

  it('refuses a daily inflow with a gap, a mark for no value and a date twice, naming the lines', () => {
    const whole = join(process.cwd(), toy);
    writeFileSync(
      join(folder, 'own.yaml'),
      `schema: spillway/scenario@1\nid: own\nextends: ${whole}\nwindow: { start: "2021-06-01", end: "2021-06-05" }\ninflow:\n  - { station: upper, file: upper.csv }\n`,
    );
    writeFileSync(
      join(folder, 'upper.csv'),
      'date,flow_m3s\n2021-06-01,5\n2021-06-02,-999\n2021-06-04,5\n2021-06-04,5\n',
    );
    for (const command of ['validate', 'run']) {
      expect(refused(command, join(folder, 'own.yaml')).map(({ code, line }) => [code, line])).toEqual([
        ['no-data-code', 3],
        ['missing-date', 4],
        ['duplicate-date', 5],
      ]);
    }
  });

  it('sets own inflow beside the climatology, and draws it', () => {
    const whole = join(process.cwd(), toy);
    writeFileSync(
      join(folder, 'plotted.yaml'),
      `schema: spillway/scenario@1\nid: plotted\nextends: ${whole}\nwindow: { start: "2021-06-01", end: "2021-06-05" }\ninflow:\n  - { station: upper, file: plotted.csv }\n`,
    );
    writeFileSync(
      join(folder, 'plotted.csv'),
      'date,flow_m3s\n2021-06-01,500\n2021-06-02,400\n2021-06-03,300\n2021-06-04,800\n',
    );
    const { status, stdout } = spillway(
      'inflow',
      join(folder, 'plotted.yaml'),
      '--out',
      join(folder, 'plotted.svg'),
      '--json',
    );
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        schema: 'spillway/inflow@1',
        stations: [
          {
            station: 'upper',
            own: [500, 400, 300, 800],
            climatology: [100, 100, 100, 100],
            by_month: [{ month: '2021-06', ratio: 5, far: true }],
          },
        ],
      },
    ]);
    expect(readFileSync(join(folder, 'plotted.svg'), 'utf8')).toMatch(
      /^<svg [^>]*>.*Upper reservoir \(upper\).*<polyline .*<\/svg>\n$/s,
    );
    expect(spillway('inflow', join(folder, 'plotted.yaml'), '--lang', 'zh').stdout).toContain('多年平均');
    expect(refused('inflow', toy)[0].code).toBe('no-own-inflow');
    expect(refused('inflow', join(folder, 'plotted.yaml'), '--out', 'plot.png')[0].path).toBe('--out');
  });

  it('says which commands are not built yet', () => {
    for (const command of ['report', 'worker']) expect(refused(command, 'x', '--lang', 'zh')[0].code).toBe('not-built');
  });

  it('shows problems on stderr, and never a stack trace', () => {
    const { status, stdout, stderr } = spillway('run', 'nowhere.yaml');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('does not exist');
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });
});
