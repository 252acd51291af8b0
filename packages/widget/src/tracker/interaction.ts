import type { NewEvent } from '../globals.js'

type NewInteraction = Extract<NewEvent, { type: 'interaction' }>

/** An interaction of texts. Old pages pass what they like: texts are made of it. */
export const interaction = (action: string, element: string, value?: string | null): NewInteraction => ({
  type: 'interaction',
  action: `${action}`,
  element: `${element}`,
  value: value == null ? null : `${value}`,
})
