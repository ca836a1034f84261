import type { MessagePort } from 'node:worker_threads';
import type { Outcome } from '../../engine/outcome/outcome.ts';
import type { PairDraw } from '../../engine/ensemble/draw-setup.ts';
import type { DrawsRequest, PairRequest, RunRequest } from '../../study/base/ports.ts';
import type { Problem } from '../../system/words/problem.ts';

/**
 * What goes to a worker thread and what comes back; errors travel as data because a thread boundary drops their fields.
 */
export type SolvingTask = (RunRequest | PairRequest | DrawsRequest) & { readonly progress: MessagePort };
/** `ready` asks a thread no more than to be there. */
export type WorkerTask = SolvingTask | { readonly ready: true };
export interface Failure {
  readonly message: string;
  readonly problems: readonly Problem[] | null;
}
export type WorkerAnswer =
  | { readonly ready: true }
  | { readonly outcome: Outcome }
  | { readonly outcomes: readonly [Outcome, Outcome] }
  | { readonly draws: readonly PairDraw[] }
  | { readonly failure: Failure };
