import { nextTask } from './next-task.js'
import { FONTS } from './styles/base.js'

const STEPS: readonly ((locale: string) => unknown)[] = [
  (locale) => new Intl.Locale(locale).maximize(),
  // It reads the list of languages that the others need too, and little else.
  (locale) => Intl.Collator.supportedLocalesOf(locale),
  (locale) => new Intl.NumberFormat(locale),
  (locale) => new Intl.DateTimeFormat(locale),
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'second' }).format(1),
  () => measure('400'),
  () => measure('700'),
]

/**
 * A browser reads a language's data and looks for a font when a page first needs it, which takes long: each in a task of
 * its own, before anything is drawn.
 */
export async function warmUp(locale: string): Promise<void> {
  for (const step of STEPS) {
    await nextTask()
    step(locale)
  }
}

let pen: CanvasRenderingContext2D | null | undefined

function measure(weight: string) {
  pen ??= document.createElement('canvas').getContext('2d')
  if (!pen) return
  pen.font = `${weight} 14px ${FONTS}`
  pen.measureText('0')
}
