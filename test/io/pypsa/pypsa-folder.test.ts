import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../../src/engine/case/case.ts';
import { loadModelFolder } from '../../../src/io/files/model-files.ts';
import { pypsaFolder } from '../../../src/io/pypsa/pypsa-folder.ts';
import { loadScenarioFile } from '../../../src/io/files/scenario-files.ts';
import { parseInstant } from '../../../src/system/words/calendar.ts';
import { orThrow } from '../../../src/system/words/problem.ts';
import { compileCase } from '../../support/from-words.ts';

type Rows = readonly Readonly<Record<string, string>>[];
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

async function compiled(path: string, from: string, to: string): Promise<Case> {
  const scenario = orThrow(await loadScenarioFile(path));
  return compileCase(orThrow(await loadModelFolder(`models/${scenario.model}`)), scenario, {
    foresight: 'perfect',
    window: { start: parseInstant(from)!, end: parseInstant(to)! },
  });
}

/** The folder as PyPSA reads it: the value of an attribute of a component in every hour. */
function read(c: Case) {
  const { files } = pypsaFolder(c);
  const table = (name: string): Rows => {
    const file = files.find((one) => one.name === name);
    return file ? (parse(file.text, { columns: true }) as Rows) : [];
  };
  const hours = table('snapshots.csv').length;
  const series = (kind: string, attribute: string, name: string): number[] => {
    const varying = table(`${kind}-${attribute}.csv`);
    if (varying.length > 0 && name in varying[0]) return varying.map((row) => Number(row[name]));
    return new Array<number>(hours).fill(Number(table(`${kind}.csv`).find((row) => row.name === name)?.[attribute]));
  };
  return { files, table, series, hours };
}

const toy = await compiled('scenarios/two-plant-cascade/base.yaml', '2021-06-01', '2021-06-03');
const sichuan = await compiled('scenarios/sichuan-2021/base.yaml', '2021-09-05', '2021-09-07');

describe.each([
  ['the two-plant cascade', toy],
  ['Sichuan', sichuan],
] as const)('%s as a PyPSA folder', (_, c) => {
  const folder = read(c);
  const [first, last] = [c.from, c.to];
  const inWindow = (rows: Float64Array, entity: number): number =>
    sum(rows.subarray(entity * c.hours + first, entity * c.hours + last));

  it('has every hour of the window', () => {
    expect(folder.hours).toBe(last - first);
  });

  it('names buses that exist, and every component once', () => {
    const buses = new Set(folder.table('buses.csv').map((row) => row.name));
    for (const kind of ['loads', 'generators', 'links', 'stores', 'storage_units']) {
      const rows = folder.table(`${kind}.csv`);
      expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
      for (const row of rows)
        for (const end of ['bus', 'bus0', 'bus1', 'bus2'])
          if (row[end] !== undefined && row[end] !== '') expect(buses).toContain(row[end]);
    }
  });

  it('holds the energy of all loads', () => {
    const named = folder
      .table('loads.csv')
      .map((row) => row.name)
      .filter((name) => name.startsWith('load ') || name.startsWith('named '));
    const wanted =
      sum(c.zones.ids.map((_, z) => inWindow(c.zones.load, z))) +
      sum(Array.from(c.zones.interruptibleZone, (_, k) => inWindow(c.zones.interruptibleLoad, k)));
    expect(sum(named.flatMap((name) => folder.series('loads', 'p_set', name)))).toBeCloseTo(wanted, 3);
  });

  it('holds the inflow of all stations and what is in transit', () => {
    const wanted = sum(c.stations.ids.map((_, i) => inWindow(c.stations.inflow, i)));
    expect(sum(c.stations.ids.flatMap((id) => folder.series('loads', 'p_set', `inflow ${id}`)))).toBeCloseTo(
      -wanted,
      3,
    );
    const travelling = c.stations.ids.filter((_, i) => c.stations.downstream[i] >= 0 && c.stations.travelHours[i] > 0);
    const transit = folder.table('loads.csv').filter((row) => row.name.startsWith('transit '));
    expect(transit.map((row) => row.name).sort()).toEqual(travelling.map((id) => `transit ${id}`).sort());
  });

  it('holds what turbines, reservoirs, coal units and corridors can do', () => {
    c.stations.ids.forEach((id, i) => {
      const [most, factor, share] = [
        Number(folder.table('links.csv').find((row) => row.name === `turbine ${id}`)?.p_nom),
        folder.series('links', 'efficiency', `turbine ${id}`),
        folder.series('links', 'p_max_pu', `turbine ${id}`),
      ];
      factor.forEach((mw, t) => {
        expect(most * share[t] * mw).toBeLessThanOrEqual(c.stations.capacity[i * c.hours + c.from + t] + 1e-6);
      });
    });
    const total = (kind: string, prefix: string, column: string): number =>
      sum(
        folder
          .table(`${kind}.csv`)
          .filter((row) => row.name.startsWith(prefix))
          .map((row) => Number(row[column])),
      );
    expect(total('stores', 'reservoir ', 'e_nom') * 0.0036).toBeCloseTo(sum(c.stations.storage), 3);
    expect(total('generators', 'thermal ', 'p_nom')).toBeGreaterThanOrEqual(sum(c.thermal.most) - 1e-6);
    expect(total('links', 'reverse ', 'p_nom')).toBeCloseTo(sum(c.corridors.reverse), 6);
    expect(total('generators', 'lump ', 'p_nom')).toBeCloseTo(sum(c.aggregated.capacity), 6);
  });

  it('tells joint sections beside the network and names them in the note', () => {
    const joint = c.sections.ids.filter(
      (_, s) => c.sections.memberSection.filter((section) => section === s).length > 1,
    );
    expect([...new Set(folder.table('sections-members.csv').map((row) => row.section))]).toEqual(joint);
    const links = new Set(folder.table('links.csv').map((row) => row.name));
    for (const row of folder.table('sections-members.csv')) expect(links).toContain(row.link);
    const note = folder.files.find((file) => file.name === 'NOTE.md')?.text ?? '';
    for (const id of joint) expect(note).toContain(id);
  });
});

it('tells a least release that changes with the month by the hour', async () => {
  const scenario = orThrow(await loadScenarioFile('scenarios/two-plant-cascade/base.yaml'));
  const model = orThrow(await loadModelFolder('models/two-plant-cascade'));
  const minimum_release = [
    { station: 'upper', month: 7, min_release_m3s: 60, source: 'test', confidence: 'assumed' as const },
  ];
  const turn = { ...scenario, window: { start: '2021-06-30T00:00+08:00', end: '2021-07-02T00:00+08:00' } };
  const folder = read(
    compileCase({ ...model, tables: { ...model.tables, minimum_release } }, turn, { foresight: 'perfect' }),
  );
  const [nominal, share] = [
    folder.series('links', 'p_nom', 'least release upper'),
    folder.series('links', 'p_max_pu', 'least release upper'),
  ];
  expect(nominal.map((flow, t) => flow * share[t])).toEqual(
    Array.from({ length: 48 }, (_, t) => expect.closeTo(t < 24 ? 10 : 60, 9) as number),
  );
});
