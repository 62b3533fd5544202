// Plans: what a site promises to whom, and what it does where it names no plan.

import * as z from 'zod'
import { duration, localized } from '../config/values.ts'

/** Answer times of a plan in rotame.yaml, by the kind of answer. */
export const planSchema = z.strictObject({
  /** What it is called where its promise is said; its id, and to visitors nothing, where it is left out. */
  title: localized.nullable().default(null),
  chat: duration,
  email: duration,
  ticket: duration,
  critical: duration,
})

const hour = 3_600_000
/** The answer times of everybody, ms, where rotame.yaml has none. */
export const usualPlan = { title: null, chat: hour / 4, email: 24 * hour, ticket: 48 * hour, critical: 24 * hour }

/** A site's plan by its id; the first, which is a guest's, when there is none of that id. */
export const planOf = <P extends { id: string }>(plans: readonly P[], id: string | null | undefined): P =>
  plans.find((plan) => plan.id === id) ?? plans[0]!
