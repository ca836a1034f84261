import type { EvidenceResult } from '../../study/inputs/evidence-result.ts';
import type { Opening } from '../../study/scenario/opening.ts';
import type { ProvenanceResult } from '../../study/provenance/provenance-result.ts';
import type { Problem } from '../../system/words/problem.ts';
import { language } from './i18n.ts';

/** The part of the REST API this page uses; the whole of it is described at /openapi.json. */
export const ROOT = '/api/v1';

/** An answer that is not a success, with the problems that the server listed: the first 200 of `total`. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems: readonly Problem[],
    readonly total = problems.length,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

export async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${ROOT}${path}`, {
    ...init,
    headers: {
      accept: 'application/json',
      'accept-language': language(),
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    },
  });
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw refusal(response, body);
  return body as T;
}

function refusal(response: Response, body: unknown): Refused {
  const document = (body ?? {}) as { title?: string; detail?: string; problems?: Problem[]; total?: number };
  return new Refused(
    response.status,
    document.detail ?? document.title ?? `HTTP ${response.status}`,
    document.problems ?? [],
    document.total,
  );
}

const TABLES = [
  'zones',
  'basins',
  'sections',
  'prefectures',
  'exports',
  'pockets',
  'corridors',
  'evidence',
  'backcast_years',
  'calibration',
];
export const readModel = (id: string): Promise<unknown> =>
  call(`/models/${encodeURIComponent(id)}?tables=${TABLES.join(',')}`);
export const readEvidence = (id: string): Promise<EvidenceResult> => call(`/models/${encodeURIComponent(id)}/evidence`);
export interface ListedScenario {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly model: string;
  readonly basis: string;
  readonly measures: readonly string[];
}
export const readScenarios = async (): Promise<readonly ListedScenario[]> =>
  (await call<{ readonly items: readonly ListedScenario[] }>('/scenarios?limit=200')).items;
export const readProvenance = (comparison: string, figure: string): Promise<ProvenanceResult> =>
  call(`/comparisons/${encodeURIComponent(comparison)}/provenance?figure=${encodeURIComponent(figure)}`);
/** What the program opens with. */
export const readOpening = (): Promise<Opening> => call('/scenarios/opening');
export const readScenario = (id: string): Promise<unknown> => call(`/scenarios/${encodeURIComponent(id)}`);
