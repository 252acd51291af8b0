const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1234567` is `1.2 MB`. */
export function bytesInWords(bytes: number): string {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const size = bytes / 1_000 ** unit
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit]}`
}
