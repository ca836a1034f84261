import { cut } from "../../system/echo.js";
const WORDS = {
    en: {
        count: (total) => `${total} ${total === 1 ? 'problem' : 'problems'}`, cut: (listed) => `The first ${listed} are listed; --all prints every one.`,
        value: (value, limit) => ` (is ${value}${limit === null ? '' : `; allowed: ${limit}`})`,
    },
    zh: {
        count: (total) => `共 ${total} 个问题`, cut: (listed) => `仅列出前 ${listed} 个；--all 全部列出。`,
        value: (value, limit) => `（现为 ${value}${limit === null ? '' : `；应为：${limit}`}）`,
    },
};
/** Problems for a reader, grouped by file in the order of their lines; where the list was cut, how many there are of each code. */
export function problemText({ problems, total, by_code }, lang = 'en') {
    const w = WORDS[lang];
    const blocks = [...byFile(problems)].map(([file, found]) => {
        const own = found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
        return [...(file === '' ? [] : [file]), ...own.map((one) => entry(one, lang))].join('\n');
    });
    const counts = Object.entries(by_code).map(([code, count]) => `  ${count} ${code}`);
    const rest = total > problems.length ? [[w.cut(problems.length), ...counts].join('\n')] : [];
    return [w.count(total), ...blocks, ...rest].join('\n\n');
}
function byFile(problems) {
    const files = new Map();
    for (const one of problems) {
        const own = files.get(one.file ?? '');
        if (own)
            own.push(one);
        else
            files.set(one.file ?? '', [one]);
    }
    return files;
}
function entry(found, lang) {
    const w = WORDS[lang];
    const place = found.line === undefined ? '' : `${found.line}:${found.column ?? 1}  `;
    const value = found.value === null ? '' : w.value(shown(found.value), found.limit);
    return `  ${place}${found.path === '' ? '' : `${found.path}: `}${found.message}${value}\n      ${found.code}: ${found.hint}`;
}
const shown = (value) => cut(typeof value === 'string' ? value : JSON.stringify(value));
