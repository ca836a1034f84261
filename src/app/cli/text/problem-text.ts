import { cut } from '../../../system/words/echo.ts';
import type { ProblemList } from '../../../system/words/problem-list.ts';
import type { Problem } from '../../../system/words/problem.ts';
import type { Lang } from './words.ts';

const WORDS = {
  en: {
    count: (total: number): string => `${total} ${total === 1 ? 'problem' : 'problems'}`,
    cut: (listed: number): string => `The first ${listed} are listed; --all prints every one.`,
    value: (value: string, limit: string | null): string =>
      ` (is ${value}${limit === null ? '' : `; allowed: ${limit}`})`,
  },
  zh: {
    count: (total: number): string => `共 ${total} 个问题`,
    cut: (listed: number): string => `仅列出前 ${listed} 个；--all 全部列出。`,
    value: (value: string, limit: string | null): string =>
      `（现为 ${value}${limit === null ? '' : `；应为：${limit}`}）`,
  },
} as const;

/**
 * Problems for a reader, grouped by file in the order of their lines; where the list was cut, how many there are of
 * each code.
 */
export function problemText({ problems, total, by_code }: ProblemList, lang: Lang = 'en'): string {
  const w = WORDS[lang];
  const blocks = [...byFile(problems)].map(([file, found]) => {
    const own = found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    return [...(file === '' ? [] : [file]), ...own.map((one) => entry(one, lang))].join('\n');
  });
  const counts = Object.entries(by_code).map(([code, count]) => `  ${count} ${code}`);
  const rest = total > problems.length ? [[w.cut(problems.length), ...counts].join('\n')] : [];
  return [w.count(total), ...blocks, ...rest].join('\n\n');
}

function byFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const one of problems) {
    const own = files.get(one.file ?? '');
    if (own) own.push(one);
    else files.set(one.file ?? '', [one]);
  }
  return files;
}

function entry(found: Problem, lang: Lang): string {
  const w = WORDS[lang];
  const place = found.line === undefined ? '' : `${found.line}:${found.column ?? 1}  `;
  const value = found.value === null ? '' : w.value(shown(found.value), found.limit);
  return (
    `  ${place}${found.path === '' ? '' : `${found.path}: `}${found.message}${value}\n      ${found.code}: ` +
    `${found.hint}`
  );
}

const shown = (value: unknown): string => cut(typeof value === 'string' ? value : JSON.stringify(value));
