import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/app/cli/program.ts';
import type { Answer } from '../../src/app/cli/answer.ts';

const TOY = 'scenarios/two-plant-cascade';
const [BASE, SHUTDOWN] = [`${TOY}/base.yaml`, `${TOY}/shutdown.yaml`];
const SICHUAN = 'scenarios/sichuan-2021/shutdown-8gw.yaml';
/** Commands that print a table, on what it takes seconds to answer. */
const COMMANDS: readonly (readonly [name: string, ...args: readonly string[]])[] = [
  ['run', 'run', BASE, '--level', 'screen'], ['compare', 'compare', BASE, SHUTDOWN, '--level', 'screen'], ['compare by cause', 'compare', BASE, SHUTDOWN, '--level', 'screen', '--attribute'],
  ['sweep', 'sweep', SHUTDOWN, '--measure', 'shutdown', '--field', 'size', '--from', '0 MW', '--to', '30 MW', '--steps', '4'],
  ['package', 'package', SHUTDOWN, '--with', `${TOY}/measures/wider-section.yaml`, '--with', `${TOY}/measures/lower-minimum.yaml`],
  ['diff', 'diff', BASE, SHUTDOWN], ['evidence', 'evidence', 'sichuan'], ['provenance', 'provenance', BASE, SHUTDOWN, '--figure', 'curtailed_gwh.delta'],
  ['validate', 'validate', SICHUAN], ['solve', 'solve', 'test/reference-cases/cobre_d03_cascade.json'],
];
const folder = mkdtempSync(join(tmpdir(), 'spillway-tables-'));
const before = process.env.SPILLWAY_DATA;
beforeAll(() => { process.env.SPILLWAY_DATA = folder; });
afterAll(() => {
  if (before === undefined) delete process.env.SPILLWAY_DATA; else process.env.SPILLWAY_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const answerOf = async (args: readonly string[], lang: string): Promise<Answer> => {
  const answer = await buildProgram({ json: false, signal: new AbortController().signal, listen: () => undefined }).run(['node', 'spillway', ...args, '--lang', lang].slice(2));
  if (!answer) throw new Error('no answer');
  return answer;
};

/** What a figure of the document is printed as: itself, in percent, or in the larger units of a language (亿千瓦时, 万千瓦). */
const SCALES = { en: [1, 100, 1e-3], zh: [1, 100, 0.01, 0.1] } as const;

function numbersIn(value: unknown, found: Set<number> = new Set()): Set<number> {
  if (typeof value === 'number') found.add(value);
  else if (typeof value === 'string') for (const text of value.match(/\d+(\.\d+)?/g) ?? []) found.add(Number(text));
  else if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number')) {
    // Of a list over steps a table tells the least, the mean and the largest.
    for (const one of value) found.add(one);
    found.add(value.reduce((sum: number, one: number) => sum + one, 0) / value.length);
  } else if (value !== null && typeof value === 'object') for (const one of Object.values(value)) numbersIn(one, found);
  return found;
}

/** Figures with decimals, as printed: sign and commas left out. */
const printed = (text: string): string[] => (text.match(/(?<![\w.-])[\d,]*\d\.\d+(?![\w.])/g) ?? []).map((one) => one.replaceAll(',', ''));

describe.each(COMMANDS)('the table of %s', (_, ...args) => {
  it.each(['en', 'zh'])('in %s holds figures of its document, and none that is no number', async (lang) => {
    const { document, text } = await answerOf(args, lang);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const known = [...numbersIn(JSON.parse(JSON.stringify(document)))].map(Math.abs);
    const strange = printed(text).filter((figure) => {
      const unit = 10 ** -(figure.split('.')[1].length);
      return !SCALES[lang as keyof typeof SCALES].some((by) => known.some((one) => Math.abs(one * by - Number(figure)) <= unit * 1.001));
    });
    expect(strange).toEqual([]);
  }, 120_000);
});
