/** Neumaier's sum: the rounding error of a long sum stays that of a few additions, whatever the order and the size of the terms. */
export class CompensatedSum {
    sum = 0;
    lost = 0;
    get value() { return this.sum + this.lost; }
    add(term) {
        const next = this.sum + term;
        this.lost += Math.abs(this.sum) >= Math.abs(term) ? this.sum - next + term : term - next + this.sum;
        this.sum = next;
    }
}
