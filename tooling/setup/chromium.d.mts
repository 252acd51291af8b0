/** The path of an installed Chrome, Chromium or Edge (`CHROMIUM_PATH` wins), or undefined. */
export function findChromium(): string | undefined
/** The same, after installing Debian's package where none is there and this user may; throws an error that says what to do. */
export function requireChromium(): string
