import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScenarioFile } from '../src/io/scenario-files.ts';
import { readTable } from '../src/io/csv-table.ts';
import { fileModels } from '../src/io/model-files.ts';
import { ScenarioLibrary } from '../src/io/scenario-library.ts';
import { openStore } from '../src/io/store/store.ts';
import { readYaml } from '../src/io/yaml-text.ts';
import { problemList } from '../src/system/problem-list.ts';
import { fittedExponent } from './fitted-exponent.ts';
import { bodyKinds, CSV_KINDS, workKinds, YAML_KINDS, type BodyKind } from './hostile-texts.ts';
import { markdownTable, shown } from './table.ts';

const SIZES = [62_500, 125_000, 250_000, 500_000, 1_000_000];
const MOST_EXPONENT = 1.2;
const MOST_BLOCKED_MS = 200;
/** Shorter times are those of the clock and of whatever else runs, ms. */
const NOISE_MS = 5;
const TIMES = 5;
/** What takes so long is measured once, s. */
const LONG = 0.3;

interface Reader { readonly name: string; readonly text: (size: number) => string; readonly read: (text: string) => unknown }

/** `npm run proof:linear`: how the time of validation grows with what is sent, and how long one request of a megabyte holds up the server; exit 1 where a line fails. `growth` or `requests` asks for one of both. */
async function main(asked = ''): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-linear-'));
  const store = openStore(join(folder, 'data'));
  try {
    const toy = readYaml(readFileSync('scenarios/two-plant-cascade/base.yaml', 'utf8'));
    if (!toy.ok) throw new Error('the toy scenario is not sound');
    const bodies = bodyKinds(toy.value.data as Record<string, unknown>);
    const library = new ScenarioLibrary('scenarios', store.scenarios, fileModels('models'));
    const growth = asked !== 'requests' && await grown(readers(bodies, library, folder));
    const blocked = asked !== 'growth' && await blocking([...bodies, ...workKinds()]);
    return (growth || asked === 'requests') && (blocked || asked === 'growth');
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readers(bodies: readonly BodyKind[], library: ScenarioLibrary, folder: string): readonly Reader[] {
  const file = join(folder, 'scenario.yaml');
  return [
    ...bodies.map(({ name, body }): Reader => ({ name: `body, ${name}`, text: body, read: async (text) => refused(await library.read(parsed(text))) })),
    ...YAML_KINDS.map(({ name, text }): Reader => ({ name, text, read: async (said) => { writeFileSync(file, said); return refused(await loadScenarioFile(file)); } })),
    ...CSV_KINDS.map(({ name, text }): Reader => ({ name, text, read: async (said) => JSON.stringify(problemList((await readTable('stations', Buffer.from(said), 'stations.csv')).problems)) })),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refused = (read: { readonly ok: boolean; readonly problems?: Parameters<typeof problemList>[0] }): string => (read.ok ? '' : JSON.stringify(problemList(read.problems ?? [])));

async function grown(kinds: readonly Reader[]): Promise<boolean> {
  const rows: string[][] = [];
  let passed = true;
  for (const { name, text, read } of kinds) {
    await secondsOf(read, text(SIZES[0]));
    const seconds: number[] = [];
    for (const size of SIZES) seconds.push(await secondsOf(read, text(size)));
    const exponent = fittedExponent(SIZES, seconds.map((one) => Math.max(one, NOISE_MS / 1000)));
    const good = exponent <= MOST_EXPONENT;
    passed &&= good;
    process.stderr.write(`${name}: ${seconds.map((one) => shown(1000 * one, 0)).join(' ')} ms, ${shown(exponent, 2)}\n`);
    rows.push([name, ...seconds.map((one) => shown(1000 * one, 1)), shown(exponent, 2), good ? 'pass' : 'FAIL']);
  }
  console.log(`\n### Processor time of validation, ms, by size; exponent at most ${MOST_EXPONENT} (times below ${NOISE_MS} ms count as that)\n`);
  console.log(markdownTable(['kind', ...SIZES.map((size) => `${size / 1000} kB`), 'exponent', 'result'], rows));
  return passed;
}

/** The least of a few times: what else runs only adds to it. */
async function secondsOf(read: Reader['read'], text: string): Promise<number> {
  let least = Infinity;
  for (let k = 0; k < TIMES && !(least > LONG && least < Infinity); k++) {
    // What was thrown away before is no work of this text.
    global.gc?.();
    const before = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

async function blocking(kinds: readonly BodyKind[]): Promise<boolean> {
  const child = fork(fileURLToPath(new URL('./loop-server.js', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  try {
    const [{ url }] = await once(child, 'message') as [{ url: string }];
    const rows: string[][] = [];
    let passed = true;
    // What is loaded and compiled by the first requests is no matter of size.
    for (const { path, body } of kinds) await sent(url, path, body(2_000));
    for (const { name, path, body } of kinds) {
      const text = body(SIZES[SIZES.length - 1]);
      let [least, status] = [Infinity, 0];
      for (let k = 0; k < TIMES; k++) {
        await longest(child);
        status = await sent(url, path, text);
        least = Math.min(least, await longest(child));
      }
      const good = least <= MOST_BLOCKED_MS && status >= 400 && status < 500;
      passed &&= good;
      process.stderr.write(`${name}: ${status}, ${shown(least, 0)} ms\n`);
      rows.push([name, `${Math.round(Buffer.byteLength(text) / 1000)} kB`, String(status), shown(least, 0), good ? 'pass' : 'FAIL']);
    }
    console.log(`\n### Longest time that one request holds up the loop of the server, ms, the least of ${TIMES} requests; at most ${MOST_BLOCKED_MS}\n`);
    console.log(markdownTable(['kind', 'sent', 'status', 'held up', 'result'], rows));
    return passed;
  } finally {
    child.send('stop');
    await once(child, 'exit');
  }
}

async function longest(child: ChildProcess): Promise<number> {
  child.send('longest');
  return ((await once(child, 'message')) as [{ longestMs: number }])[0].longestMs;
}

async function sent(url: string, path: string, body: string): Promise<number> {
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await answer.arrayBuffer();
  return answer.status;
}

process.exitCode = await main(process.argv[2]) ? 0 : 1;
