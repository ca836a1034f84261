import { h } from './dom.ts';
import { duration, plain } from './format.ts';
import { named, t } from './i18n.ts';
import type { EtaReason, JobProgress, JobState } from './job-api.ts';

export interface Notice {
  readonly kind: 'info' | 'error';
  /** said anew when the language changes */ readonly text: () => string;
}
/** What a panel tells of: the job under way, or else how the last one ended. */
export interface Course {
  readonly job: Advance | null;
  readonly notice: Notice | null;
}
interface Advance {
  readonly state: JobState;
  readonly progress: JobProgress | null;
  readonly eta_seconds: number | null;
  readonly eta_reason?: EtaReason | null;
}

/**
 * The bar and its sentence exist from the start and are only updated, so that screen readers keep their live region.
 */
export function progressPanel(id: string, course: Course): HTMLElement {
  const panel = h(
    'div',
    { class: 'progress', id },
    h('progress', { id: `${id}-bar`, max: 1, 'aria-label': t('progress') }),
    h('p', { id: `${id}-text`, role: 'status', 'aria-live': 'polite' }),
  );
  updateProgress(id, course, panel);
  return panel;
}

export function updateProgress(
  id: string,
  { job, notice }: Course,
  panel: HTMLElement | null = document.getElementById(id),
): void {
  const bar = panel?.querySelector('progress');
  const text = panel?.querySelector('p');
  if (!panel || !bar || !text) return;
  bar.hidden = job === null;
  if (job) bar.value = job.progress?.fraction ?? 0;
  const words = job ? sentence(job) : (notice?.text() ?? '');
  if (text.textContent !== words) text.textContent = words;
  text.classList.toggle('bad', job === null && notice?.kind === 'error');
}

function sentence(job: Advance): string {
  if (job.state === 'queued' || !job.progress) return t('queued');
  const { stage, fraction } = job.progress;
  const eta =
    job.eta_seconds === null || job.eta_seconds === undefined
      ? ''
      : ` · ${t('eta', { time: duration(job.eta_seconds) })}`;
  const reason = job.eta_reason ? ` · ${t('eta_slower', { stage: named('stage', job.eta_reason.stage) })}` : '';
  return `${plain(Math.floor(fraction * 100), 0)}% · ${named('stage', stage)}${eta}${reason}`;
}
