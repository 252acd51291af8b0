/** An error of the operating system, as Node throws it. */
export type SystemError = Error & { code: string; syscall?: string; port?: number }

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
