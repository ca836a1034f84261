import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIGN_OF_LIFE_MS = 10_000;
const CODES = { SIGINT: 130, SIGTERM: 143 };
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM']);
/** @type {readonly [what: string, args: string[]][]} */
const STEPS = [
  ['the program', ['node_modules/typescript/bin/tsc', '-p', '.']],
  [
    'the page',
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/app/dashboard/vite.config.ts', '--logLevel', 'warn'],
  ],
];

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`);

/**
 * Builds the program and the page, saying so, then becomes `spillway start`. A signal to stop ends what is being built
 * and then this.
 */
async function start() {
  const begun = performance.now();
  say('Spillway builds itself first; it takes about half a minute.');
  for (const [at, [what, args]] of STEPS.entries()) {
    endIfLeftBehind();
    const code = await built(`${at + 1} of ${STEPS.length}: building ${what}`, args);
    if (code !== 0) {
      say(`Building ${what} failed; the lines above say why.`);
      process.exit(code ?? 1);
    }
  }
  say(`Built in ${seconds(begun)} s.`);
  endIfLeftBehind();
  const main = fileURLToPath(new URL('../dist/app/cli/main.js', import.meta.url));
  process.argv = [process.argv[0], main, 'start', ...process.argv.slice(2)];
  await import(main);
}

/** npm that is stopped in the moment in which it starts this program is gone without passing the signal on. */
function endIfLeftBehind() {
  if (
    process.env.npm_lifecycle_event === 'start' &&
    process.env.npm_config_user_agent?.startsWith('npm/') &&
    !npmIsThere()
  )
    process.exit(CODES.SIGTERM);
}

function npmIsThere() {
  try {
    return /\bnpm\b/.test(readFileSync(`/proc/${process.ppid}/cmdline`, 'latin1'));
  } catch {
    // Where processes cannot be looked up: what is left behind goes to the first one, which in a container may be npm
    // itself.
    return process.ppid !== 1 || process.platform === 'linux';
  }
}

/** @param {number} since */
const seconds = (since) => Math.round((performance.now() - since) / 1000);

/**
 * The exit code of one step.
 *
 * @param {string} what
 * @param {string[]} args
 * @returns {Promise<number | null>}
 */
function built(what, args) {
  const begun = performance.now();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {number | undefined} */
  let stopped;
  // Listened for before there is a child: a signal in between would leave it behind.
  const stops = SIGNALS.map((name) => ({
    name,
    stop: () => {
      stopped = CODES[name];
      child?.kill(name);
    },
  }));
  for (const { name, stop } of stops) process.on(name, stop);
  say(what);
  const builder = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  child = builder;
  const alive = setInterval(() => say(`${what}, ${seconds(begun)} s so far`), SIGN_OF_LIFE_MS);
  return new Promise((resolve) => {
    builder.on('close', (code) => {
      if (stopped !== undefined) process.exit(stopped);
      clearInterval(alive);
      for (const { name, stop } of stops) process.off(name, stop);
      resolve(code);
    });
  });
}

await start();
