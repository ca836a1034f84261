import { draftOfJob } from './asked.ts';
import { draftOf, requestOf, type Draft } from './draft.ts';
import { byId, h, type Child } from './dom.ts';
import type { FormActions } from './form.ts';
import { countText } from './form-problems.ts';
import { date, power } from './format.ts';
import { named, pick, t } from './i18n.ts';
import { progressPanel } from './progress.ts';
import type { Job } from './job-api.ts';
import type { State } from './state.ts';

/**
 * The control that runs what the form holds. It stays in view wherever the reader is, and says what it would run and
 * how far it is.
 */
export function runBar(state: State, actions: FormActions): Child {
  return h(
    'div',
    { class: 'run-bar-inner', role: 'group', 'aria-label': t('run_bar') },
    h(
      'div',
      { class: 'run-course' },
      h('p', { id: 'run-state', hidden: state.loading }, runState(state)),
      state.problems.length > 0 && h('p', { class: 'bad' }, countText(state.problems)),
      progressPanel('progress', state),
    ),
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        { type: 'submit', id: 'run', class: 'primary', form: 'case', disabled: state.loading || state.job !== null },
        t('run'),
      ),
      h('button', { type: 'button', id: 'cancel', hidden: state.job === null, onclick: actions.cancel }, t('cancel')),
    ),
  );
}

/** The page leaves room at its end for the bar, which grows with its words. */
export function keepRoom(): void {
  const bar = byId('run-bar');
  new ResizeObserver(() => document.documentElement.style.setProperty('--bar', `${bar.offsetHeight}px`)).observe(bar);
}

/** What was typed a moment ago is told at once; the bar keeps its elements. */
export function updateRunState(state: State): void {
  const line = document.getElementById('run-state');
  if (line) line.replaceChildren(runState(state));
}

function runState(state: State): string {
  const asked = askedText(state);
  return state.shown ? t(isShown(state, state.shown) ? 'run_shown' : 'run_other', { asked }) : asked;
}

/** Whether the figures on the page are those of the form: what would be asked for is what was. */
function isShown(state: State, shown: Job): boolean {
  const written = draftOf(state.context.counterfactual);
  const question = (draft: Draft): string => JSON.stringify(requestOf(draft, written, state.context.pair));
  return question(state.draft) === question(draftOfJob(state, shown));
}

/**
 * `8 GW · 20 Jun · by the listed projects · rolling, week by week · standard (hourly)`; what is no size or date stands
 * as typed.
 */
function askedText({ draft, context }: State): string {
  const size = draft.size.trim() === '' || Number.isNaN(Number(draft.size)) ? draft.size : power(Number(draft.size));
  const start = /^\d{4}-\d\d-\d\d$/.test(draft.start) ? date(draft.start, 'short') : draft.start;
  const place = context.places.find(({ id }) => id === draft.place);
  return [
    size,
    start,
    place ? pick(place.name) : t('place_custom'),
    named('foresight', draft.foresight),
    named('level', draft.level),
    draft.attribute ? t('causes_divided') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
