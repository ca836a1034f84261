/*
 * `npm run proofs -- NAME [options]`: everything that takes longer than a test. Without a name: lists the proofs. A
 * proof prints tables on standard output and progress on standard error; its page in docs/proofs is written anew.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Proof
 * @property {string} what in one line
 * @property {string[]} [node] options of Node
 * @property {string[]} [args] what it is asked where nothing is given
 * @property {boolean} [breaksBuild] what is built has to be built again after it
 */

/** @type {Readonly<Record<string, Proof>>} */
export const PROOFS = {
  bits: { what: 'the same questions to this tree and to --reference COMMIT: every number to the bit' },
  linear: {
    what: 'time of validation against size, and what a request of a megabyte holds up',
    node: ['--expose-gc'],
  },
  levels: { what: '500 random systems at all three levels', args: ['500'] },
  signals: { what: 'stop signals at twenty moments of the start', breaksBuild: true },
  verify: { what: 'solver and level standard against exact optima; --only, --from, --count, --referee' },
  robust: { what: 'the headline under other assumptions, each with water inferred again; --only TEXT' },
  'outside-season': { what: 'what months outside June to October add to a year' },
  'could-wait': { what: 'why seasonal reservoirs of the 8 GW study spill what turbines could have used' },
  'observed-water': { what: 'storage and outflow of the Jinsha in 2021 beside what was measured' },
  screens: { what: 'the pictures of README, from the page in Chromium' },
  'recorded-years': { what: 'writes the recorded water years into the model' },
  'other-years': { what: 'infers the water of 2018 and 2022 and writes it into the model' },
};

/**
 * The page of a proof: no name of a machine and no path.
 *
 * @param {{ command: string, what: string, commit: string, date: string, cores: number, passed: boolean,
 *   output: string }} run
 */
export const proofPage = ({ command, what, commit, date, cores, passed, output }) =>
  `# \`${command}\`\n\n${what[0].toUpperCase()}${what.slice(1)}.\n\n| commit | date | cores | result |\n|---|---|---|---|\n` +
  `| ${commit} | ${date} | ${cores} | ${passed ? 'passed' : 'FAILED'} |\n\n${output.trim()}\n`;

export const proofList = () =>
  Object.entries(PROOFS)
    .map(([name, { what }]) => `${name.padEnd(Math.max(...Object.keys(PROOFS).map((one) => one.length)))}  ${what}`)
    .join('\n');

/**
 * Runs a program and passes on what it prints.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function followed(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The commit of this tree, and whether files differ from it; pages of proofs do not count. */
function commitHere() {
  const git = (/** @type {string[]} */ ...args) => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/proofs') !== '';
  return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes' : ''}`;
}

/**
 * @param {string} name
 * @param {string[]} given
 * @returns {Promise<number>} exit code: 0 passed, 1 failed, 2 asked wrongly
 */
async function prove(name, given) {
  const proof = PROOFS[name];
  const commit = commitHere();
  const build = async () => (await followed('npm', ['run', '-s', 'build'])).code;
  const compiled = (await build()) || (await followed('node_modules/.bin/tsc', ['-p', 'bench'])).code;
  if (compiled !== 0) return 1;
  const asked = given.length > 0 ? given : (proof.args ?? []);
  const { code, output } = await followed(process.execPath, [
    ...(proof.node ?? []),
    `dist/proofs/bench/${name}.js`,
    ...asked,
  ]);
  if (proof.breaksBuild) await build();
  if (code !== 0 && code !== 1) return code;
  mkdirSync('docs/proofs', { recursive: true });
  writeFileSync(
    join('docs/proofs', `${name}.md`),
    proofPage({
      command: ['npm run proofs --', name, ...given].join(' '),
      what: proof.what,
      commit,
      date: new Date().toISOString().slice(0, 10),
      cores: cpus().length,
      passed: code === 0,
      output,
    }),
  );
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, ...given] = process.argv.slice(2);
  if (name !== undefined && Object.hasOwn(PROOFS, name)) process.exitCode = await prove(name, given);
  else {
    const list = `npm run proofs -- NAME [options]\n\n${proofList()}\n`;
    if (name === undefined) process.stdout.write(list);
    else {
      process.stderr.write(`There is no proof "${name}".\n\n${list}`);
      process.exitCode = 2;
    }
  }
}
