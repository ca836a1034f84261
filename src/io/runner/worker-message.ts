import type { MessagePort } from 'node:worker_threads';
import type { Case } from '../../engine/compile-case/case.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { Problem } from '../../system/problem.ts';

/** What goes to a worker thread and what comes back; errors travel as data because a thread boundary drops their fields. */
export interface WorkerTask { readonly case: Case; readonly progress: MessagePort }
export type WorkerAnswer =
  | { readonly outcome: Outcome }
  | { readonly failure: { readonly message: string; readonly problems: readonly Problem[] | null } };
