/** A list of problems holds at most so many; `total` and `by_code` count all of them. */
export const MOST_LISTED = 200;
export function problemList(problems, most = MOST_LISTED) {
    const counts = new Map();
    for (const { code } of problems)
        counts.set(code, (counts.get(code) ?? 0) + 1);
    return { problems: problems.slice(0, most), total: problems.length, by_code: Object.fromEntries(counts) };
}
