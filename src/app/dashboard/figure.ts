import { Chart, type ChartConfiguration } from 'chart.js';
import { h, type Child } from './dom.ts';
import { language, t } from './i18n.ts';

/**
 * A table of exact figures behind a chart: `shown` cells are formatted for reading, `raw` cells go to the CSV in GWh.
 */
export interface Table {
  readonly head: readonly string[];
  readonly shown: readonly (readonly string[])[];
  readonly csvHead: readonly string[];
  readonly raw: readonly (readonly (string | number)[])[];
}

export interface FigureSpec {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly summary: string;
  readonly height: number;
  readonly chart: ChartConfiguration | null;
  readonly empty?: string;
  readonly table: Table;
  readonly before?: Child;
  /** no chart: the table is all there is */
  readonly tableOnly?: boolean;
}

const live = new Map<string, Chart>();
const asTable = new Set<string>();

/**
 * A chart with its title, note, table toggle and CSV download. A chart of the same id that is still alive is disposed
 * of.
 */
export function figure(spec: FigureSpec): HTMLElement {
  live.get(spec.id)?.destroy();
  live.delete(spec.id);
  const body = h('div', { class: 'figure-body', id: `${spec.id}-body` });
  const toggle = h('button', {
    type: 'button',
    class: 'quiet',
    id: `${spec.id}-toggle`,
    hidden: spec.tableOnly,
    'aria-controls': `${spec.id}-body`,
    onclick: () => flip(spec, body, toggle),
  });
  show(spec, body, toggle);
  return h(
    'figure',
    { class: 'card figure', id: spec.id, 'aria-labelledby': `${spec.id}-title` },
    h(
      'figcaption',
      {},
      h('h3', { id: `${spec.id}-title` }, spec.title),
      h(
        'div',
        { class: 'figure-tools' },
        toggle,
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            id: `${spec.id}-csv`,
            'aria-label': `${t('csv')}: ${spec.title}`,
            onclick: () => download(spec),
          },
          t('csv'),
        ),
      ),
    ),
    spec.note ? h('p', { class: 'note' }, spec.note) : null,
    spec.before ?? null,
    body,
  );
}

function flip(spec: FigureSpec, body: HTMLElement, toggle: HTMLElement): void {
  if (!asTable.delete(spec.id)) asTable.add(spec.id);
  show(spec, body, toggle);
}

function show(spec: FigureSpec, body: HTMLElement, toggle: HTMLElement): void {
  live.get(spec.id)?.destroy();
  live.delete(spec.id);
  const table = spec.tableOnly === true || asTable.has(spec.id);
  toggle.textContent = t(table ? 'hide_table' : 'show_table');
  toggle.setAttribute('aria-label', `${toggle.textContent}: ${spec.title}`);
  body.replaceChildren(
    table ? tableOf(spec) : spec.chart ? canvasOf(spec, spec.chart) : h('p', { class: 'empty' }, spec.empty ?? ''),
  );
}

function canvasOf(spec: FigureSpec, configuration: ChartConfiguration): HTMLElement {
  const canvas = h('canvas', { role: 'img', 'aria-label': spec.summary });
  const frame = h('div', { class: 'canvas-frame' }, canvas);
  frame.style.height = `${spec.height}px`;
  // Chart.js measures its parent, so the frame must be in the page first.
  queueMicrotask(() => {
    forgetGone();
    if (canvas.isConnected)
      live.set(
        spec.id,
        new Chart(canvas, {
          ...configuration,
          options: { ...configuration.options, locale: language() === 'zh' ? 'zh-CN' : 'en' },
        }),
      );
  });
  return frame;
}

/** Charts of a part of the page that is no longer shown. */
function forgetGone(): void {
  for (const [id, chart] of live)
    if (!chart.canvas.isConnected) {
      chart.destroy();
      live.delete(id);
    }
}

function tableOf(spec: FigureSpec): HTMLElement {
  const cell = (tag: 'td' | 'th', text: string, index: number): HTMLElement =>
    h(
      index === 0 && tag === 'td' ? 'th' : tag,
      index === 0 && tag === 'td' ? { scope: 'row' } : tag === 'th' ? { scope: 'col' } : {},
      text,
    );
  return h(
    'div',
    { class: 'table-frame', tabindex: 0, role: 'region', 'aria-labelledby': `${spec.id}-title` },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          spec.table.head.map((text, i) => cell('th', text, i)),
        ),
      ),
      h(
        'tbody',
        {},
        spec.table.shown.map((row) =>
          h(
            'tr',
            {},
            row.map((text, i) => cell('td', text, i)),
          ),
        ),
      ),
    ),
  );
}

function download(spec: FigureSpec): void {
  const lines = [spec.table.csvHead, ...spec.table.raw].map((row) => row.map(quoted).join(','));
  // The byte order mark makes spreadsheet programs read the Chinese names as UTF-8.
  const url = URL.createObjectURL(new Blob([`﻿${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }));
  h('a', { href: url, download: `spillway-${spec.id}.csv` }).click();
  URL.revokeObjectURL(url);
}

/** Quoted where needed; a text that a spreadsheet would run as a formula is defused. */
function quoted(cell: string | number): string {
  const text = typeof cell === 'string' && /^[=+\-@]/.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
