const DIGITS = '〇一二三四五六七八九';

/** 1 to 99 as 六, 十二, 二十一, 三十; null for anything else. */
export function chineseCount(text: string): number | null {
  const m = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!m || text === '' || (!m[2] && m[1] && m[3])) return null;
  const digit = (mark: string | undefined): number => (mark === undefined ? 0 : DIGITS.indexOf(mark));
  return m[2] ? 10 * (m[1] ? digit(m[1]) : 1) + digit(m[3]) : digit(m[1] ?? m[3]);
}

/** `二〇二一年六月一日` as `2021年6月1日`; other texts as they are. */
export function arabicDate(text: string): string {
  const m = /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(.*)$/.exec(
    text,
  );
  if (!m) return text;
  const [month, day] = [chineseCount(m[2]), chineseCount(m[3])];
  const year = [...m[1].replace(/[零○]/g, '〇')].map((mark) => DIGITS.indexOf(mark)).join('');
  return month === null || day === null ? text : `${year}年${month}月${day}日${m[4]}`;
}
