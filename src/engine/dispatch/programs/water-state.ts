/**
 * Where the water stands when a horizon opens: storage (hm3) and what was released in the hours before, m3/s [station *
 * MAX_TRAVEL_HOURS + hours ago - 1].
 */
export interface WaterState {
  readonly storage: Float64Array;
  readonly releaseBefore: Float64Array;
}
