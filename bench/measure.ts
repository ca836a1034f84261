import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * How a program went that was run on its own: wall time, and the most memory it held at once, MB (null where the system
 * does not tell).
 */
export interface Measured {
  readonly end: 'done' | 'time limit' | 'failed';
  readonly seconds: number;
  readonly peakMb: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const LOOK_EVERY_MS = 20;

/** Runs one program and watches it; one that is still at work after `limitSeconds` is ended. */
export function measure(
  command: string,
  args: readonly string[],
  limitSeconds: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (part: Buffer) => {
      text.stdout += part.toString();
    });
    child.stderr.on('data', (part: Buffer) => {
      text.stderr += part.toString();
    });
    let peakMb: number | null = null;
    let late = false;
    const look = setInterval(() => {
      peakMb = heldMb(child.pid) ?? peakMb;
      if (performance.now() - started < 1000 * limitSeconds) return;
      late = true;
      child.kill('SIGKILL');
    }, LOOK_EVERY_MS);
    let ended = false;
    const end = (failed: boolean): void => {
      if (ended) return;
      ended = true;
      clearInterval(look);
      resolve({
        end: late ? 'time limit' : failed ? 'failed' : 'done',
        seconds: (performance.now() - started) / 1000,
        peakMb,
        ...text,
      });
    };
    child.on('error', () => end(true));
    child.on('close', (code) => end(code !== 0));
  });
}

/** High-water mark of a process's memory, MB. */
function heldMb(pid: number | undefined): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Number(found[1]) / 1024 : null;
  } catch {
    return null;
  }
}
