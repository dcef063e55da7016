/** asciichart 1.5 ships no types; these are the parts in use. */
declare module 'asciichart' {
  interface PlotConfig {
    readonly min?: number;
    readonly max?: number;
    /** Rows minus one. */
    readonly height?: number;
    /** Columns before the first value: one for the label, the last for the axis. */
    readonly offset?: number;
    readonly format?: (value: number, row: number) => string;
  }
  export const plot: (series: readonly number[], config?: PlotConfig) => string;
  export const red: string;
  export const yellow: string;
  export const green: string;
  export const darkgray: string;
  export const reset: string;
}
