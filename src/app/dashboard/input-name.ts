import { keyName, type Context } from './context.ts';
import { language, named } from './i18n.ts';

/** An uncertain input as it is called on the page; `section_limit:panxi` is the limit of that section alone. */
export function inputName(context: Context, input: string): string {
  const [kind, id] = input.split(':');
  return id === undefined
    ? named('input', kind)
    : `${named('input', kind)}${language() === 'zh' ? '：' : ': '}${keyName(context, 'sections', id)}`;
}
