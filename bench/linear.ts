import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bodyFault } from '../src/app/api/server/json-bodies.ts';
import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { readTable } from '../src/io/files/csv-table.ts';
import { fileModels } from '../src/io/files/model-files.ts';
import { ScenarioLibrary } from '../src/io/library/scenario-library.ts';
import { openStore } from '../src/io/store/store.ts';
import { readYaml } from '../src/io/files/yaml-text.ts';
import { problemList } from '../src/system/words/problem-list.ts';
import { fittedExponent } from './fitted-exponent.ts';
import { bodyKinds, CSV_KINDS, workKinds, YAML_KINDS, type BodyKind } from './hostile-texts.ts';
import { markdownTable, shown } from './table.ts';

const MEGABYTE = 1_000_000;
const SIZES = [62_500, 125_000, 250_000, 500_000, MEGABYTE];
/** For kinds that are too fast to be measured at those. */
const LARGER = [2_000_000, 4_000_000, 8_000_000];
const MOST_EXPONENT = 1.2;
const MOST_BLOCKED_MS = 200;
/** Shorter times are those of the clock and of whatever else runs, ms: no line is drawn through them. */
const NOISE_MS = 5;
/** A line is drawn through so many sizes at least. */
const LEAST_SIZES = 3;
const TIMES = 5;
const SWEPT_MS = 20;

interface Reader {
  readonly name: string;
  readonly text: (size: number) => string;
  readonly read: (text: string) => unknown;
}

/**
 * `npm run proofs -- linear`: how the time of validation grows with what is sent, and how long one request of a
 * megabyte holds up the server; exit 1 where a line fails. `growth` or `requests` asks for one of both, a second word
 * for the kinds that have it in their names.
 */
