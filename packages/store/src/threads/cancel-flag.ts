/** Set by one thread and seen by another at once, also while that one is busy and reads no messages. */
export type CancelFlag = Int32Array

export const newCancelFlag = (): CancelFlag => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

export const cancel = (flag: CancelFlag): void => void Atomics.store(flag, 0, 1)

export const isCancelled = (flag: CancelFlag): boolean => Atomics.load(flag, 0) === 1
