import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportHorizon } from '../src/engine/dispatch/rolling/export-program.ts';
import { programToMps } from '../src/io/export/program-text.ts';
import { pypsaFolder } from '../src/io/pypsa/pypsa-folder.ts';
import type { World } from '../src/study/run/prepare-case.ts';
import type { BenchArguments } from './arguments.ts';
import { arraysSolvers } from './arrays-solvers.ts';
import { bareSolvers } from './bare-solvers.ts';
import type { Contender, Finish, PeerWorld, Task } from './contender.ts';
import { pypsaPeer } from './pypsa-peer.ts';
import { readPair, SPANS, type Span } from './study-pair.ts';
import { markdownTable, shown } from './table.ts';
import { thisProgram } from './this-program.ts';

const CONTENDERS: readonly Contender[] = [
  thisProgram('standard'),
  thisProgram('screen'),
  ...arraysSolvers.slice(1),
  ...bareSolvers,
  ...arraysSolvers.slice(0, 1),
  pypsaPeer,
];

/**
 * One span of the study by every contender that is there, one after another on an otherwise idle machine; prints a line
 * as each ends, then the table.
 */
export async function comparePeers(
  name: keyof typeof SPANS,
  folder: string,
  { limitSeconds, python, peers }: BenchArguments,
): Promise<void> {
  const span = SPANS[name];
  const task = await prepared(span, join(folder, name), limitSeconds, python);
  const { program } = task.worlds[0].window;
  console.log(`\n## ${name}: ${span.from} to ${span.to}, with and without 8 GW\n`);
  console.log(
    `Each world: ${program.rows} rows, ${program.columns} columns, ${program.values.length} entries. A peer is ` +
      `ended after ${limitSeconds} s a world.\n`,
  );
  const finishes: Finish[] = [];
  const entered = CONTENDERS.filter(
    ({ name: own }, at) => at === 0 || peers.length === 0 || peers.some((part) => own.toLowerCase().includes(part)),
  );
  for (const contender of entered) {
    const finish = await contender.enter(task);
    finishes.push(finish);
    console.error(`${contender.name}: ${shown(finish.seconds, 2)} s, ${finish.note}`);
  }
  console.log(
    markdownTable(
      HEAD,
      entered.map((contender, at) => row(contender, finishes[at], finishes[0])),
    ),
  );
}

const HEAD = [
  'contender',
  'from … to',
  's (pair)',
  'MB',
  'objective with, M yuan',
  'without',
  'curtailed with, GWh',
  'without',
  'difference',
  'ratio',
  'note',
];

function row(
  { name, from }: Contender,
  { seconds, peakMb, objective, curtailed, note }: Finish,
  own: Finish,
): string[] {
  const [kept, removed] = curtailed;
  const difference = kept === null || removed === null ? null : removed - kept;
  const ratio = seconds === null || own.seconds === null ? null : seconds / own.seconds;
  return [
    name,
    from,
    shown(seconds, 2),
    shown(peakMb, 0),
    shown(objective[0], 3),
    shown(objective[1], 3),
    shown(kept, 1),
    shown(removed, 1),
    shown(difference, 1),
    shown(ratio, 1),
    note,
  ];
}

async function prepared(span: Span, folder: string, limitSeconds: number, python: string): Promise<Task> {
  const pair = await readPair(span);
  mkdirSync(folder, { recursive: true });
  return {
    span,
    pair,
    folder,
    limitSeconds,
    python,
    worlds: [peerWorld(pair.reference, join(folder, 'with')), peerWorld(pair.counterfactual, join(folder, 'without'))],
  };
}

/** Writes a world as the commands `export --format mps` and `--format pypsa` do. */
function peerWorld(world: World, path: string): PeerWorld {
  const window = exportHorizon(world.case);
  writeFileSync(`${path}.mps`, programToMps(window.program, world.scenario.id));
  mkdirSync(path, { recursive: true });
  const { files, constant } = pypsaFolder(world.case);
  for (const { name, text } of files) writeFileSync(join(path, name), text);
  return { world, window, mps: `${path}.mps`, pypsa: path, pypsaConstant: constant };
}
