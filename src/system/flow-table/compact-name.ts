import { plainText } from '../written/plain-text.ts';

/** The name of a column or a unit in small letters, without the spaces and dots that stand in it. */
export const compact = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replace(/[\s·∙⋅•*]/g, '')
    .replaceAll('−', '-');