async function main(asked = '', named = ''): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-linear-'));
  const store = openStore(join(folder, 'data'));
  try {
    const toy = readYaml(readFileSync('scenarios/two-plant-cascade/base.yaml', 'utf8'));
    if (!toy.ok) throw new Error('the toy scenario is not sound');
    const bodies = bodyKinds(toy.value.data as Record<string, unknown>);
    const library = new ScenarioLibrary('scenarios', store.scenarios, fileModels('models'));
    const growth =
      asked !== 'requests' &&
      (await grown(readers(bodies, library, folder).filter(({ name }) => name.includes(named))));
    const blocked =
      asked !== 'growth' && (await blocking([...bodies, ...workKinds()].filter(({ name }) => name.includes(named))));
    return (growth || asked === 'requests') && (blocked || asked === 'growth');
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readers(bodies: readonly BodyKind[], library: ScenarioLibrary, folder: string): readonly Reader[] {
  const file = join(folder, 'scenario.yaml');
  return [
    ...bodies.map(({ name, body }): Reader => ({
      name: `body, ${name}`,
      text: body,
      read: (text) => readBody(text, library),
    })),
    ...YAML_KINDS.map(({ name, text }): Reader => ({
      name,
      text,
      read: async (said) => {
        writeFileSync(file, said);
        return refused(await loadScenarioFile(file));
      },
    })),
    ...CSV_KINDS.map(({ name, text }): Reader => ({
      name,
      text,
      read: async (said) =>
        JSON.stringify(problemList((await readTable('stations', Buffer.from(said), 'stations.csv')).problems)),
    })),
  ];
}

/** As the server reads it: a body whose shape is refused is never made into values. */
async function readBody(text: string, library: ScenarioLibrary): Promise<string> {
  const fault = bodyFault(text);
  return fault ? JSON.stringify(problemList([fault])) : refused(await library.read(parsed(text)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refused = (read: { readonly ok: boolean; readonly problems?: Parameters<typeof problemList>[0] }): string =>
  read.ok ? '' : JSON.stringify(problemList(read.problems ?? []));

interface Timed {
  readonly size: number;
  readonly ms: number;
}

async function grown(kinds: readonly Reader[]): Promise<boolean> {
  const rows: string[][] = [];
  let passed = true;
  for (const { name, text, read } of kinds) {
    // What is compiled by the first texts is no matter of size.
    for (let k = 0; k < TIMES; k++) await msOf(read, text(SIZES[0]));
    const times: Timed[] = [];
    for (const size of [...SIZES, ...LARGER]) {
      if (size > MEGABYTE && aboveNoise(times).length >= LEAST_SIZES) break;
      times.push({ size, ms: await msOf(read, text(size)) });
    }
    const fitted = aboveNoise(times);
    const exponent =
      fitted.length < LEAST_SIZES
        ? null
        : fittedExponent(
            fitted.map(({ size }) => size),
            fitted.map(({ ms }) => ms),
          );
    const good = exponent === null || exponent <= MOST_EXPONENT;
    passed &&= good;
    process.stderr.write(`${name}: ${times.map(({ ms }) => shown(ms, 1)).join(' ')} ms, ${shown(exponent, 2)}\n`);
    rows.push([
      name,
      ...[...SIZES, ...LARGER].map((_, at) => shown(times[at]?.ms, 1)),
      shown(exponent, 2),
      good ? 'pass' : 'FAIL',
    ]);
  }
  console.log(
    `\n### Processor time of validation of ${kinds.length} kinds of text, ms, by size, the least of ${TIMES}; ` +
      `exponent over the sizes that take ${NOISE_MS} ms and more, at most ${MOST_EXPONENT} (a dash: fewer than ` +
      `${LEAST_SIZES} such sizes up to 8 MB)\n`,
  );
  console.log(
    markdownTable(['kind', ...[...SIZES, ...LARGER].map((size) => `${size / 1000} kB`), 'exponent', 'result'], rows),
  );
  return passed;
}

const aboveNoise = (times: readonly Timed[]): readonly Timed[] => times.filter(({ ms }) => ms >= NOISE_MS);

/** The least of several: whatever else the machine does only adds. */
async function msOf(read: Reader['read'], text: string): Promise<number> {
  const times: number[] = [];
  for (let k = 0; k < TIMES; k++) {
    // What was thrown away before is no work of this text.
    global.gc?.();
    // Nor is what the collector still sweeps on other threads.
    await wait(SWEPT_MS);
    const before = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

interface Held {
  readonly loopMs: number;
  readonly healthMs: number;
  readonly status: number;
}

async function blocking(kinds: readonly BodyKind[]): Promise<boolean> {
  const child = fork(fileURLToPath(new URL('./loop-server.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  try {
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    const rows: string[][] = [];
    let passed = true;
    // What is loaded and compiled by the first requests is no matter of size.
    for (const { path, body } of kinds) await sent(url, path, body(2_000));
    for (const { name, path, body } of kinds) {
      const text = body(MEGABYTE);
      const held: Held[] = [];
      for (let k = 0; k < TIMES; k++) held.push(await heldBy(child, url, path, text));
      const [loop, health] = [Math.min(...held.map((one) => one.loopMs)), Math.min(...held.map((one) => one.healthMs))];
      const { status } = held[0];
      const good = loop <= MOST_BLOCKED_MS && health <= MOST_BLOCKED_MS && status >= 400 && status < 500;
      passed &&= good;
      process.stderr.write(`${name}: ${status}, ${shown(loop, 0)} ms, ${shown(health, 0)} ms\n`);
      rows.push([
        name,
        `${Math.round(Buffer.byteLength(text) / 1000)} kB`,
        String(status),
        shown(loop, 0),
        shown(health, 0),
        shown(Math.max(...held.map((one) => one.loopMs)), 0),
        good ? 'pass' : 'FAIL',
      ]);
    }
    console.log(
      `\n### How long one request holds up the loop of the server, and whoever asks for /api/v1/health ` +
        `meanwhile, ms: the least of ${TIMES} requests, and the most; at most ${MOST_BLOCKED_MS} for the least\n`,
    );
    console.log(markdownTable(['kind', 'sent', 'status', 'loop', 'health', 'loop, most', 'result'], rows));
    return passed;
  } finally {
    child.send('stop');
    await once(child, 'exit');
  }
}

/** One request, and what its server's own clocks and a second client saw of it. */
async function heldBy(child: ChildProcess, url: string, path: string, text: string): Promise<Held> {
  await longest(child);
  let [ended, healthMs] = [false, 0];
  const asking = (async () => {
    while (!ended) healthMs = Math.max(healthMs, await timeOf(`${url}/api/v1/health`));
  })();
  const status = await sent(url, path, text);
  ended = true;
  await asking;
  return { loopMs: await longest(child), healthMs, status };
}

async function timeOf(address: string): Promise<number> {
  const before = performance.now();
  await (await fetch(address)).arrayBuffer();
  return performance.now() - before;
}

async function longest(child: ChildProcess): Promise<number> {
  child.send('longest');
  return ((await once(child, 'message')) as [{ longestMs: number }])[0].longestMs;
}

async function sent(url: string, path: string, body: string): Promise<number> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

process.exitCode = (await main(process.argv[2], process.argv[3])) ? 0 : 1;
