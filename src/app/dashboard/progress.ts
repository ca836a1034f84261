import type { Job } from './api.ts';
import { h } from './dom.ts';
import { duration, plain } from './format.ts';
import { named, t } from './i18n.ts';
import type { State } from './state.ts';

/** The bar and its sentence exist from the start and are only updated, so that screen readers keep their live region. */
export function progressPanel(state: State): HTMLElement {
  const panel = h('div', { class: 'progress', id: 'progress' },
    h('progress', { id: 'progress-bar', max: 1, 'aria-label': t('progress') }),
    h('p', { id: 'progress-text', role: 'status', 'aria-live': 'polite' }));
  updateProgress(state, panel);
  return panel;
}

export function updateProgress(state: State, panel: HTMLElement | null = document.getElementById('progress')): void {
  const bar = panel?.querySelector('progress');
  const text = panel?.querySelector('p');
  if (!panel || !bar || !text) return;
  bar.hidden = state.job === null;
  if (state.job) bar.value = state.job.progress?.fraction ?? 0;
  const words = state.job ? sentence(state.job) : state.notice?.text() ?? '';
  if (text.textContent !== words) text.textContent = words;
  text.classList.toggle('bad', state.job === null && state.notice?.kind === 'error');
}

function sentence(job: Job): string {
  if (job.state === 'queued' || !job.progress) return t('queued');
  const { stage, fraction } = job.progress;
  const eta = job.eta_seconds === null || job.eta_seconds === undefined ? '' : ` · ${t('eta', { time: duration(job.eta_seconds) })}`;
  return `${plain(fraction * 100, 0)}% · ${named('stage', stage)}${eta}`;
}
