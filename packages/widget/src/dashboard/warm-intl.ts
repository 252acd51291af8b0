import { nextTask } from './next-task.js'

const SERVICES: readonly ((locale: string) => unknown)[] = [
  (locale) => new Intl.Locale(locale).maximize(),
  (locale) => new Intl.NumberFormat(locale),
  (locale) => new Intl.DateTimeFormat(locale),
]

/** A browser reads a language's data when a page first needs it, which takes long: each kind in a task of its own. */
export async function warmIntl(locale: string): Promise<void> {
  for (const make of SERVICES) {
    await nextTask()
    make(locale)
  }
}
