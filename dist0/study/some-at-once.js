/** The results of `work` in the order of `items`, never more than `atOnce` under way; the first failure ends it and nothing further begins. */
export async function someAtOnce(items, atOnce, work) {
    const results = [];
    let next = 0;
    let failed = false;
    const lane = async () => {
        while (next < items.length && !failed) {
            const index = next++;
            results[index] = await work(items[index], index).catch((error) => {
                failed = true;
                throw error;
            });
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
    return results;
}
