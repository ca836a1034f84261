/** The value below which a share `share` (0-1) of a triangular distribution over low, mode and high lies. */
export function triangular(share, low, mode, high) {
    const [left, right, width] = [mode - low, high - mode, high - low];
    return share * width < left ? low + Math.sqrt(share * width * left) : high - Math.sqrt((1 - share) * width * right);
}
