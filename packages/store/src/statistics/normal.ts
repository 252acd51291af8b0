/** The 97.5th percentile of the normal distribution: two-sided intervals of 95 %. */
export const Z_95 = 1.959963984540054
