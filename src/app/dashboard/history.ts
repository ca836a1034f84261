import type { Job } from './job-api.ts';
import { describe } from './asked.ts';
import { h, type Child } from './dom.ts';
import { energyAlone, percent } from './format.ts';
import { named, t } from './i18n.ts';
import type { State } from './state.ts';

/** This session's comparisons, latest first; a finished one can be shown again. */
export function history(state: State, show: (job: Job) => void): Child {
  return h(
    'section',
    { class: 'card history', 'aria-labelledby': 'history-title' },
    h('h2', { id: 'history-title' }, t('history')),
    state.history.length === 0
      ? h('p', { class: 'note' }, t('history_empty'))
      : h(
          'ul',
          {},
          state.history.map((job) => h('li', {}, entry(state, job, show))),
        ),
  );
}

function entry(state: State, job: Job, show: (job: Job) => void): HTMLElement {
  const active = job.id === state.shown?.id;
  const share = job.request?.changes?.connection;
  const details = [job.request?.options?.foresight, job.request?.options?.level]
    .filter((code) => code !== undefined)
    .map((code, index) => named(job.request?.options?.foresight === code && index === 0 ? 'foresight' : 'level', code));
  if (share) details.push(`${t('connection_direct')} ${percent(share.direct, 0)}`);
  if (job.request?.attribute) details.push(t(job.request.sensitivity ? 'causes_divided_further' : 'causes_divided'));
  if (job.request?.price_of_foresight) details.push(t('price_asked'));
  return h(
    'button',
    {
      type: 'button',
      class: 'history-entry',
      'aria-pressed': String(active),
      disabled: job.state !== 'done',
      onclick: () => show(job),
    },
    h('span', {}, describe(state, job)),
    h('span', { class: 'note' }, outcome(job), details.length > 0 ? ` · ${details.join(' · ')}` : ''),
  );
}

const outcome = (job: Job): string =>
  job.state === 'done' && job.result
    ? t('curtailed_more', { delta: energyAlone(job.result.curtailed_gwh.delta, true) })
    : named('state', job.state);
