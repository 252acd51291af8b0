import { z } from 'zod'
import { ALERT_DEFAULTS, ALERT_KINDS, type AlertInput, type CreateAlertInput } from './alerts.js'
import { wrong } from './issues.js'
import { LIMITS } from './limits.js'

const whole = wrong('must be a JSON object')
const wholeNumber = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`
  return z.number(message).int(message).min(min, message).max(max, message)
}
const positive = z.number(wrong('must be a number above 0')).positive('must be a number above 0')
const message = 'must be an address such as https://chat.example/hooks/1, without a user name or a fragment'
const address = z
  .url({ protocol: /^https?$/, error: message })
  .regex(/^https?:\/\/[^/?#@]+([/?][^#]*)?$/i, message)
  .max(LIMITS.webhookLength, `must be at most ${LIMITS.webhookLength} characters`)

/** Checks what an alert is made of. */
export const createAlertInputSchema: z.ZodType<CreateAlertInput, CreateAlertInput> = z
  .strictObject(
    {
      kind: z.enum(ALERT_KINDS, `must be one of ${ALERT_KINDS.join(', ')}`),
      name: z
        .string('must be text')
        .min(1, 'must not be empty')
        .max(LIMITS.labelLength, `must be at most ${LIMITS.labelLength} characters`)
        .optional(),
      threshold: positive,
      clearThreshold: positive.optional(),
      windowMinutes: wholeNumber(1, LIMITS.alertWindowMinutes).optional(),
      minimumSamples: wholeNumber(1, 1_000_000).optional(),
      badEvaluations: wholeNumber(1, LIMITS.alertEvaluations).optional(),
      goodEvaluations: wholeNumber(1, LIMITS.alertEvaluations).optional(),
      webhook: address.optional(),
    },
    whole,
  )
  .check(({ value, issues }) => {
    const report = (path: keyof CreateAlertInput, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value[path] })
    const { kind, threshold, clearThreshold = 0 } = value
    if (kind === 'failureRate' && threshold > 1) report('threshold', 'must be at most 1: 0.1 is every tenth')
    if (clearThreshold > threshold) report('clearThreshold', 'must be at most the threshold')
    if (ALERT_DEFAULTS[kind].windowMinutes !== null) return
    for (const path of ['windowMinutes', 'minimumSamples'] as const)
      if (value[path] !== undefined) report(path, `must be left out: ${kind} looks at none`)
  })

export const alertInputSchema: z.ZodType<AlertInput, AlertInput> = z.strictObject(
  { id: z.number(wrong('must be the number of an alert')).int('must be the number of an alert') },
  whole,
)
