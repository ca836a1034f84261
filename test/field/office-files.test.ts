import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenarioFile } from '../../src/io/files/scenario-files.ts';
import type { StudyDeps } from '../../src/study/base/ports.ts';
import { orThrow } from '../../src/system/words/problem.ts';
import { IN_STATISTIC, ran, toyDeps } from './toy.ts';

/**
 * The same two readings, as offices save them, give the same run; what may be read two ways is one problem that says
 * so.
 */
const folder = mkdtempSync(join(tmpdir(), 'spillway-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
let deps: StudyDeps;
beforeAll(async () => {
  copyFileSync('scenarios/two-plant-cascade/base.yaml', join(folder, 'base.yaml'));
  deps = await toyDeps();
});

function read(content: string | Buffer) {
  writeFileSync(join(folder, 'own.csv'), content);
  writeFileSync(
    join(folder, 'use.yaml'),
    'schema: spillway/scenario@1\nid: use\nextends: base.yaml\ntitle: { en: own gauge, zh: 自有来水 }\ninflow:\n  - { station: upper, file: own.csv }\n',
  );
  return loadScenarioFile(join(folder, 'use.yaml'));
}

const rows = '2021-06-01,105.5\n2021-06-02,98\n';
const plain = `date,flow_m3s\n${rows}`;
/** 日期,流量 in GBK */
const gbkHead = Buffer.from([0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xc1, 0xf7, 0xc1, 0xbf, 0x0a]);
const year = Array.from(
  { length: 365 },
  (_, day) =>
    `${new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10)},${day === 151 ? 105.5 : day === 152 ? 98 : 7}\n`,
).join('');

const SAME: readonly (readonly [string, string | Buffer])[] = [
  ['as the manual says', plain],
  ['GBK, Chinese heads', Buffer.concat([gbkHead, Buffer.from(rows)])],
  ['UTF-16', Buffer.from(`\ufeff${plain}`, 'utf16le')],
  ['a byte-order mark and Windows lines', `\ufeff${plain.replaceAll('\n', '\r\n')}`],
  ['tabs', plain.replaceAll(',', '\t')],
  ['semicolons', plain.replaceAll(',', ';')],
  ['Chinese heads with units', `日期,流量（m³/s）\n${rows}`],
  ['slashes', plain.replaceAll('2021-06-0', '2021/6/')],
  ['Chinese dates', plain.replace(/2021-06-0(\d)/g, '2021年6月$1日')],
  ['days as Excel counts them', 'date,flow_m3s\n44348,105.5\n44349,98\n'],
  ['times of day', plain.replace(/(06-0\d)/g, '$1 00:00:00')],
  ['empty rows at the end', `${plain}${',\n'.repeat(1000)}`],
  ['a title above', `上库水文站逐日平均流量表,\n${plain}`],
  ['a whole year for two days', `date,flow_m3s\n${year}`],
];

test.each(SAME)('%s', async (_, content) => {
  const scenario = orThrow(await read(content));
  expect(scenario.inflow[0].flow_m3s).toEqual([105.5, 98]);
  const { result } = await ran(deps, scenario, 'screen');
  // In blocks two days are one period of 101.75 m3/s: 1.75 above the turbines of 100, and below 121.75 above 120: 1.75
  // x (1 + 0.5) MW x 48 h. The 48 MW of every hour are spilled as ever.
  expect(result.forced_spill_gwh).toBeCloseTo(0.126, 6);
  expect(result.curtailed_gwh).toBeCloseTo(IN_STATISTIC * 0.048 * 48, 6);
});

test.each([
  ['day or month first', 'date,flow_m3s\n01/06/2021,105.5\n02/06/2021,98\n', 'ambiguous-date'],
  ['a decimal comma', 'date;flow_m3s\n2021-06-01;105,5\n2021-06-02;98,0\n', 'decimal-comma'],
  ['a mark for no data', 'date,flow_m3s\n2021-06-01,105.5\n2021-06-02,-9999\n', 'no-data-code'],
  ['a day twice', `${plain}2021-06-02,98\n`, 'duplicate-date'],
] as const)('%s is one problem', async (_, content, code) => {
  const checked = await read(content);
  expect(checked.ok ? [] : checked.problems.map((found) => found.code)).toEqual([code]);
});
