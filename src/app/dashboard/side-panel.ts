import { h, type Child } from './dom.ts';
import { problemsInFull } from './form-problems.ts';
import { t } from './i18n.ts';
import type { Collection } from './job-api.ts';
import { progressPanel } from './progress.ts';
import type { Side } from './side-study.ts';

export interface SidePanel {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly run: string;
  readonly start: () => void;
  readonly cancel: () => void;
  /** what is chosen before the start */ readonly before?: Child;
  /** paths of problems that are told beside their fields */ readonly fields?: readonly string[];
}

/** The head of a side study: what it answers, the buttons that start and cancel it, and how far it is. */
export function sidePanel<C extends Collection>(
  { id, title, intro, run, start, cancel, before, fields }: SidePanel,
  side: Side<C>,
): Child {
  return h(
    'div',
    { class: 'card side-panel' },
    h('h2', { id: `${id}-title` }, title),
    h('p', { class: 'note' }, intro),
    before ?? null,
    problemsInFull(`${id}-problems`, side.problems, fields),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', id: `${id}-run`, disabled: side.job !== null, onclick: start }, run),
      h(
        'button',
        {
          type: 'button',
          id: `${id}-cancel`,
          hidden: side.job === null,
          'aria-label': `${t('cancel')}: ${title}`,
          onclick: cancel,
        },
        t('cancel'),
      ),
    ),
    progressPanel(`${id}-progress`, side),
  );
}
